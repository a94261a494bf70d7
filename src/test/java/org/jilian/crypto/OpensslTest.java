package org.jilian.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.jilian.crypto.Verification.Genuine;
import org.jilian.record.NodeId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpensslTest {
    private static final byte[] CONTENT = "{\"origin\":\"370811\",\"sequence\":1}".getBytes(UTF_8);
    private static final byte[] OTHER = "{\"origin\":\"370811\",\"sequence\":2}".getBytes(UTF_8);
    private static final Instant NOW = Instant.parse("2026-11-21T08:30:15Z");
    private static final String[] SM2 = {"-sm3", "-sigopt", "distid:1234567812345678"};

    @TempDir
    Path dir;

    private Openssl openssl;

    @BeforeEach
    void inAnEmptyDirectory() throws Exception {
        openssl = new Openssl(dir);
        openssl.file("content", CONTENT);
        openssl.file("other", OTHER);
    }

    @Test
    void acceptsOurInternationalSignedData() throws Exception {
        Pki pki = Pki.of("intl");
        SigningKey key = pki.signing("370811");
        openssl.file("cms", pki.suite.sign(CONTENT, NOW, List.of(key)));
        openssl.file("signer.pem", pem(key.certificate()));
        openssl.file("root.pem", pem(pki.root.certificate()));

        openssl.succeed(verifying("content", "signer.pem"));
        openssl.refuse(verifying("other", "signer.pem"));
    }

    @Test
    void acceptsSeveralSignersUnderTheCadesRules() throws Exception {
        Pki pki = Pki.of("intl");
        openssl.file("cms", pki.suite.sign(CONTENT, NOW, List.of(pki.signing("000000"), pki.signing("370000"))));
        openssl.file("root.pem", pem(pki.root.certificate()));

        openssl.succeed(
                "cms",
                "-verify",
                "-cades",
                "-binary",
                "-inform",
                "DER",
                "-in",
                "cms",
                "-content",
                "content",
                "-CAfile",
                "root.pem",
                "-attime",
                String.valueOf(NOW.getEpochSecond()),
                "-out",
                "verified");
        assertThat(Files.readAllBytes(dir.resolve("verified"))).isEqualTo(CONTENT);
    }

    private static String[] verifying(String content, String signer) {
        return new String[] {
            "cms",
            "-verify",
            "-binary",
            "-inform",
            "DER",
            "-in",
            "cms",
            "-content",
            content,
            "-certfile",
            signer,
            "-CAfile",
            "root.pem",
            "-attime",
            String.valueOf(NOW.getEpochSecond()),
            "-out",
            "verified"
        };
    }

    @Test
    void itsOwnSignedDataIsGenuineHere() throws Exception {
        Pki pki = Pki.of("intl");
        char[] password = "secret".toCharArray();
        SigningKey key = pki.signing("370811");
        KeyFile.write(dir.resolve("key.pem"), key.key(), password, Stretching.CHOSEN, new SecureRandom());
        openssl.file("signer.pem", pem(key.certificate()));
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        openssl.succeed(
                "cms",
                "-sign",
                "-cades",
                "-binary",
                "-nosmimecap",
                "-md",
                "sha256",
                "-in",
                "content",
                "-signer",
                "signer.pem",
                "-inkey",
                "key.pem",
                "-passin",
                "pass:secret",
                "-outform",
                "DER",
                "-out",
                "cms");

        Verification verification = pki.suite.verify(CONTENT, Files.readAllBytes(dir.resolve("cms")));
        assertThat(verification).isInstanceOf(Genuine.class);
        Verification.Signer signer = ((Genuine) verification).signers().get(0);
        assertThat(signer.certificate()).isEqualTo(key.certificate());
        assertThat(signer.signedAt()).isBetween(before, before.plusSeconds(60));
    }

    @Test
    void acceptsOurSm2Signature() throws Exception {
        Pki pki = Pki.of("gm");
        SigningKey key = pki.signing("370811");
        byte[] signature = pki.suite.signRaw(CONTENT, key.key());
        openssl.file("signature", signature);
        publicKey(key.certificate());

        openssl.succeed("dgst", SM2[0], SM2[1], SM2[2], "-verify", "public.pem", "-signature", "signature", "content");
        openssl.refuse("dgst", SM2[0], SM2[1], SM2[2], "-verify", "public.pem", "-signature", "signature", "other");
        signature[signature.length - 1] ^= 1;
        openssl.file("signature", signature);
        openssl.refuse("dgst", SM2[0], SM2[1], SM2[2], "-verify", "public.pem", "-signature", "signature", "content");
    }

    @Test
    void itsOwnSm2SignatureIsGenuineHere() throws Exception {
        Pki pki = Pki.of("gm");
        SigningKey key = pki.signing("370811");
        KeyFile.write(dir.resolve("key.pem"), key.key(), "secret".toCharArray(), Stretching.CHOSEN, new SecureRandom());

        openssl.succeed(
                "dgst",
                SM2[0],
                SM2[1],
                SM2[2],
                "-sign",
                "key.pem",
                "-passin",
                "pass:secret",
                "-out",
                "signature",
                "content");

        byte[] signature = Files.readAllBytes(dir.resolve("signature"));
        assertThat(pki.suite.verifyRaw(CONTENT, signature, key.certificate().getPublicKey()))
                .isTrue();
        assertThat(pki.suite.verifyRaw(OTHER, signature, key.certificate().getPublicKey()))
                .isFalse();
    }

    /** openssl knows no GB/T 35275, but it can verify the signature that our SignedData carries over its attributes. */
    @Test
    void acceptsTheSignatureInsideOurChineseSignedData() throws Exception {
        Pki pki = Pki.of("gm");
        SigningKey key = pki.signing("370811");
        byte[] cms = pki.suite.sign(CONTENT, NOW, List.of(key));
        SignedData signed = SignedData.getInstance(
                ContentInfo.getInstance(ASN1Primitive.fromByteArray(cms)).getContent());
        SignerInfo signer = SignerInfo.getInstance(signed.getSignerInfos().getObjectAt(0));
        openssl.file(
                "attributes", new DERSet(signer.getAuthenticatedAttributes().toArray()).getEncoded(ASN1Encoding.DER));
        openssl.file("signature", signer.getEncryptedDigest().getOctets());
        publicKey(key.certificate());

        openssl.succeed(
                "dgst", SM2[0], SM2[1], SM2[2], "-verify", "public.pem", "-signature", "signature", "attributes");
        assertThat(openssl.succeed(
                        "asn1parse",
                        "-inform",
                        "DER",
                        "-in",
                        openssl.file("cms", cms).toString()))
                .contains("1.2.156.10197.6.1.4.2.2", "1.2.156.10197.6.1.4.2.1", "SM2-with-SM3", ":sm3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void acceptsOurCertificatesUnderTheirRoot(String name) throws Exception {
        Pki pki = Pki.of(name);
        openssl.file("root.pem", pem(pki.root.certificate()));
        openssl.file("sign.pem", pem(pki.signing("370811").certificate()));
        openssl.file("encrypt.pem", pem(pki.encryption("370811").certificate()));
        openssl.file("tls-root.pem", pem(pki.tlsRoot.certificate()));
        openssl.file("tls.pem", pem(pki.tls("370811").certificate()));
        String at = String.valueOf(NOW.getEpochSecond());

        openssl.succeed(with(
                name.equals("gm"),
                "verify",
                "-x509_strict",
                "-attime",
                at,
                "-CAfile",
                "root.pem",
                "sign.pem",
                "encrypt.pem"));
        openssl.succeed(
                "verify",
                "-x509_strict",
                "-attime",
                at,
                "-purpose",
                "sslserver",
                "-verify_ip",
                "127.0.0.1",
                "-verify_hostname",
                "localhost",
                "-CAfile",
                "tls-root.pem",
                "tls.pem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void readsOurKeysAndRequests(String name) throws Exception {
        NodeKeys.create(
                dir,
                Suite.named(name),
                NodeId.of("370811"),
                "secret".toCharArray(),
                Stretching.CHOSEN,
                new SecureRandom());

        for (String stem : List.of("sign", "encrypt", "tls")) {
            String key = openssl.succeed("pkey", "-in", stem + ".key.pem", "-passin", "pass:secret", "-pubout");
            String requested = openssl.succeed(with(
                    name.equals("gm") && !stem.equals("tls"),
                    "req",
                    "-in",
                    stem + ".csr.pem",
                    "-noout",
                    "-pubkey",
                    "-verify"));
            assertThat(requested).contains(key).contains("OK");
            openssl.refuse("pkey", "-in", stem + ".key.pem", "-passin", "pass:other", "-noout");
        }
    }

    /** The option follows the subcommand; openssl takes it for SM2 keys only, and has no default id. */
    private static String[] with(boolean sm2, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (sm2) {
            all.addAll(1, List.of("-vfyopt", "distid:1234567812345678"));
        }
        return all.toArray(String[]::new);
    }

    @Test
    void agreesOnHmacSm3() throws Exception {
        byte[] mac = Suite.named("gm").mac("key".getBytes(UTF_8)).of(CONTENT);

        assertThat(openssl.succeed("mac", "-digest", "SM3", "-macopt", "key:key", "-in", "content", "HMAC"))
                .isEqualToIgnoringWhitespace(
                        java.util.HexFormat.of().withUpperCase().formatHex(mac));
    }

    private void publicKey(X509Certificate certificate) throws Exception {
        openssl.file(
                "public.pem", Pem.bytes("PUBLIC KEY", certificate.getPublicKey().getEncoded()));
    }

    private static byte[] pem(X509Certificate certificate) {
        return Certificates.pem(certificate).getBytes(UTF_8);
    }
}

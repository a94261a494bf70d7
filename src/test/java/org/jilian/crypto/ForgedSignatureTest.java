package org.jilian.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.jilian.crypto.Verification.Forged;
import org.jilian.crypto.Verification.Genuine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForgedSignatureTest {
    private static final byte[] CONTENT = "{\"origin\":\"370811\"}".getBytes(UTF_8);
    private static final byte[] OTHER = "{\"origin\":\"370881\"}".getBytes(UTF_8);
    private static final Instant NOW = Instant.parse("2026-11-21T08:30:15Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pki GM = Pki.of("gm");
    private static final Pki INTL = Pki.of("intl");
    private static final SigningKey GM_KEY = GM.signing("370811");
    private static final SigningKey INTL_KEY = INTL.signing("370811");

    private static Forgery forgery(Pki pki) {
        return pki == GM
                ? new Forgery(CmsProfile.GM, GM_KEY, CONTENT, NOW)
                : new Forgery(CmsProfile.INTL, INTL_KEY, CONTENT, NOW);
    }

    private static String reason(Pki pki, byte[] cms) {
        Verification verification = pki.suite.verify(CONTENT, cms);
        assertThat(verification).isInstanceOf(Forged.class);
        return ((Forged) verification).reason();
    }

    @Test
    void theFixtureItselfForgesNothing() {
        assertThat(GM.suite.verify(CONTENT, forgery(GM).cms())).isInstanceOf(Genuine.class);
        assertThat(INTL.suite.verify(CONTENT, forgery(INTL).cms())).isInstanceOf(Genuine.class);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("signing time should be a signed attribute", f -> f.drop(CMSAttributes.signingTime)),
                change("content type should be a signed attribute", f -> f.drop(CMSAttributes.contentType)),
                change("message digest should be a signed attribute", f -> f.drop(CMSAttributes.messageDigest)),
                change(
                        "signing certificate should be a signed attribute",
                        f -> f.drop(PKCSObjectIdentifiers.id_aa_signingCertificateV2)),
                change("signed attributes should be present", f -> f.withAttributes = false),
                change(
                        "signed message digest should be the content's",
                        f -> f.replace(CMSAttributes.messageDigest, new DEROctetString(f.scheme.digest(OTHER)))),
                change(
                        "signed message digest should be the content's",
                        f -> f.replace(CMSAttributes.messageDigest, new DERUTF8String("no digest"))),
                change(
                        "signed content type should be",
                        f -> f.replace(CMSAttributes.contentType, CMSObjectIdentifiers.envelopedData)),
                change(
                        "message digest should be there once, but is 'a list'",
                        f -> f.replace(
                                CMSAttributes.messageDigest,
                                new DEROctetString(f.scheme.digest(CONTENT)),
                                new DEROctetString(f.scheme.digest(OTHER)))),
                change(
                        "signing time should be there once, but is 'there twice'",
                        f -> f.add(CMSAttributes.signingTime, SigningTime.encode(NOW.plusSeconds(1)))),
                change(
                        "signed attribute should be one of",
                        f -> f.add(new ASN1ObjectIdentifier("1.2.3"), DERNull.INSTANCE)),
                change("signing time should be yyMMddHHmmssZ", f -> f.time(new DERUTCTime("2611210830Z"))),
                change("signing time should be yyMMddHHmmssZ", f -> f.time(new DERUTCTime("261121083015+0800"))),
                change("signing time should be yyMMddHHmmssZ", f -> f.time(new DERUTCTime("260230083015Z"))),
                change(
                        "signing time should be a UTCTime from 1950",
                        f -> f.time(new DERGeneralizedTime("20261121083015Z"))),
                change("signing time should be a UTCTime or", f -> f.time(new DERUTF8String("261121083015Z"))),
                change("version of SignedData should be 1", f -> f.version = new ASN1Integer(3)),
                change("version of SignerInfo should be 1", f -> f.signerVersion = new ASN1Integer(3)),
                change("content type of the signature should be", f -> f.type = CMSObjectIdentifiers.digestedData),
                change(
                        "signed content's type should be",
                        f -> f.encapsulated = new ContentInfo(CMSObjectIdentifiers.envelopedData, null)),
                change(
                        "content should be detached",
                        f -> f.encapsulated = new ContentInfo(f.profile.data(), new DEROctetString(CONTENT))),
                change("digest algorithms should be", f -> f.digests = new DERSet()),
                change("digest algorithms should be", f -> f.digests = new DERSet(sha1())),
                change("digest algorithm should be", f -> f.digestAlgorithm = sha1()),
                change(
                        "signature algorithm should be",
                        f -> f.signatureAlgorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA1)),
                change(
                        "signature algorithm should be",
                        f -> f.signatureAlgorithm =
                                new AlgorithmIdentifier(f.scheme.signatures.getAlgorithm(), DERNull.INSTANCE)),
                change("unsigned attributes should be absent", f -> f.afterSignature.add(unsigned())),
                change(
                        "SignerInfo should be without unknown elements",
                        f -> f.afterSignature.addAll(List.of(unsigned(), DERNull.INSTANCE))),
                change("signature should be CMS SignedData in DER", f -> f.atEnd.add(DERNull.INSTANCE)),
                change(
                        "revocation lists should be absent",
                        f -> f.afterCertificates.add(new DERTaggedObject(false, 1, new DERSet()))),
                change("embedded certificates should be one for each of 1 signers", f -> f.certificates.clear()),
                change(
                        "embedded certificates should be one for each of 1 signers",
                        f -> f.certificates.add(Forgery.certificate(GM.root.certificate()))),
                change("signer should be named by one embedded certificate, but is 'named by 0'", f -> {
                    f.certificates.clear();
                    f.certificates.add(Forgery.certificate(GM.root.certificate()));
                }),
                change("embedded certificates should be one for each of 2 signers", f -> f.copies = 2),
                change("signer should be named by one embedded certificate, but is 'named by 2'", f -> {
                    f.copies = 2;
                    f.certificates.add(f.named);
                }),
                change("signers should be 1 to 16", f -> f.copies = 17),
                change("signers should be 1 to 16", f -> f.copies = 0));
    }

    private static Arguments change(String reason, Consumer<Forgery> change) {
        return arguments(reason, change);
    }

    private static AlgorithmIdentifier sha1() {
        return new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.14.3.2.26"));
    }

    private static DERTaggedObject unsigned() {
        Attribute attribute = new Attribute(CMSAttributes.counterSignature, new DERSet(DERNull.INSTANCE));
        return new DERTaggedObject(false, 1, new DERSet(attribute));
    }

    /** The signature itself is right in each case: one rule alone refuses it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void oneBrokenRuleIsEnough(String reason, Consumer<Forgery> change) {
        for (Pki pki : List.of(GM, INTL)) {
            Forgery forgery = forgery(pki);
            change.accept(forgery);

            assertThat(reason(pki, forgery.cms())).startsWith(reason);
        }
    }

    @Test
    void noSuiteAcceptsTheOthersSignature() {
        byte[] gm = GM.suite.sign(CONTENT, NOW, List.of(GM_KEY));
        byte[] intl = INTL.suite.sign(CONTENT, NOW, List.of(INTL_KEY));

        assertThat(reason(INTL, gm)).contains("content type of the signature");
        assertThat(reason(GM, intl)).contains("content type of the signature");
    }

    /** SM2's hash on P-256, or the international algorithms under Chinese identifiers: no mixture passes. */
    @Test
    void noMixtureOfSuitesIsAccepted() throws IOException {
        Forgery international = new Forgery(
                new CmsProfile(CmsProfile.GM.data(), CmsProfile.GM.signedData(), SignatureScheme.ECDSA),
                INTL_KEY,
                CONTENT,
                NOW);
        assertThat(reason(GM, international.cms())).contains("digest algorithms should be");

        Forgery renamed = new Forgery(CmsProfile.GM, GM_KEY, CONTENT, NOW);
        renamed.certify(Forgery.certificate(INTL_KEY.certificate()));
        assertThat(reason(GM, renamed.cms())).contains("on the named curve sm2p256v1");
    }

    @Test
    void aCertificateForAnotherPurposeSignsNothing() {
        EncryptionKey encryption = INTL.encryption("370811");
        SigningKey tls = INTL.tls("370811");

        assertThat(reason(INTL, signed(new SigningKey(encryption.key(), encryption.certificate()))))
                .contains("for digital signatures");
        assertThat(reason(INTL, signed(tls))).contains("for digital signatures");
        assertThat(reason(INTL, signed(INTL.tlsRoot.signingKey()))).contains("for digital signatures");
    }

    private static byte[] signed(SigningKey key) {
        return new Forgery(CmsProfile.INTL, key, CONTENT, NOW).cms();
    }

    /** Same issuer, serial, key and dates, other bytes: the signed certificate digest tells them apart. */
    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void theEmbeddedCertificateCannotBeExchangedForATwin(String suite) throws Exception {
        Pki pki = suite.equals("gm") ? GM : INTL;
        Forgery forgery = forgery(pki);
        X509Certificate twin = resigned(pki, forgery.named);
        forgery.named = Forgery.certificate(twin);
        forgery.certificates.clear();
        forgery.certificates.add(forgery.named);

        assertThat(reason(pki, forgery.cms())).contains("signed certificate digest");
    }

    /** The same certificate body signed by somebody else. */
    private static X509Certificate resigned(Pki pki, Certificate body) throws IOException {
        SignatureScheme scheme = NamedSuite.schemeOf(pki.suite);
        KeyPair self = pki.suite.newKeyPair(RANDOM);
        byte[] signature =
                scheme.sign(body.getTBSCertificate().getEncoded(ASN1Encoding.DER), self.getPrivate(), RANDOM);
        return Certificates.of(
                new Certificate(body.getTBSCertificate(), scheme.signatures, new DERBitString(signature)));
    }

    /** RFC 5480 lets a key carry its curve's parameters; a curve of the attacker's own would verify anything. */
    @Test
    void aKeyWithItsOwnCurveParametersIsRefused() throws Exception {
        X9ECParameters own = ECNamedCurveTable.getByName("P-256");
        byte[] point = SubjectPublicKeyInfo.getInstance(
                        INTL_KEY.certificate().getPublicKey().getEncoded())
                .getPublicKeyData()
                .getOctets();
        SubjectPublicKeyInfo key =
                new SubjectPublicKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, own), point);
        X500Name name = new X500Name("CN=370811");
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                name, BigInteger.ONE, Date.from(NOW), Date.from(NOW.plusSeconds(60)), name, key);
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        Forgery forgery = forgery(INTL);
        forgery.certify(builder.build(new SchemeSigner(SignatureScheme.ECDSA, INTL_KEY.key(), RANDOM))
                .toASN1Structure());

        assertThat(reason(INTL, forgery.cms())).contains("public key should be on the named curve");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void withAnyBitOfAnyByteChangedItIsForged(String suite) {
        Pki pki = suite.equals("gm") ? GM : INTL;
        byte[] cms = pki.suite.sign(CONTENT, NOW, List.of(suite.equals("gm") ? GM_KEY : INTL_KEY));
        for (int i = 0; i < cms.length; i++) {
            byte[] changed = cms.clone();
            changed[i] ^= (byte) (1 << RANDOM.nextInt(8));
            assertThat(pki.suite.verify(CONTENT, changed)).as("byte %d", i).isInstanceOf(Forged.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void cutShortOrLengthenedItIsForged(String suite) {
        Pki pki = suite.equals("gm") ? GM : INTL;
        byte[] cms = pki.suite.sign(CONTENT, NOW, List.of(suite.equals("gm") ? GM_KEY : INTL_KEY));
        for (int length = 0; length <= cms.length + 2; length++) {
            if (length != cms.length) {
                assertThat(pki.suite.verify(CONTENT, Arrays.copyOf(cms, length)))
                        .as("length %d", length)
                        .isInstanceOf(Forged.class);
            }
        }
    }

    @Test
    void berIsRefusedWhereDerIsPromised() throws IOException {
        byte[] cms = forgery(INTL).cms();
        byte[] indefinite = ASN1Primitive.fromByteArray(cms).getEncoded(ASN1Encoding.DL);
        assertThat(indefinite).isEqualTo(cms);
        // the outermost SEQUENCE with an indefinite length
        byte[] ber = new byte[cms.length];
        int content = cms.length - 4;
        ber[0] = 0x30;
        ber[1] = (byte) 0x80;
        System.arraycopy(cms, 4, ber, 2, content);

        assertThat(reason(INTL, ber)).contains("in DER");
    }

    @Test
    void deepNestingAndHugeClaimsAreRefusedAtOnce() {
        byte[] deep = new byte[60_000];
        for (int i = 0; i + 4 <= deep.length; i += 4) {
            int rest = deep.length - i - 4;
            deep[i] = 0x30;
            deep[i + 1] = (byte) 0x82;
            deep[i + 2] = (byte) (rest >> 8);
            deep[i + 3] = (byte) rest;
        }
        byte[] claim = {0x30, (byte) 0x84, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x02};
        byte[] indefinite = new byte[60_000];
        for (int i = 0; i < indefinite.length; i += 2) {
            indefinite[i] = 0x30;
            indefinite[i + 1] = (byte) 0x80;
        }

        assertThat(reason(GM, deep)).isNotBlank();
        assertThat(reason(GM, claim)).isNotBlank();
        assertThat(reason(GM, indefinite)).isNotBlank();
        assertThat(reason(GM, new byte[CmsProfile.MAX_SIZE + 1])).contains("at most 65536 bytes");
        assertThat(reason(GM, new byte[0])).isNotBlank();
    }
}

package org.jilian.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateAuthorityTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final NodeId RENCHENG = NodeId.of("370811");
    private static final Pki GM = Pki.of("gm");

    private static byte[] request(Pki pki, Purpose purpose) {
        Suite keys = purpose == Purpose.TLS ? Suite.named("intl") : pki.suite;
        return CertificateAuthority.request(pki.suite, RENCHENG, purpose, keys.newKeyPair(RANDOM), RANDOM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void aCertificateSaysItsNodeItsTimeAndItsUse(String suite) {
        Pki pki = Pki.of(suite);

        X509Certificate sign = pki.signing("370811-wjw").certificate();
        X509Certificate tls = pki.tls("370811-wjw").certificate();

        assertThat(Certificates.node(sign)).isEqualTo(NodeId.of("370811-wjw"));
        assertThat(sign.getNotBefore().toInstant()).isEqualTo(Pki.FROM);
        assertThat(sign.getNotAfter().toInstant()).isEqualTo(Pki.UNTIL);
        assertThat(sign.getBasicConstraints()).isEqualTo(-1);
        assertThat(tls.getSigAlgName()).isEqualToIgnoringCase("SHA256withECDSA");
        assertThat(Certificates.issuedBy(sign, pki.root.certificate())).isTrue();
        assertThat(Certificates.issuedBy(tls, pki.tlsRoot.certificate())).isTrue();
        assertThat(Certificates.issuedBy(pki.root.certificate(), pki.root.certificate()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void aRootOfTheSameNameDidNotIssueIt(String suite) {
        Pki pki = Pki.of(suite);
        Pki namesake = Pki.of(suite);
        SigningKey node = pki.signing("370811");

        assertThat(Certificates.issuedBy(node.certificate(), namesake.root.certificate()))
                .isFalse();
        assertThat(Certificates.issuedBy(node.certificate(), pki.tlsRoot.certificate()))
                .isFalse();
        assertThat(Certificates.issuedBy(node.certificate(), node.certificate()))
                .isFalse();
    }

    @Test
    void aRequestForAnothersKeyIsRefused() {
        KeyPair own = GM.suite.newKeyPair(RANDOM);
        KeyPair others = GM.suite.newKeyPair(RANDOM);
        byte[] request = CertificateAuthority.request(
                GM.suite, RENCHENG, Purpose.SIGN, new KeyPair(others.getPublic(), own.getPrivate()), RANDOM);

        assertThatThrownBy(() -> issue(GM, request, Purpose.SIGN, List.of()))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("signed by the key it is for");
    }

    @Test
    void aChangedRequestIsRefused() {
        byte[] request = Pem.read(request(GM, Purpose.SIGN), CertificateRequest.PEM_TYPE);
        for (int i = 0; i < request.length; i++) {
            byte[] changed = request.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> issue(GM, changed, Purpose.SIGN, List.of()))
                    .as("byte %d", i)
                    .isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void aRequestOfAnotherSuiteOrPurposeIsRefused() {
        Pki intl = Pki.of("intl");

        assertThatThrownBy(() -> issue(GM, request(intl, Purpose.SIGN), Purpose.SIGN, List.of()))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("sm2p256v1");
        assertThatThrownBy(() -> issue(GM, request(GM, Purpose.SIGN), Purpose.TLS, List.of()))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("SIGN or ENCRYPT");
        assertThatThrownBy(() ->
                        intl.tlsRoot.issue(request(intl, Purpose.SIGN), Purpose.SIGN, Pki.FROM, Pki.UNTIL, List.of()))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("TLS under a TLS root");
        assertThatThrownBy(() -> issue(GM, request(GM, Purpose.SIGN), Purpose.SIGN, List.of("localhost")))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("hosts");
    }

    private static X509Certificate issue(Pki pki, byte[] request, Purpose purpose, List<String> hosts) {
        return pki.root.issue(request, purpose, Pki.FROM, Pki.UNTIL, hosts);
    }

    @Test
    void nothingOutlivesItsRoot() {
        Instant later = Pki.UNTIL.plusSeconds(1);

        assertThatThrownBy(() -> GM.root.issue(request(GM, Purpose.SIGN), Purpose.SIGN, Pki.FROM, later, List.of()))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("within the root's");
        assertThatThrownBy(() -> GM.root.issue(request(GM, Purpose.SIGN), Purpose.SIGN, Pki.UNTIL, Pki.FROM, List.of()))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void aSavedRootIssuesAgain(@TempDir Path dir) throws Exception {
        char[] password = "correct horse".toCharArray();
        GM.root.save(dir.resolve("root"), password);

        CertificateAuthority loaded = CertificateAuthority.load(dir.resolve("root"), password);
        X509Certificate issued =
                loaded.issue(request(GM, Purpose.ENCRYPT), Purpose.ENCRYPT, Pki.FROM, Pki.UNTIL, List.of());

        assertThat(Certificates.issuedBy(issued, GM.root.certificate())).isTrue();
        assertThat(Files.getPosixFilePermissions(dir.resolve("root/ca.key.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> CertificateAuthority.load(dir.resolve("root"), "wrong".toCharArray()))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("under this password");
        assertThatThrownBy(() -> GM.tlsRoot.save(dir.resolve("root"), password))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("never overwritten");
    }

    @Test
    void certificatesAreReadInDerAndPemAndNothingElse() {
        X509Certificate certificate = GM.signing("370811").certificate();
        byte[] der = Certificates.der(certificate);
        String pem = Certificates.pem(certificate);

        assertThat(Certificates.read(der)).isEqualTo(certificate);
        assertThat(Certificates.read(pem.getBytes(UTF_8))).isEqualTo(certificate);
        for (byte[] bytes : List.of(
                new byte[0],
                new byte[70_000],
                Arrays.copyOf(der, der.length - 1),
                Arrays.copyOf(der, der.length + 1),
                (pem + pem).getBytes(UTF_8),
                pem.replace("CERTIFICATE", "PUBLIC KEY").getBytes(UTF_8),
                pem.replace("\n", "!\n").getBytes(UTF_8),
                request(GM, Purpose.SIGN),
                "-".getBytes(UTF_8))) {
            assertThatThrownBy(() -> Certificates.read(bytes)).isInstanceOf(MalformedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void withAnyBitOfAnyByteChangedItIsNotReadOrNotIssued(String suite) {
        Pki pki = Pki.of(suite);
        byte[] der = Certificates.der(pki.signing("370811").certificate());
        for (int i = 0; i < 8 * der.length; i++) {
            byte[] changed = der.clone();
            changed[i / 8] ^= (byte) (1 << i % 8);
            assertThat(issuedByItsRoot(pki, changed)).as("bit %d", i).isFalse();
        }
        assertThat(issuedByItsRoot(pki, der)).isTrue();
    }

    private static boolean issuedByItsRoot(Pki pki, byte[] der) {
        X509Certificate certificate;
        try {
            certificate = Certificates.read(der);
        } catch (MalformedException e) {
            return false;
        }
        return Certificates.issuedBy(certificate, pki.root.certificate());
    }

    /** The form that other tools print: openssl x509 -fingerprint -sha256, without colons. */
    @Test
    void aFingerprintIsSha256OfDerInBothSuites() {
        X509Certificate certificate = GM.signing("370811").certificate();

        assertThat(Certificates.fingerprint(certificate))
                .isEqualTo(Suite.named("intl").hash().of(Certificates.der(certificate)));
    }

    @Test
    void aKeyIsPairedWithItsOwnCertificateOnly() {
        SigningKey one = GM.signing("370811");
        SigningKey other = GM.signing("370811");

        assertThatThrownBy(() -> new SigningKey(one.key(), other.certificate()))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("of another key");
        assertThatThrownBy(() -> new EncryptionKey(one.key(), GM.tls("370811").certificate()))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("on another curve");
    }
}

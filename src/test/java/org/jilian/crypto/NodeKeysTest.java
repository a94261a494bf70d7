package org.jilian.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeKeysTest {
    private static final char[] PASSWORD = "密码 correct horse".toCharArray();
    private static final byte[] CONTENT = {1, 2, 3};
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final char[] STORE_PASSWORD = "9f86d081884c7d65".toCharArray();

    @TempDir
    Path dir;

    /** Makes the keys in {@link #dir}, has them certified, and installs what came back. */
    private NodeKeys installed(Pki pki) throws IOException {
        NodeKeys.create(dir, pki.suite, NodeId.of("370811"), PASSWORD, RANDOM);
        for (Purpose purpose : Purpose.values()) {
            NodeKeys.install(dir, purpose, certified(pki, purpose));
        }
        return NodeKeys.load(dir, pki.suite, PASSWORD);
    }

    private X509Certificate certified(Pki pki, Purpose purpose) throws IOException {
        CertificateAuthority authority = purpose == Purpose.TLS ? pki.tlsRoot : pki.root;
        byte[] request = Files.readAllBytes(dir.resolve(purpose.stem() + ".csr.pem"));
        return authority.issue(request, purpose, Pki.FROM, Pki.UNTIL, List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void aNodeSignsOpensAndKeepsItsSecretsAcrossStarts(String suite) throws IOException {
        Pki pki = Pki.of(suite);
        NodeKeys first = installed(pki);
        NodeKeys second = NodeKeys.load(dir, pki.suite, PASSWORD);

        byte[] cms = pki.suite.sign(CONTENT, Instant.EPOCH, List.of(first.signing()));
        assertThat(pki.suite.verify(CONTENT, cms)).isInstanceOf(Verification.Genuine.class);
        byte[] envelope =
                pki.suite.envelope(CONTENT, CONTENT, List.of(first.encryption().certificate()), RANDOM);
        assertThat(pki.suite.open(envelope, CONTENT, second.encryption())).contains(CONTENT);
        assertThat(second.salt().of(CONTENT))
                .isEqualTo(first.salt().of(CONTENT))
                .hasSize(32);
        assertThat(second.atRest().decrypt(first.atRest().encrypt(CONTENT, CONTENT), CONTENT))
                .isEqualTo(CONTENT);
        assertThat(second.node()).isEqualTo(NodeId.of("370811"));
    }

    @Test
    void everyFileIsItsOwnersAlone() throws IOException {
        installed(Pki.of("gm"));

        try (Stream<Path> files = Files.list(dir)) {
            List<Path> all = files.toList();
            assertThat(all)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder(
                            "sign.key.pem",
                            "sign.csr.pem",
                            "sign.cert.pem",
                            "encrypt.key.pem",
                            "encrypt.csr.pem",
                            "encrypt.cert.pem",
                            "tls.key.pem",
                            "tls.csr.pem",
                            "tls.cert.pem",
                            "secrets.pem");
            for (Path file : all) {
                assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    @Test
    void keysAreNeverOverwritten() throws IOException {
        Pki pki = Pki.of("gm");
        installed(pki);
        byte[] before = Files.readAllBytes(dir.resolve("sign.key.pem"));

        assertThatThrownBy(() -> NodeKeys.create(dir, pki.suite, NodeId.of("370811"), PASSWORD, RANDOM))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("never overwritten");
        assertThat(Files.readAllBytes(dir.resolve("sign.key.pem"))).isEqualTo(before);
    }

    @Test
    void aCertificateForAnotherKeyOrPurposeIsNotInstalled() throws IOException {
        Pki pki = Pki.of("gm");
        NodeKeys.create(dir, pki.suite, NodeId.of("370811"), PASSWORD, RANDOM);

        assertThatThrownBy(() -> NodeKeys.install(
                        dir, Purpose.SIGN, pki.signing("370811").certificate()))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("for another key");
        byte[] request = Files.readAllBytes(dir.resolve("sign.csr.pem"));
        X509Certificate encrypting = pki.root.issue(request, Purpose.ENCRYPT, Pki.FROM, Pki.UNTIL, List.of());
        assertThatThrownBy(() -> NodeKeys.install(dir, Purpose.SIGN, encrypting))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("for digital signatures");
        assertThat(dir.resolve("sign.cert.pem")).doesNotExist();
    }

    @Test
    void withoutTheCertificateThePasswordOrTheSuiteNothingLoads() throws IOException {
        Pki pki = Pki.of("gm");
        installed(pki);

        assertThatThrownBy(() -> NodeKeys.load(dir, pki.suite, "wrong".toCharArray()))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("under this password");
        assertThatThrownBy(() -> NodeKeys.load(dir, Suite.named("intl"), PASSWORD))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("on the curve secp256r1");
        Files.delete(dir.resolve("encrypt.cert.pem"));
        assertThatThrownBy(() -> NodeKeys.load(dir, pki.suite, PASSWORD))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("encrypt.cert.pem");
    }

    @Test
    void theSecretsAreAuthenticated() throws IOException {
        Pki pki = Pki.of("gm");
        Path file = dir.resolve("secrets.pem");
        Secrets secrets = Secrets.random(pki.suite, RANDOM);
        secrets.write(file, pki.suite, PASSWORD, Stretching.CHOSEN, RANDOM);
        byte[] bytes = Pem.read(Files.readAllBytes(file), "JILIAN SECRETS");

        assertThat(Secrets.read(file, pki.suite, PASSWORD).saltKey()).isEqualTo(secrets.saltKey());
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, Pem.bytes("JILIAN SECRETS", bytes));
        assertThatThrownBy(() -> Secrets.read(file, pki.suite, PASSWORD))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("under this password");
        bytes[1] = 0x7F;
        Files.write(file, Pem.bytes("JILIAN SECRETS", bytes));
        assertThatThrownBy(() -> Secrets.read(file, pki.suite, PASSWORD))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("iterations");
    }

    @Test
    void tlsStoresAreReadByTheJdkAlone() throws Exception {
        Pki pki = Pki.of("gm");
        NodeKeys keys = installed(pki);
        Path keyStore = keys.writeTlsKeyStore(dir.resolve("tls.p12"), STORE_PASSWORD);
        Path trustStore = NodeKeys.writeTlsTrustStore(
                dir.resolve("trust.p12"), List.of(pki.tlsRoot.certificate()), STORE_PASSWORD);

        KeyStore key = KeyStore.getInstance(keyStore.toFile(), STORE_PASSWORD);
        KeyStore trust = KeyStore.getInstance(trustStore.toFile(), STORE_PASSWORD);

        assertThat(key.getKey("tls", STORE_PASSWORD).getEncoded()).isNotEmpty();
        assertThat(key.getCertificate("tls").getEncoded())
                .isEqualTo(keys.tls().certificate().getEncoded());
        assertThat(trust.size()).isEqualTo(1);
        assertThat(Files.getPosixFilePermissions(keyStore)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> KeyStore.getInstance(keyStore.toFile(), "wrong".toCharArray()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> keys.writeTlsKeyStore(dir.resolve("other.p12"), PASSWORD))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("ASCII");
    }
}

package org.jilian.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.broker.TestFederation.JINING;

import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerExportTest {
    @TempDir
    Path etc;

    /** Bouncy Castle, which reads a node's certificates, writes no blank behind the comma; Artemis compares with one. */
    @Test
    void aSubjectIsWrittenAsArtemisReadsItFromTheHandshake() throws Exception {
        X509Certificate jdk = new TestPki().issue("370800, OU=tls").certificate();
        X509Certificate bouncyCastle =
                (X509Certificate) CertificateFactory.getInstance("X.509", new BouncyCastleProvider())
                        .generateCertificate(new ByteArrayInputStream(jdk.getEncoded()));

        new BrokerExport(JINING, Map.of(JINING, List.of(bouncyCastle)))
                .write(etc, "127.0.0.1", 61617, etc.resolve("key.p12"), "throwAway1");

        Properties users = new Properties();
        try (InputStream in =
                new FileInputStream(etc.resolve("cert-users.properties").toFile())) {
            users.load(in);
        }
        assertThat(users).containsEntry("370800", asArtemisReadsIt(jdk));
        assertThat(users.getProperty("370800")).contains(", ");
    }

    /** In {@code TextFileCertificateLoginModule}, from the JDK's certificate. */
    @SuppressWarnings("deprecation")
    private static String asArtemisReadsIt(X509Certificate certificate) {
        return certificate.getSubjectDN().getName();
    }
}

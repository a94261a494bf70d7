package org.jilian.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.jilian.broker.TestFederation.JINING;
import static org.jilian.broker.TestFederation.QUFU;
import static org.jilian.broker.TestFederation.RENCHENG;

import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jilian.directory.Endpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Artemis distribution with the exported files, instead of the embedded broker. */
class ExternalBrokerIT {
    private static final byte[] PARCEL = "a parcel".getBytes(StandardCharsets.UTF_8);
    private static final String PASSWORD = "throwAway1";
    private static final TestFederation FEDERATION = new TestFederation()
            .with(JINING)
            .with(RENCHENG)
            .with(QUFU)
            .link(RENCHENG, JINING)
            .link(QUFU, JINING);

    @TempDir
    static Path work;

    static Process artemis;
    static int port;

    final List<BrokerLink> open = new ArrayList<>();

    @BeforeAll
    static void startArtemis() throws Exception {
        Path distribution = Path.of(Optional.ofNullable(System.getProperty("jilian.artemis.distribution"))
                .orElseThrow(() -> new IllegalStateException(
                        "jilian.artemis.distribution should name apache-artemis-…-bin.tar.gz; mvn verify fetches it")));
        run(work, "tar", "xzf", distribution.toString());
        Path home;
        try (Stream<Path> files = Files.list(work)) {
            home = files.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        Path instance = work.resolve("instance");
        run(
                work,
                home.resolve("bin/artemis").toString(),
                "create",
                instance.toString(),
                "--silent",
                "--no-autotune",
                "--nio",
                "--no-web",
                "--user=nobody",
                "--password=" + java.util.UUID.randomUUID(),
                "--java-memory=768M");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        new BrokerExport(
                        JINING,
                        Map.of(JINING, certificate(JINING), RENCHENG, certificate(RENCHENG), QUFU, certificate(QUFU)))
                .write(instance.resolve("etc"), "127.0.0.1", port, keyStore(), PASSWORD);
        ProcessBuilder start =
                new ProcessBuilder(instance.resolve("bin/artemis").toString(), "run");
        start.environment().put("JAVA_HOME", System.getProperty("java.home"));
        artemis = start.redirectErrorStream(true)
                .redirectOutput(Path.of("target/external-artemis.log").toFile())
                .start();
        FEDERATION.listens(JINING, port);
    }

    @AfterAll
    static void stopArtemis() throws Exception {
        if (artemis != null) {
            artemis.descendants().forEach(ProcessHandle::destroy);
            artemis.destroy();
            assertThat(artemis.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @AfterEach
    void close() {
        open.forEach(BrokerLink::close);
    }

    @Test
    void aChildUsesItsOwnQueuesAndNoOthers() throws Exception {
        BrokerLink child =
                opened(BrokerLink.toParent(FEDERATION.of(RENCHENG), JINING, BrokerLink.UNWATCHED, Clock.systemUTC()));
        ExternalBroker external = new ExternalBroker(
                FEDERATION.of(JINING), new Endpoint("127.0.0.1", port), BrokerLink.UNWATCHED, Clock.systemUTC());
        BrokerLink gateway = opened(external.ownLink());
        assertThat(external.state(RENCHENG).words()).startsWith("connected with 370811");

        assertThat(child.send("up.370811", Map.of(), PARCEL)).isEmpty();
        assertThat(read(gateway, "up.370811")).isEqualTo(PARCEL);
        assertThat(gateway.send("down.370811", Map.of(), PARCEL)).isEmpty();
        assertThat(read(child, "down.370811")).isEqualTo(PARCEL);

        for (String queue : List.of("up.370881", "down.370881", "down.370811", "dead.370811", "elsewhere")) {
            assertThat(child.send(queue, Map.of(), PARCEL)).as(queue).isPresent();
        }
        for (String queue : List.of("up.370811", "up.370881", "down.370881", "dead.370811")) {
            assertThatThrownBy(() -> read(child, queue)).as(queue).isInstanceOf(JMSSecurityException.class);
        }
    }

    @Test
    void aCertificateThatTheDirectoryDoesNotNameGetsNoSession() {
        var unnamed = FEDERATION.as(RENCHENG, FEDERATION.pki.issue("370811"), FEDERATION.pki);
        BrokerLink link = BrokerLink.toParent(unnamed, JINING, BrokerLink.UNWATCHED, Clock.systemUTC());
        open.add(link);
        link.start();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(link.state().words()).contains("does not accept this node's TLS"));
    }

    private BrokerLink opened(BrokerLink link) {
        open.add(link);
        link.start();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(link.state().words()).startsWith("connected"));
        return link;
    }

    private static byte[] read(BrokerLink link, String queue) throws JMSException {
        try (Session session = link.connections().createConnection().createSession()) {
            return session.createConsumer(session.createQueue(queue))
                    .receive(10_000)
                    .getBody(byte[].class);
        }
    }

    private static List<X509Certificate> certificate(org.jilian.record.NodeId node) {
        return List.of(FEDERATION.identity(node).certificate());
    }

    private static Path keyStore() throws Exception {
        TestPki.Identity own = FEDERATION.identity(JINING);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("tls", own.key(), PASSWORD.toCharArray(), new Certificate[] {own.certificate()});
        Path file = work.resolve("tls.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private static void run(Path directory, String... command) throws IOException, InterruptedException {
        File log = directory.resolve("command.log").toFile();
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.redirectErrorStream(true).redirectOutput(log).start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log.toPath())).isZero();
    }
}

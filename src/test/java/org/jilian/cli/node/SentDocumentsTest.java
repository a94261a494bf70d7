package org.jilian.cli.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jilian.cli.demo.ThreeHomes;
import org.jilian.rules.IdentityNumber;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Platforms that send documents: into a queue of their own message broker, and onto their own SFTP server. */
class SentDocumentsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String PASSWORD = "only-for-this-test";

    @TempDir
    Path temp;

    private NodeHome home;

    @BeforeEach
    void make() throws IOException {
        home = ThreeHomes.make(temp, Optional.empty()).home(ThreeHomes.COUNTY);
        Files.createDirectories(home.path().resolve("connections"));
        Files.writeString(home.path().resolve("secret"), PASSWORD + "\n");
    }

    @Test
    void aMessageIsTakenInOnceItsRowsAreCommitted() throws Exception {
        int port = port();
        Configuration settings = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setName("platform-" + port)
                .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port);
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ().setConfiguration(settings);
        broker.start();
        try {
            send(port, json(1) + "\n" + json(2));
            send(port, "neither a table nor records");
            send(port, json(1) + "\n" + json(2));
            connection(
                    "queue-platform",
                    "route: receive-messages\nparameters: {queue: hours}\nmapping: roster\nbroker: {url: \"tcp://127.0.0.1:"
                            + port + "\", user: platform}\nsecret-file: secret\n");
            try (ServedNode node = ServedNode.start(OpenNode.open(home, Clock.systemUTC()))) {
                await().atMost(SOON)
                        .until(() ->
                                broker.getActiveMQServer().locateQueue("hours").getMessagesAcknowledged() == 3);
                assertThat(records(node)).as("two persons and their hours").isEqualTo(4);
                assertThat(node.desk()
                                .status()
                                .path("connections")
                                .path(0)
                                .path("said")
                                .asText())
                        .containsAnyOf("此前已导入", "was taken in before");
            }
        } finally {
            broker.stop();
        }
    }

    @Test
    void aFileOnTheServerIsMovedBesideItsReport() throws Exception {
        Path root = Files.createDirectories(temp.resolve("sftp/outbox"));
        try (SshServer server = server(temp.resolve("sftp"), temp.resolve("host.key"))) {
            knownHosts(
                    server,
                    server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic());
            Files.writeString(root.resolve("名单.csv"), "姓名,身份证号,年度,科目类别,课程名称,学时\n" + row(1) + row(2));
            Files.writeString(root.resolve("bad.csv"), "这不是名单");
            Files.writeString(root.resolve("not-ready.csv.part"), "姓名");
            sftp(server.getPort());
            try (ServedNode node = ServedNode.start(OpenNode.open(home, Clock.systemUTC()))) {
                await().atMost(SOON).until(() -> names(root.resolve("done")).size() == 2);
                await().atMost(SOON).until(() -> names(root.resolve("failed")).size() == 2);
                assertThat(records(node)).isEqualTo(4);
                assertThat(names(root.resolve("done")))
                        .anyMatch(name -> name.endsWith("-名单.csv"))
                        .anyMatch(name -> name.endsWith("-名单.csv.report.txt"));
                assertThat(names(root)).containsExactlyInAnyOrder("done", "failed", "not-ready.csv.part");
            }
        }
    }

    @Test
    void aServerWithAnotherKeyIsNotTalkedTo() throws Exception {
        Path root = Files.createDirectories(temp.resolve("sftp/outbox"));
        try (SshServer server = server(temp.resolve("sftp"), temp.resolve("host.key"));
                SshServer other = server(temp.resolve("sftp"), temp.resolve("other.key"))) {
            knownHosts(
                    server,
                    other.getKeyPairProvider().loadKeys(null).iterator().next().getPublic());
            Files.writeString(root.resolve("名单.csv"), "姓名,身份证号,年度,科目类别,课程名称,学时\n" + row(1));
            sftp(server.getPort());
            try (ServedNode node = ServedNode.start(OpenNode.open(home, Clock.systemUTC()))) {
                await().atMost(SOON)
                        .until(() -> node.desk()
                                .status()
                                .path("connections")
                                .path(0)
                                .path("trouble")
                                .asText()
                                .contains("HostKey"));
                assertThat(records(node)).isZero();
                assertThat(names(root)).containsExactly("名单.csv");
                assertThat(node.desk().status().toString()).doesNotContain(PASSWORD);
            }
        }
    }

    @Test
    void aRouteThatCannotBeMadeSaysWhyWithoutTheSecret() throws Exception {
        connection(
                "sftp-platform",
                "route: fetch-sftp\nmapping: roster\nsecret-file: secret\nparameters: {host: 127.0.0.1, port: none,"
                        + " directory: outbox, user: jilian, known-hosts: nowhere}\n");
        try (ServedNode node = ServedNode.start(OpenNode.open(home, Clock.systemUTC()))) {
            assertThat(node.desk()
                            .status()
                            .path("connections")
                            .path(0)
                            .path("trouble")
                            .asText())
                    .contains("routes/fetch-sftp.camel.yaml")
                    .doesNotContain(PASSWORD);
        }
    }

    private void sftp(int port) throws IOException {
        connection(
                "sftp-platform",
                "route: fetch-sftp\nmapping: roster\nsecret-file: secret\nparameters: {host: 127.0.0.1, port: " + port
                        + ", directory: outbox, user: jilian, every: 500, known-hosts: \""
                        + home.path().resolve("known_hosts") + "\"}\n");
    }

    private void knownHosts(SshServer server, java.security.PublicKey key) throws IOException {
        Files.writeString(
                home.path().resolve("known_hosts"),
                "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(key) + "\n");
    }

    private static SshServer server(Path root, Path key) throws IOException {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider(key);
        keys.setAlgorithm("EC");
        server.setKeyPairProvider(keys);
        server.setPasswordAuthenticator((user, password, session) -> password.equals(PASSWORD));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        server.start();
        return server;
    }

    private static void send(int port, String text) throws Exception {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port);
                Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            session.createProducer(session.createQueue("hours")).send(session.createTextMessage(text));
        }
    }

    private void connection(String name, String text) throws IOException {
        Files.writeString(
                home.path().resolve("connections").resolve(name + ".yaml"), "connection: " + name + "\n" + text, UTF_8);
    }

    private static long records(ServedNode node) {
        return node.desk().status().path("records").asLong();
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static int port() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String json(int i) {
        return "{\"姓名\":\"示例" + (char) ('一' + i) + "\",\"身份证号\":\"" + number(i)
                + "\",\"年度\":\"2025\",\"科目类别\":\"专业\",\"课程名称\":\"示例课程\",\"学时\":6}";
    }

    private static String row(int i) {
        return "示例" + (char) ('一' + i) + "," + number(i) + ",2025,专业,示例课程,6\n";
    }

    private static String number(int i) {
        String first17 = "37089919800101" + (100 + i);
        return first17 + IdentityNumber.checkDigit(first17);
    }
}

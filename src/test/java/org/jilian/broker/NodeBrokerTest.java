package org.jilian.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.jilian.broker.TestFederation.JINING;
import static org.jilian.broker.TestFederation.QUFU;
import static org.jilian.broker.TestFederation.RENCHENG;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSClient;
import org.apache.activemq.artemis.api.jms.JMSFactoryType;
import org.jilian.record.NodeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Jining's broker, on loopback with TLS, and its counties Rencheng and Qufu. */
class NodeBrokerTest {
    private static final byte[] PARCEL = "a parcel".getBytes(StandardCharsets.UTF_8);
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path home;

    final TestFederation federation = new TestFederation()
            .with(JINING)
            .with(RENCHENG)
            .with(QUFU)
            .link(RENCHENG, JINING)
            .link(QUFU, JINING);
    final List<String> seen = new CopyOnWriteArrayList<>();
    final List<AutoCloseable> open = new ArrayList<>();
    NodeBroker broker;

    @BeforeEach
    void startJining() {
        start(BrokerSettings.in(home.resolve("broker"), "127.0.0.1", 0));
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        broker.close();
    }

    @Test
    void aChildSendsUpAndReadsDown() throws Exception {
        BrokerLink child = link(federation.of(RENCHENG));
        BrokerLink own = ownLink();

        assertThat(child.send("up.370811", Map.of("JilianType", "parcel"), PARCEL))
                .isEmpty();
        String received = read(
                own,
                "up.370811",
                message -> message.getStringProperty("JilianType") + ": "
                        + new String(message.getBody(byte[].class), StandardCharsets.UTF_8));
        assertThat(received).isEqualTo("parcel: a parcel");

        assertThat(own.send("down.370811", Map.of(), PARCEL)).isEmpty();
        assertThat(read(child, "down.370811")).isEqualTo(PARCEL);
    }

    @Test
    void aParcelOfTenMebibytesPasses() throws Exception {
        BrokerLink child = link(federation.of(RENCHENG));
        byte[] body = new byte[10 << 20];
        body[body.length - 1] = 7;

        assertThat(child.send("up.370811", Map.of(), body)).isEmpty();

        assertThat(read(ownLink(), "up.370811")).isEqualTo(body);
    }

    @Test
    void noChildSendsToAnothersQueueOrToOnesThatOnlyTheParentWrites() {
        BrokerLink child = link(federation.of(RENCHENG));

        for (String queue : List.of(
                "up.370881",
                "down.370881",
                "down.370811",
                "dead.370811",
                "up.370899",
                "activemq.management",
                "other")) {
            assertThat(child.send(queue, Map.of(), PARCEL))
                    .as(queue)
                    .get()
                    .asString()
                    .containsAnyOf("AMQ229032", "There is no queue");
        }
        assertThat(broker.depth("up.370881") + broker.depth("down.370811")).isZero();
        assertThat(child.send("up.370811", Map.of(), PARCEL)).isEmpty();
    }

    @Test
    void aQualifiedNameIsNoWayRound() {
        BrokerLink child = link(federation.of(RENCHENG));

        child.send("up.370811::up.370881", Map.of(), PARCEL);

        assertThat(broker.depth("up.370881")).isZero();
        assertThatThrownBy(() -> read(child, "down.370811::down.370881")).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> read(child, "down.370881::down.370881")).isInstanceOf(JMSException.class);
    }

    @Test
    void noChildReadsAnothersQueueNorBrowsesNorCreates() throws Exception {
        BrokerLink child = link(federation.of(RENCHENG));
        assertThat(ownLink().send("down.370881", Map.of(), PARCEL)).isEmpty();

        for (String queue : List.of("up.370881", "down.370881", "up.370811", "dead.370811", "dead.370881")) {
            assertThatThrownBy(() -> read(child, queue)).as(queue).isInstanceOf(JMSSecurityException.class);
        }
        try (Session session = session(child)) {
            var browser = session.createBrowser(session.createQueue("down.370881"));
            assertThatThrownBy(browser::getEnumeration).isInstanceOf(JMSException.class);
            assertThatThrownBy(session::createTemporaryQueue).isInstanceOf(JMSException.class);
        }
        assertThat(broker.depth("down.370881")).isEqualTo(1);
    }

    @Test
    void artemisClusterUserWithItsPublicPasswordIsNobody() throws Exception {
        try (var remote = closing(new LinkTarget.Remote(
                federation.of(RENCHENG), JINING, () -> federation.of(RENCHENG).endpoint(JINING)))) {
            var factory = ActiveMQJMSClient.createConnectionFactoryWithoutHA(
                    JMSFactoryType.CF, remote.get().transport().orElseThrow());
            factory.setInitialConnectAttempts(1);
            assertThatThrownBy(() -> factory.createConnection("ACTIVEMQ.CLUSTER.ADMIN.USER", "CHANGE ME!!"))
                    .isInstanceOf(JMSException.class);
            // and a name and password from outside do not make a child the node itself
            try (Connection asSelf = factory.createConnection("self", "self")) {
                Session session = asSelf.createSession();
                assertThatThrownBy(() -> session.createConsumer(session.createQueue("up.370811")))
                        .isInstanceOf(JMSSecurityException.class);
            }
            factory.close();
        }
    }

    @Test
    void withoutACertificateNobodyConnects() {
        BrokerLink link = unconnected(federation.as(RENCHENG, null, federation.pki));

        await().untilAsserted(
                        () -> assertThat(link.state().words()).contains("does not accept this node's TLS certificate"));
    }

    @Test
    void withACertificateOfAForeignAuthorityNobodyConnects() {
        TestPki foreign = new TestPki();
        TestPki.Identity selfMade = foreign.issue(RENCHENG.value());
        // trusts our authority, so that only the broker's judgement counts
        BrokerLink link = unconnected(federation.as(RENCHENG, selfMade, federation.pki));

        await().untilAsserted(
                        () -> assertThat(link.state().words()).contains("does not accept this node's TLS certificate"));
    }

    @Test
    void aGoodCertificateOfNobodyInTheDirectoryDoesNotConnect() {
        BrokerLink link = unconnected(federation.as(RENCHENG, federation.pki.issue(RENCHENG.value()), federation.pki));

        await().untilAsserted(
                        () -> assertThat(link.state().words()).contains("does not accept this node's TLS certificate"));
    }

    @Test
    void aChildDoesNotSpeakWithABrokerThatIsNotItsParents() {
        // somebody else of the same authority sits at the parent's address
        federation.revoke(JINING);

        BrokerLink link = unconnected(federation.of(RENCHENG));

        await().untilAsserted(() -> assertThat(link.state().words())
                .contains("should belong to 370800, but belongs to nobody the directory knows"));
    }

    @Test
    void aRevokedCertificateIsDisconnectedAndTheOthersStay() {
        BrokerLink rencheng = link(federation.of(RENCHENG));
        BrokerLink qufu = link(federation.of(QUFU));
        LinkState qufuBefore = qufu.state();

        federation.revoke(RENCHENG);
        broker.directoryChanged();

        await().untilAsserted(() -> assertThat(rencheng.state().words()).contains("does not accept"));
        assertThat(qufu.state()).isEqualTo(qufuBefore);
        assertThat(qufu.send("up.370881", Map.of(), PARCEL)).isEmpty();
    }

    @Test
    void aNewChildGetsItsQueuesAndAFormerOneLosesThem() {
        NodeId wenshang = NodeId.of("370830");
        federation.with(wenshang).link(wenshang, JINING).unlink(QUFU);
        BrokerLink qufu = unconnected(federation.of(QUFU));

        broker.directoryChanged();

        assertThat(link(federation.of(wenshang)).send("up.370830", Map.of(), PARCEL))
                .isEmpty();
        assertThat(ownLink().send("down.370881", Map.of(), PARCEL)).isPresent();
        await().untilAsserted(() -> assertThat(qufu.state().isConnected()).isFalse());
    }

    @Test
    void theParentSeesWhoReadsItsQueue() throws Exception {
        BrokerLink child = link(federation.of(RENCHENG));
        assertThat(broker.state(RENCHENG).words()).contains("it does not read its queue");

        Session session = session(child);
        session.createConsumer(session.createQueue("down.370811"));
        await().until(() -> broker.state(RENCHENG).isConnected());

        child.close();
        await().until(() -> !broker.state(RENCHENG).isConnected());
        assertThat(seen).containsExactly("+370811", "-370811");
    }

    @Test
    void aLinkPausedOnEitherSideComesBackWhenResumed() {
        BrokerLink child = link(federation.of(RENCHENG));

        child.pause();
        assertThat(child.state()).isInstanceOf(LinkState.Paused.class);
        assertThat(child.send("up.370811", Map.of(), PARCEL)).get().asString().contains("paused by command");
        child.resume();
        await().until(() -> child.state().isConnected());

        broker.pause(RENCHENG);
        await().until(() -> !child.state().isConnected());
        assertThat(broker.state(RENCHENG)).isInstanceOf(LinkState.Paused.class);
        broker.resume(RENCHENG);
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() ->
                        assertThat(child.send("up.370811", Map.of(), PARCEL)).isEmpty());
    }

    @Test
    void whatABrokerHasTakenIsThereAfterARestart() throws Exception {
        assertThat(link(federation.of(RENCHENG)).send("up.370811", Map.of(), PARCEL))
                .isEmpty();

        broker.close();
        start(BrokerSettings.in(home.resolve("broker"), "127.0.0.1", 0));

        assertThat(read(ownLink(), "up.370811")).isEqualTo(PARCEL);
    }

    @Test
    void aWipedBrokerComesBackEmptyAndWorks() throws Exception {
        BrokerLink child = link(federation.of(RENCHENG));
        assertThat(child.send("up.370811", Map.of(), PARCEL)).isEmpty();

        int port = broker.port();
        broker.close();
        await().until(() -> !child.state().isConnected());
        delete(home.resolve("broker"));
        start(BrokerSettings.in(home.resolve("broker"), "127.0.0.1", port));

        await().atMost(Duration.ofSeconds(15)).until(() -> child.state().isConnected());
        assertThat(broker.depth("up.370811")).isZero();
        assertThat(child.send("up.370811", Map.of(), PARCEL)).isEmpty();
        // Artemis confirms a message and puts it into its queue on two threads
        await().until(() -> broker.depth("up.370811") == 1);
    }

    @Test
    void aFloodFillsTheFloodersQueueOnly() {
        broker.close();
        BrokerSettings usual = BrokerSettings.in(home.resolve("broker"), "127.0.0.1", 0);
        start(new BrokerSettings(
                usual.directory(),
                usual.host(),
                usual.port(),
                usual.maxMessage(),
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(8),
                false));
        BrokerLink flooder = link(federation.of(RENCHENG));

        int taken = 0;
        while (taken < 20
                && flooder.send("up.370811", Map.of(), new byte[2 << 20]).isEmpty()) {
            taken++;
        }

        assertThat(taken).isBetween(3, 5);
        assertThat(flooder.send("up.370811", Map.of(), PARCEL)).get().asString().contains("is full");
        assertThat(link(federation.of(QUFU)).send("up.370881", Map.of(), PARCEL))
                .isEmpty();
    }

    @Test
    void aMessageBeyondTheCeilingEndsItsConnection() {
        BrokerLink child = link(federation.of(RENCHENG));

        assertThat(child.send("up.370811", Map.of(), new byte[13 << 20])).isPresent();

        assertThat(broker.depth("up.370811")).isZero();
        await().untilAsserted(() ->
                assertThat(child.send("up.370811", Map.of(), PARCEL)).isEmpty());
    }

    private void start(BrokerSettings settings) {
        broker = new NodeBroker(
                settings,
                federation.of(JINING),
                new Watcher() {
                    @Override
                    public void connected(NodeId neighbour) {
                        seen.add("+" + neighbour);
                    }

                    @Override
                    public void disconnected(NodeId neighbour) {
                        seen.add("-" + neighbour);
                    }
                },
                CLOCK);
        broker.start();
        federation.listens(JINING, broker.port());
    }

    private BrokerLink unconnected(Neighbourhood child) {
        BrokerLink link = BrokerLink.toParent(child, JINING, BrokerLink.UNWATCHED, CLOCK);
        open.add(link);
        link.start();
        return link;
    }

    private BrokerLink link(Neighbourhood child) {
        BrokerLink link = unconnected(child);
        await().untilAsserted(() -> assertThat(link.state().words()).startsWith("connected"));
        return link;
    }

    private BrokerLink ownLink() {
        BrokerLink link = broker.ownLink();
        await().until(() -> link.state().isConnected());
        return link;
    }

    private static Session session(BrokerLink link) throws JMSException {
        ConnectionFactory connections = link.connections();
        return connections.createConnection().createSession();
    }

    private static byte[] read(BrokerLink link, String queue) throws JMSException {
        return read(link, queue, message -> message.getBody(byte[].class));
    }

    private interface Reading<T> {
        T of(Message message) throws JMSException;
    }

    private static <T> T read(BrokerLink link, String queue, Reading<T> reading) throws JMSException {
        try (Session session = session(link);
                MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            return reading.of(consumer.receive(5_000));
        }
    }

    private record Closing(LinkTarget.Remote get) implements AutoCloseable {
        @Override
        public void close() {
            get.close();
        }
    }

    private static Closing closing(LinkTarget.Remote target) {
        return new Closing(target);
    }

    private static void delete(Path directory) throws Exception {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

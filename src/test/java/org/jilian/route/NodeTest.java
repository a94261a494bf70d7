package org.jilian.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.jilian.broker.TestFederation.JINING;
import static org.jilian.broker.TestFederation.RENCHENG;
import static org.jilian.route.TestProtocol.parcel;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jilian.broker.TestFederation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jining and its county Rencheng, two nodes in one JVM, over the route files of the project. */
class NodeTest {
    @TempDir
    Path work;

    final TestFederation federation =
            new TestFederation().with(JINING).with(RENCHENG).link(RENCHENG, JINING);
    final List<TestNode> nodes = new ArrayList<>();
    TestNode jining;
    TestNode rencheng;

    @BeforeEach
    void start() throws IOException {
        copyRoutes();
        jining = node(JINING, new TestProtocol(), 0);
        rencheng = node(RENCHENG, new TestProtocol(), 0);
        awaitConnected();
    }

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    @Test
    void parcelsGoUpInOrderAndReceiptsComeBack() {
        jining.protocol.answer = incoming -> List.of(parcel(RENCHENG, "receipt"));
        List<String> expected =
                IntStream.range(0, 50).mapToObj(i -> "370811: parcel " + i).toList();

        IntStream.range(0, 50).forEach(i -> rencheng.protocol.outbox.add(parcel(JINING, "parcel " + i)));
        rencheng.wake();

        await().untilAsserted(() -> assertThat(jining.protocol.texts()).isEqualTo(expected));
        await().untilAsserted(() -> assertThat(rencheng.protocol.received).hasSize(50));
    }

    @Test
    void aFreshMessageIsThereAndAnsweredAtOnce() {
        jining.protocol.answer = incoming -> List.of(parcel(RENCHENG, "receipt"));
        long[] millis = new long[21];
        for (int i = 0; i < millis.length; i++) {
            int before = rencheng.protocol.received.size();
            long start = System.nanoTime();
            rencheng.protocol.outbox.add(parcel(JINING, "one record"));
            rencheng.wake();
            await().pollInterval(Duration.ofMillis(1)).until(() -> rencheng.protocol.received.size() > before);
            millis[i] = (System.nanoTime() - start) / 1_000_000;
        }
        Arrays.sort(millis);
        System.out.println("there and back, ms: median " + millis[10] + ", slowest " + millis[20]);
        assertThat(millis[10])
                .as("median of there and back; a poll anywhere would show")
                .isLessThan(150);
    }

    @Test
    void theExchangeHearsWhoComesAndGoes() {
        assertThat(jining.protocol.presence).containsExactly("+370811");
        assertThat(rencheng.protocol.presence).containsExactly("+370800");

        rencheng.neighbours().pause(JINING);
        await().untilAsserted(() -> assertThat(rencheng.protocol.presence).endsWith("-370800"));
        await().untilAsserted(() -> assertThat(jining.protocol.presence).endsWith("-370811"));

        rencheng.neighbours().resume(JINING);
        awaitConnected();
        rencheng.protocol.outbox.add(parcel(JINING, "after the cut"));
        rencheng.wake();
        await().untilAsserted(() -> assertThat(jining.protocol.texts()).contains("370811: after the cut"));
        await().untilAsserted(() -> assertThat(jining.protocol.presence).endsWith("+370811"));
    }

    @Test
    void aFaultOfOurOwnIsWaitedOutInOrder() {
        AtomicInteger faults = new AtomicInteger(2);
        jining.protocol.answer = incoming -> {
            if (faults.getAndDecrement() > 0) {
                throw new java.io.UncheckedIOException(new IOException("the disk is full"));
            }
            return List.of();
        };

        rencheng.protocol.outbox.addAll(List.of(parcel(JINING, "first"), parcel(JINING, "second")));
        rencheng.wake();

        await().untilAsserted(
                        () -> assertThat(jining.protocol.texts()).containsExactly("370811: first", "370811: second"));
    }

    @Test
    void aMessageThatFailsForItselfIsSetAsideAndTheLinkGoesOn() throws Exception {
        jining.protocol.answer = incoming -> {
            if (new String(incoming.message().body(), StandardCharsets.UTF_8).equals("poison")) {
                throw new IllegalStateException("a defect");
            }
            return List.of();
        };

        rencheng.protocol.outbox.addAll(List.of(parcel(JINING, "poison"), parcel(JINING, "good")));
        rencheng.wake();

        await().untilAsserted(() -> assertThat(jining.protocol.texts()).containsExactly("370811: good"));
        try (Stream<Path> kept = Files.list(work.resolve("370800/dead-letters"))) {
            List<Path> files = kept.sorted().toList();
            assertThat(files).hasSize(2);
            assertThat(files.get(0)).content().contains("a defect", "PARCEL", "remedy");
            assertThat(files.get(1)).content().isEqualTo("poison");
        }
        assertThat(get(jining, "/actuator/health")).contains("read the .json files in dead-letters");
    }

    @Test
    void aNodeThatDiesBetweenReceivingAndAcknowledgingReceivesAgain() {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch dead = new CountDownLatch(1);
        rencheng.protocol.answer = incoming -> {
            inside.countDown();
            try {
                dead.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        };
        jining.protocol.outbox.add(parcel(RENCHENG, "down"));
        jining.wake();
        await().until(() -> inside.getCount() == 0);

        // its connection goes away before the acknowledgement, as when the process is killed
        rencheng.neighbours().pause(JINING);
        await().until(() -> !jining.neighbours().state(RENCHENG).orElseThrow().isConnected());
        rencheng.protocol.answer = incoming -> List.of();
        dead.countDown();
        rencheng.neighbours().resume(JINING);

        await().untilAsserted(
                        () -> assertThat(rencheng.protocol.texts()).containsExactly("370800: down", "370800: down"));
    }

    @Test
    void anIntegratorsRouteRunsWithoutARestart() throws Exception {
        Files.writeString(work.resolve("routes/count-hospital-files.camel.yaml"), """
                - route:
                    id: count-hospital-files
                    routeConfigurationId: errors
                    from:
                      uri: file:%s
                      steps:
                        - to:
                            uri: file:%s
                """.formatted(
                        work.resolve("hospital"), work.resolve("370811/import")));
        Files.createDirectories(work.resolve("hospital"));
        Files.writeString(work.resolve("hospital/roster.csv"), "a roster");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(names(work.resolve("370811/import/done"))).containsExactly("roster.csv.report.txt"));
        assertThat(work.resolve("370811/import/roster.csv")).doesNotExist();
        assertThat(get(rencheng, "/actuator/health")).doesNotContain("notRunning");
    }

    @Test
    void aBrokenRouteFileIsNamedByHealthAndStopsNothing() throws Exception {
        Files.writeString(work.resolve("routes/broken.camel.yaml"), "- route:\n    from: nowhere-such:component\n");

        await().untilAsserted(() -> assertThat(get(rencheng, "/actuator/health"))
                .contains("DEGRADED", "\"notRunning\":[\"broken\"]", "the log says what is wrong"));
        rencheng.protocol.outbox.add(parcel(JINING, "still here"));
        rencheng.wake();
        await().untilAsserted(() -> assertThat(jining.protocol.texts()).containsExactly("370811: still here"));
    }

    @Test
    void aFileThatCannotBeUsedIsErasedAndItsReportStays() throws Exception {
        Files.writeString(work.resolve("370811/import/bad.csv"), "nothing usable");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(names(work.resolve("370811/import/failed"))).containsExactly("bad.csv.report.txt"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(work.resolve("370811/import/bad.csv")).doesNotExist());
    }

    @Test
    void aFileThatIsKeptNowhereElseIsMovedWithItsReport() throws Exception {
        Files.writeString(work.resolve("370811/import/bad-unkept.csv"), "nothing usable");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(names(work.resolve("370811/import/failed")))
                        .containsExactlyInAnyOrder("bad-unkept.csv", "bad-unkept.csv.report.txt"));
        assertThat(work.resolve("370811/import/bad-unkept.csv")).doesNotExist();
    }

    @Test
    void healthAndMetricsSpeakOfTheLinks() throws Exception {
        rencheng.protocol.outbox.add(parcel(JINING, "counted"));
        rencheng.wake();
        await().until(() -> !jining.protocol.received.isEmpty());

        assertThat(get(rencheng, "/actuator/health")).contains("\"370800\":\"connected with 370800 since");
        assertThat(get(jining, "/actuator/prometheus"))
                .contains("jilian_link_connected{neighbour=\"370811\",node=\"370800\"} 1.0")
                .contains("jilian_queue_depth{neighbour=\"370811\",node=\"370800\"} 0.0")
                .contains(
                        "jilian_messages_total{direction=\"in\",neighbour=\"370811\",node=\"370800\",type=\"parcel\"} 1.0");

        jining.neighbours().pause(RENCHENG);
        await().untilAsserted(() -> assertThat(get(jining, "/actuator/health"))
                .contains("DEGRADED", "paused by command since", "resume it to go on"));
    }

    @Test
    void healthNamesTheLedgersThatDoNotGoOn() throws Exception {
        assertThat(get(rencheng, "/actuator/health")).contains("\"ledgers\":{\"status\":\"UP\"}");

        rencheng.protocol.troubles.add("a ledger waits for its last good parcel");

        assertThat(get(rencheng, "/actuator/health")).contains("DEGRADED", "a ledger waits for its last good parcel");
    }

    @Test
    void aRevokedChildIsCutAndANewOneServedWithoutARestart() {
        var qufu = TestFederation.QUFU;
        federation.with(qufu).link(qufu, JINING).revoke(RENCHENG);

        jining.protocol.directoryVersion++;
        jining.wake();
        await().until(() -> jining.neighbours().state(qufu).isPresent());
        TestNode second = node(qufu, new TestProtocol(), 0);

        await().until(() -> second.neighbours().state(JINING).orElseThrow().isConnected());
        await().until(() -> !rencheng.neighbours().state(JINING).orElseThrow().isConnected());
        second.protocol.outbox.add(parcel(JINING, "from Qufu"));
        second.wake();
        await().untilAsserted(() -> assertThat(jining.protocol.texts()).containsExactly("370881: from Qufu"));
    }

    private void awaitConnected() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> jining.neighbours().state(RENCHENG).orElseThrow().isConnected()
                        && rencheng.neighbours().state(JINING).orElseThrow().isConnected());
    }

    private TestNode node(org.jilian.record.NodeId id, TestProtocol protocol, int port) {
        TestNode node = new TestNode(federation, id, work.resolve(id.value()), work.resolve("routes"), protocol, port);
        nodes.add(0, node);
        return node;
    }

    /** File names without the time stamp before the first hyphen. */
    private static List<String> names(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString().replaceAll("^[^-]*-", ""))
                    .toList();
        }
    }

    private void copyRoutes() throws IOException {
        Files.createDirectories(work.resolve("routes"));
        try (Stream<Path> files = Files.list(TestNode.ROUTES)) {
            for (Path file : files.toList()) {
                Files.copy(file, work.resolve("routes").resolve(file.getFileName()));
            }
        }
    }

    private static String get(TestNode node, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.httpPort() + path))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}

package org.jilian.cli.node;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jilian.cli.demo.ThreeHomes;
import org.jilian.rules.IdentityNumber;
import org.jilian.store.ConnectionPositions;
import org.jilian.store.Quarantine;
import org.jilian.store.QuarantinedRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A county whose platform has a REST interface: from a served node's connection file to its records. */
class RestConnectionTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String DOCUMENTED = "docs/connect/rest.md";

    @TempDir
    Path temp;

    private final WireMockServer platform =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
    private NodeHome home;

    @BeforeEach
    void makeHome() throws IOException {
        platform.start();
        home = ThreeHomes.make(temp, Optional.empty()).home(ThreeHomes.COUNTY);
        Files.createDirectories(home.path().resolve("connections"));
        Files.createDirectories(home.path().resolve("secrets"));
        Files.writeString(home.path().resolve("secrets/xuexi.key"), "s3cret\n");
    }

    @AfterEach
    void stop() {
        platform.stop();
    }

    @Test
    void itemsBecomeRecordsAndARefusedOneIsInQuarantineOnceUntilItComesCorrected() throws Exception {
        connection();
        page(1, item(1, "6", "10:00:00"), item(2, "六", "10:00:01"));
        page(2, item(3, "4.5", "10:00:02"));
        page(3);
        try (ServedNode node = ServedNode.start(OpenNode.open(home, Clock.systemUTC()))) {
            await().atMost(SOON)
                    .until(() -> records(node) == 4 && position(node).contains("10:00:02"));
            assertThat(quarantined(node, QuarantinedRow.State.OPEN)).isOne();
            assertThat(said(node)).contains("3 items on 2 pages: 2 rows taken, 1 failed");

            platform.resetAll();
            page(1, item(2, "六", "10:00:01"), item(3, "4.5", "10:00:02"));
            page(2);
            rounds(3);
            assertThat(records(node)).isEqualTo(4);
            assertThat(quarantined(node, QuarantinedRow.State.OPEN)).isOne();

            page(1, item(2, "5", "10:30:00"));
            await().atMost(SOON).until(() -> records(node) == 6);
            await().atMost(SOON).until(() -> quarantined(node, QuarantinedRow.State.OPEN) == 0);
            assertThat(quarantined(node, QuarantinedRow.State.MENDED)).isOne();
        }
    }

    @Test
    void aRestartedNodeGoesOnAtTheWatermark() throws Exception {
        connection();
        platform.stubFor(get(urlPathEqualTo("/api/hours"))
                .withQueryParam("since", absent())
                .withQueryParam("page", equalTo("1"))
                .willReturn(okJson(list(item(1, "6", "10:00:00")))));
        platform.stubFor(get(urlPathEqualTo("/api/hours"))
                .withQueryParam("page", equalTo("2"))
                .willReturn(okJson(list())));
        try (ServedNode node = ServedNode.start(OpenNode.open(home, Clock.systemUTC()))) {
            await().atMost(SOON)
                    .until(() -> records(node) == 2 && position(node).contains("10:00:00"));
        }
        platform.resetAll();
        platform.stubFor(get(urlPathEqualTo("/api/hours"))
                .withQueryParam("since", equalTo("2025-06-01 09:50:00"))
                .withQueryParam("page", equalTo("1"))
                .willReturn(okJson(list(item(1, "6", "10:00:00"), item(2, "5", "10:00:03")))));
        platform.stubFor(get(urlPathEqualTo("/api/hours"))
                .withQueryParam("page", equalTo("2"))
                .willReturn(okJson(list())));
        try (ServedNode node = ServedNode.start(OpenNode.open(home, Clock.systemUTC()))) {
            await().atMost(SOON)
                    .until(() -> records(node) == 4 && position(node).contains("10:00:03"));
            // the one that came again was known from before the restart
            assertThat(said(node)).contains("1 rows taken").contains("1 items as before");
        }
        platform.verify(0, getRequestedFor(urlPathEqualTo("/api/hours")).withQueryParam("since", absent()));
    }

    @Test
    void aPlatformThatIsAwayIsToldWithoutTheSecretAndNothingIsLost() throws Exception {
        connection();
        platform.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(503).withBody("s3cret")));
        try (ServedNode node = ServedNode.start(OpenNode.open(home, Clock.systemUTC()))) {
            await().atMost(SOON).until(() -> connectionOf(node).has("trouble"));
            assertThat(connectionOf(node).path("trouble").asText())
                    .contains("answered 503")
                    .contains("/api/hours")
                    .doesNotContain("s3cret");
            platform.resetAll();
            page(1, item(1, "6", "10:00:00"));
            page(2);
            await().atMost(SOON).until(() -> records(node) == 2);
            await().atMost(SOON).until(() -> !connectionOf(node).has("trouble"));
        }
    }

    @Test
    void anAnswerInXmlIsTakenInAsAFile() throws Exception {
        write("rest:\n  url: \"" + platform.baseUrl() + "/list.xml\"\n  format: xml\n");
        String rows = row(1, "6") + row(2, "5");
        platform.stubFor(get(anyUrl())
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/xml")
                        .withBody("<list>" + rows + "</list>")));
        try (ServedNode node = ServedNode.start(OpenNode.open(home, Clock.systemUTC()))) {
            await().atMost(SOON).until(() -> records(node) == 4);
        }
    }

    @Test
    void theExampleInTheDocumentationCanBeReadAsItStands() throws Exception {
        String text = Files.readString(Path.of(DOCUMENTED));
        int begin = text.indexOf("connection: xuexi\n");
        Files.writeString(
                home.path().resolve("connections/xuexi.yaml"), text.substring(begin, text.indexOf("```", begin)));
        try (OpenNode node = OpenNode.open(home, Clock.systemUTC())) {
            assertThat(new NodeConnections(node, new LocalDesk(node)).now())
                    .singleElement()
                    .satisfies(each ->
                            assertThat(each.connection()).as(each.mistake()).isPresent());
        }
    }

    @Test
    void aMistakeIsToldWithItsPlaceAndWithoutTheSecret() throws Exception {
        Files.writeString(home.path().resolve("secrets/xuexi.key"), "s3cret\nmore");
        connection();
        mistake("printable ASCII");
        Files.delete(home.path().resolve("secrets/xuexi.key"));
        mistake("there is no such file");
        write("rest:\n  url: \"http://platform.example/x\"\n");
        mistake("should be https");
        write("rest:\n  url: \"https://platform.example/{pagee}\"\n");
        mistake("{pagee}");
        write("rest:\n  url: \"https://platform.example/x\"\n  watermark: {field: /at}\n");
        mistake("{since}");
        write("rest:\n  url: \"https://platform.example/x\"\n  rate: often\n");
        mistake("60/min");
    }

    private void mistake(String words) {
        try (OpenNode node = OpenNode.open(home, Clock.systemUTC())) {
            assertThat(new NodeConnections(node, new LocalDesk(node)).now())
                    .singleElement()
                    .satisfies(each -> assertThat(each.mistake())
                            .contains("xuexi.yaml")
                            .contains(words)
                            .doesNotContain("s3cret"));
        }
    }

    private void connection() throws IOException {
        write("rest:\n  url: \"" + platform.baseUrl() + "/api/hours?since={since}&page={page}&size={size}\"\n"
                + "  items: /data/list\n  ok: {at: /code, is: \"0\"}\n  id: /编号\n"
                + "  key: {header: X-Api-Key, file: secrets/xuexi.key}\n"
                + "  paging: {by: page, size: 2}\n  watermark: {field: /updatedAt}\n"
                + "  retry: {attempts: 2, first: PT0.05S}\n");
    }

    private void write(String rest) throws IOException {
        Files.writeString(
                home.path().resolve("connections/xuexi.yaml"),
                "connection: xuexi\nroute: ask-platform\nparameters: {every: 200}\nmapping: roster\n" + rest);
    }

    private void page(int number, String... items) {
        platform.stubFor(get(urlPathEqualTo("/api/hours"))
                .withHeader("X-Api-Key", equalTo("s3cret"))
                .withQueryParam("page", equalTo("" + number))
                .willReturn(okJson(list(items))));
    }

    private static String list(String... items) {
        return "{\"code\":0,\"data\":{\"list\":[" + String.join(",", items) + "]}}";
    }

    private static String item(int i, String hours, String time) {
        return "{\"编号\":" + i + ",\"姓名\":\"" + name(i) + "\",\"身份证号\":\"" + number(i)
                + "\",\"年度\":2025,\"科目类别\":\"专业\",\"课程名称\":\"示例课程\",\"学时\":\"" + hours
                + "\",\"updatedAt\":\"2025-06-01 " + time + "\"}";
    }

    private static String row(int i, String hours) {
        return "<row><姓名>" + name(i) + "</姓名><身份证号>" + number(i)
                + "</身份证号><年度>2025</年度><科目类别>专业</科目类别><课程名称>示例课程</课程名称><学时>" + hours + "</学时></row>";
    }

    private static String name(int i) {
        return "示例" + (char) ('一' + i);
    }

    private static String number(int i) {
        String first17 = "37089919800101" + (100 + i);
        return first17 + IdentityNumber.checkDigit(first17);
    }

    private void rounds(int more) {
        int before = platform.getAllServeEvents().size();
        // three requests a round: a page, the empty one behind it, and the first again
        await().atMost(SOON).until(() -> platform.getAllServeEvents().size() >= before + 3 * more);
    }

    private static com.fasterxml.jackson.databind.JsonNode connectionOf(ServedNode node) {
        return node.desk().status().path("connections").path(0);
    }

    private static String said(ServedNode node) {
        return connectionOf(node).toString();
    }

    private String position(ServedNode node) {
        return node.open()
                .database()
                .read(tx -> ConnectionPositions.find(tx, "xuexi"))
                .orElse("");
    }

    private static long records(ServedNode node) {
        return node.desk().status().path("records").asLong();
    }

    private static long quarantined(ServedNode node, QuarantinedRow.State state) {
        return node.open()
                .database()
                .read(tx -> new Quarantine(node.open().self().keys().atRest()).counts(tx))
                .getOrDefault(state, 0L);
    }
}

package org.jilian.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.jilian.cli.demo.ThreeHomes;
import org.jilian.cli.node.ApiNode.Answer;
import org.jilian.rules.IdentityNumber;
import org.jilian.store.Quarantine;
import org.jilian.store.QuarantinedRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Platforms push records to a county over HTTP. */
class PushTest {
    private static ApiNode node;
    private static String token = "";
    private static int persons = 100;

    private int first;

    @BeforeAll
    static void serve(@TempDir Path temp) throws Exception {
        node = new ApiNode(temp, ThreeHomes.COUNTY, "\napi: {max-megabytes: 1, max-records: 50}\n");
        token = node.token("records:write", "").path("token").asText();
    }

    @AfterAll
    static void close() {
        node.close();
    }

    /** Each test has persons of its own. */
    @BeforeEach
    void others() {
        persons += 60;
        first = persons;
    }

    private String row(int i, String hours) {
        String first17 = "3708991980" + "0101" + (first + i);
        return "{\"id\":" + (first + i) + ",\"姓名\":\"示例甲\",\"身份证号\":\"" + first17
                + IdentityNumber.checkDigit(first17) + "\",\"年度\":\"2025\",\"科目类别\":\"专业\","
                + "\"课程名称\":\"示例课程\",\"学时\":\"" + hours + "\"}";
    }

    private Answer push(String body, String... headers) throws Exception {
        return node.post(token, "/records?mapping=roster", body, headers);
    }

    @Test
    void eachItemIsToldWhatBecameOfItInOrder() throws Exception {
        Answer answer = push("[" + row(1, "6") + "," + row(2, "六") + "," + row(3, "4.5") + "]");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.outcomes()).containsExactly("first", "refused", "first");
        JsonNode good = answer.body().path("items").path(0).path("records");
        assertThat(good).hasSize(2);
        assertThat(good.path(1).path("id").asText()).startsWith("370811:hour-record:");
        JsonNode error = answer.body().path("items").path(1).path("errors").path(0);
        assertThat(error.path("column").asText()).isEqualTo("学时");
        assertThat(error.path("reason").asText()).isNotBlank().doesNotContain("hours");
        assertThat(error.path("remedy").asText()).isNotBlank();
        assertThat(answer.body().path("counts").toString()).isEqualTo("{\"first\":2,\"refused\":1}");

        Answer again = push("[" + row(1, "6") + "," + row(3, "5") + "]", "Accept-Language", "en");
        assertThat(again.outcomes()).containsExactly("unchanged", "next");
        assertThat(node.audited("api.records"))
                .anySatisfy(
                        line -> assertThat(line.path("items").toString()).isEqualTo("{\"next\":1,\"unchanged\":1}"));
    }

    @Test
    void linesAnObjectWithAListAndNestedItemsAreRead() throws Exception {
        assertThat(push(row(1, "6") + "\n" + row(2, "7") + "\n", "Content-Type", "application/x-ndjson")
                        .outcomes())
                .containsExactly("first", "first");
        assertThat(push("{\"code\":0,\"data\":{\"list\":[" + row(3, "6") + "]}}")
                        .outcomes())
                .containsExactly("first");
        String person = row(4, "6").replaceFirst(",\"年度\".*", "");
        Answer nested =
                push("[" + person + ",\"年度\":\"2025\",\"courses\":[{\"科目类别\":\"专业\",\"课程名称\":\"甲课\",\"学时\":\"3\"},"
                        + "{\"科目类别\":\"专业\",\"课程名称\":\"乙课\",\"学时\":\"三\"}]}]");
        assertThat(nested.status()).as(nested.whole().body()).isEqualTo(200);
        assertThat(nested.outcomes()).containsExactly("partly");
        assertThat(nested.body().path("items").path(0).path("records")).hasSize(2);
        assertThat(nested.body().path("items").path(0).path("errors")).hasSize(1);
    }

    @Test
    void aRefusedRowIsInQuarantineUntilItComesCorrected() throws Exception {
        long before = quarantined(QuarantinedRow.State.OPEN);
        String path = "/records?mapping=roster&key=id";
        node.post(token, path, "[" + row(1, "六") + "]");
        node.post(token, path, "[" + row(1, "六") + "," + row(1, "六") + "]");
        assertThat(quarantined(QuarantinedRow.State.OPEN)).isEqualTo(before + 1);

        assertThat(node.post(token, path, "[" + row(1, "6") + "]").outcomes()).containsExactly("first");
        assertThat(quarantined(QuarantinedRow.State.OPEN)).isEqualTo(before);
    }

    @Test
    void theSameKeyIsAnsweredAgainAndAnotherBodyUnderItIsRefused() throws Exception {
        String body = "[" + row(1, "6") + "]";
        Answer answer = push(body, "Idempotency-Key", "k-" + first);
        Answer again = push(body, "Idempotency-Key", "k-" + first);
        assertThat(again.whole().body()).isEqualTo(answer.whole().body());
        assertThat(again.outcomes()).containsExactly("first");
        assertThat(again.whole().headers().firstValue("Idempotency-Replayed")).contains("true");

        Answer other = push("[" + row(2, "6") + "]", "Idempotency-Key", "k-" + first);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.type()).isEqualTo("idempotency-key.reused");
        assertThat(push("[]", "Idempotency-Key", "a b").status()).isEqualTo(400);

        node.later(Duration.ofDays(8));
        assertThat(push(body, "Idempotency-Key", "k-" + first).outcomes())
                .as("forgotten after a week, and still nothing is registered twice")
                .containsExactly("unchanged");
    }

    @Test
    void whoHasNoGoodTokenIsNotLetInAndAudited() throws Exception {
        String body = "[" + row(1, "6") + "]";
        Answer none = node.post("", "/records?mapping=roster", body);
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.type()).isEqualTo("token.missing");
        assertThat(none.whole().headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(none.whole().headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"jilian\"");
        assertThat(none.body().path("instance").asText()).isEqualTo("/api/v1/records");
        assertThat(none.body().path("remedy").asText()).contains("jilian token issue");

        String wrong = token.substring(0, token.length() - 2) + "xx";
        assertThat(node.post(wrong, "/records?mapping=roster", body).type()).isEqualTo("token.unknown");

        ObjectNode revoked = node.token("records:write", "");
        node.revoke(revoked.path("id").asText());
        assertThat(node.post(revoked.path("token").asText(), "/records?mapping=roster", body)
                        .type())
                .isEqualTo("token.revoked");

        ObjectNode short_ = node.token("records:write", "'expires':'P1D'");
        node.later(Duration.ofDays(2));
        assertThat(node.post(short_.path("token").asText(), "/records?mapping=roster", body)
                        .type())
                .isEqualTo("token.expired");

        assertThat(node.audited("api.refused"))
                .extracting(line -> line.path("why").asText())
                .contains("token.missing", "token.unknown", "token.revoked", "token.expired");
        assertThat(node.audited("api.refused").toString()).doesNotContain("jl_").contains("127.0.0.1");
        assertThat(everything()).as("no token is in the database").doesNotContain(token.substring(3));
    }

    @Test
    void aTokenOpensOnlyWhatItIsFor() throws Exception {
        String reads = node.token("certificates:read", "").path("token").asText();
        Answer scope = node.post(reads, "/records?mapping=roster", "[]");
        assertThat(scope.status()).isEqualTo(403);
        assertThat(scope.type()).isEqualTo("scope.missing");

        String bound = node.token("records:write", "'mappings':['courses']")
                .path("token")
                .asText();
        assertThat(node.post(bound, "/records?mapping=roster", "[]").type()).isEqualTo("token.bound");
        assertThat(node.post(token, "/records?kind=hour-certificate", "[{}]").type())
                .as("no platform certifies hours in the node's name")
                .isEqualTo("token.bound");
        assertThat(node.post(token, "/%72ecords?mapping=roster", "[]").status()).isEqualTo(404);
        assertThat(node.get(token, "/records").status()).isEqualTo(404);
    }

    @Test
    void recordsInTheGatewaysOwnFormAreTakenFromWhoMaySendTheirKind() throws Exception {
        String courses =
                node.token("records:write", "'kinds':['course']").path("token").asText();
        Answer answer = node.post(
                courses,
                "/records?kind=course",
                "[{\"content\":{\"code\":\"K" + first + "\",\"name\":\"示例课程\"}},{\"contents\":{}},"
                        + "{\"kind\":\"person\",\"content\":{}}]",
                "Accept-Language",
                "en");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.outcomes().subList(1, 3)).containsExactly("refused", "refused");
        assertThat(answer.body().toString()).contains("field 'contents' of a draft");
    }

    @Test
    void whatIsWrongWithARequestIsToldWithItsRemedy() throws Exception {
        Answer broken = push("[" + row(1, "6") + ",\n{\"姓名\": 示例}]");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.type()).isEqualTo("file.json");
        assertThat(broken.body().path("detail").asText()).contains("2");
        assertThat(push("").type()).isEqualTo("file.empty");
        assertThat(push("[1, 2]").type()).isEqualTo("file.shape");
        assertThat(push("[{\"a\": 1}]").status()).isEqualTo(422);
        assertThat(push("[{\"a\": 1}]").type()).startsWith("file.");
        assertThat(node.post(token, "/records?mapping=none", "[{}]").type()).isEqualTo("mapping.unknown");
        assertThat(node.post(token, "/records", "[{}]").type()).isEqualTo("parameter.mapping-or-kind");
        Answer form = push("[]", "Content-Type", "application/x-www-form-urlencoded");
        assertThat(form.status()).isEqualTo(415);
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeAnythingIsTaken() throws Exception {
        StringBuilder many = new StringBuilder("[");
        for (int i = 0; i <= 50; i++) {
            many.append(i == 0 ? "" : ",").append(row(i, "6"));
        }
        Answer tooMany = push(many.append(']').toString());
        assertThat(tooMany.status()).isEqualTo(413);
        assertThat(tooMany.type()).isEqualTo("content.too-many");
        Answer tooLarge = push("[" + row(1, "6") + " ".repeat(3 << 20) + "]");
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.type()).isEqualTo("content.too-large");
        assertThat(push("[" + row(1, "6") + "]").outcomes()).containsExactly("first");
    }

    @Test
    void whoGuessesIsNotListenedToForAWhile() throws Exception {
        node.later(Duration.ofMinutes(1));
        int status = 0;
        for (int i = 0; i < 100 && status != 429; i++) {
            status = node.post("jl_guess" + i, "/records?mapping=roster", "[]").status();
        }
        assertThat(status).isEqualTo(429);
        Answer good = push("[" + row(1, "6") + "]");
        assertThat(good.status()).isEqualTo(429);
        assertThat(good.whole().headers().firstValueAsLong("Retry-After").orElse(0))
                .isBetween(1L, 61L);
        assertThat(node.audited("api.not-listened-to")).hasSize(1);
        node.later(Duration.ofMinutes(1));
        assertThat(push("[" + row(1, "6") + "]").outcomes()).containsExactly("first");
    }

    @Test
    void aDatabaseThatIsAwayIsAnsweredSoAndTheSameIsSentAgain() throws Exception {
        try (Connection other = DriverManager.getConnection(
                        "jdbc:sqlite:" + node.home().path().resolve("node.db"));
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute("BEGIN IMMEDIATE");
            Answer away = push("[" + row(1, "6") + "]");
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.type()).isEqualTo("database.away");
            assertThat(away.whole().headers().firstValue("Retry-After")).contains("30");
            statement.execute("ROLLBACK");
        }
        assertThat(push("[" + row(1, "6") + "]").outcomes()).containsExactly("first");
    }

    private static long quarantined(QuarantinedRow.State state) {
        Map<QuarantinedRow.State, Long> counts = node.served()
                .open()
                .database()
                .read(tx -> new Quarantine(node.served().open().self().keys().atRest()).counts(tx));
        return counts.getOrDefault(state, 0L);
    }

    private static String everything() {
        return node.served()
                .open()
                .database()
                .read(tx -> tx.list(
                        "SELECT id || who || scopes || hex(hash) AS said FROM api_token", row -> row.text("said")))
                .toString();
    }
}

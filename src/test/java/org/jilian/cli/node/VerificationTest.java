package org.jilian.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jilian.certificate.IssueOrder;
import org.jilian.cli.demo.ThreeHomes;
import org.jilian.cli.node.ApiNode.Answer;
import org.jilian.rules.IdentityNumber;
import org.jilian.rules.Period;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Systems that rely on certificates ask a province over HTTP. */
class VerificationTest {
    /** Plainly invented; the check digits are valid. */
    private static final String DOCTOR = "11010519491231002X";

    private static final String TEACHER = "440524188001010014";
    private static final String STRANGER = "150102198807303035";
    private static final String SERIAL = "T1-2025-0000001";

    private static final IssueOrder ORDER =
            new IssueOrder(new Period("2025"), "370000", Optional.empty(), true, false, false);

    private static ApiNode node;
    private static String token = "";

    @BeforeAll
    static void issue(@TempDir Path temp) throws Exception {
        node = new ApiNode(temp, ThreeHomes.PROVINCE, "\napi: {verifications-per-minute: 20}\n");
        token = node.token("certificates:read,persons:verify", "").path("token").asText();
        author(
                "{'kind':'delegation','content':{'number':'T1','node':'370000','divisions':['370000'],'from':'2025-01-01'}}");
        register(DOCTOR, "示例甲");
        register(TEACHER, "示例乙");
        hours(DOCTOR);
        node.served().desk().issue(ORDER, done -> {});
    }

    private static void hours(String number) throws Exception {
        for (String category : List.of("public", "professional")) {
            author("{'kind':'hour-record','period':'2025','subject':{'number':'" + number + "'},'content':{'category':'"
                    + category + "','course':'示例课程" + category
                    + "','hours':'62.5','startDate':'2025-03-01','endDate':'2025-03-20'}}");
        }
    }

    private static void register(String number, String name) throws Exception {
        author("{'kind':'person','subject':{'number':'" + number
                + "'},'content':{'documentType':'111','documentNumber':'" + number + "','name':'" + name
                + "','unit':'示例单位','titleRank':'420'}}");
    }

    private static void author(String draft) throws Exception {
        JsonNode answer =
                node.served().desk().author(new ObjectMapper().readTree("[" + draft.replace('\'', '"') + "]"));
        assertThat(answer.path("records").path(0).path("outcome").asText())
                .as(answer.toString())
                .isEqualTo("new");
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @BeforeEach
    void nextMinute() {
        node.later(Duration.ofMinutes(1));
    }

    private static Answer ask(String number, String name, String further) throws Exception {
        String body = "{'documentType':'111','documentNumber':'" + number + "'"
                + (name.isEmpty() ? "" : ",'name':'" + name + "'") + ",'period':'2025'" + further + "}";
        return node.post(token, "/verifications", body.replace('\'', '"'));
    }

    private static Answer ask(String number, String name) throws Exception {
        return ask(number, name, ",'purpose':'2025年度职称评审'");
    }

    @Test
    void aCertificateIsToldByItsSerialNumberWithoutWhoseItIs() throws Exception {
        Answer answer = node.get(token, "/certificates/" + SERIAL);
        assertThat(answer.status()).as(answer.whole().body()).isEqualTo(200);
        assertThat(answer.body().path("status").asText()).isEqualTo("active");
        assertThat(answer.body().path("verdict").asText()).isEqualTo("met");
        assertThat(answer.body().path("period").asText()).isEqualTo("2025");
        assertThat(answer.body().path("totalHours").asText()).isEqualTo("125");
        assertThat(answer.body().path("issuer").asText()).isEqualTo("370000");
        assertThat(answer.body().path("holder").path("name").asText()).isEqualTo("示**");
        assertThat(answer.body().path("holder").path("documentNumber").asText()).isEqualTo("110105********002X");
        assertThat(answer.whole().body()).doesNotContain("示例甲").doesNotContain(DOCTOR);

        Answer none = node.get(token, "/certificates/T1-2025-0000009");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.type()).isEqualTo("certificate.not-held");
    }

    @Test
    void aPersonsCertificateOfThePeriodIsToldToWhoSaysWhy() throws Exception {
        Answer answer = ask(DOCTOR, "示例甲");
        assertThat(answer.status()).as(answer.whole().body()).isEqualTo(200);
        assertThat(answer.body().path("answer").asText()).isEqualTo("certified");
        assertThat(answer.body().path("nameChecked").asBoolean()).isTrue();
        JsonNode certificate = answer.body().path("certificates").path(0);
        assertThat(certificate.path("serial").asText()).isEqualTo(SERIAL);
        assertThat(certificate.path("publicHours").asText()).isEqualTo("62.5");
        assertThat(certificate.has("holder")).isFalse();
        assertThat(node.audited("api.person-verified")).anySatisfy(line -> {
            assertThat(line.path("purpose").asText()).isEqualTo("2025年度职称评审");
            assertThat(line.path("who").asText()).isEqualTo("示例平台");
            assertThat(line.path("subjects")).isNotEmpty();
            assertThat(line.toString()).doesNotContain(DOCTOR).doesNotContain("示例甲");
        });
    }

    @Test
    void anotherNameIsToldAsSuchAndNothingElse() throws Exception {
        assertThat(ask(DOCTOR, "示例丙").whole().body()).isEqualTo("{\"answer\":\"name-mismatch\",\"period\":\"2025\"}");
    }

    @Test
    void whoIsRegisteredWithoutACertificateIsAnsweredForAsAStranger() throws Exception {
        String none = "{\"answer\":\"none\",\"period\":\"2025\"}";
        assertThat(ask(TEACHER, "示例乙").whole().body()).isEqualTo(none);
        assertThat(ask(TEACHER, "示例丙").whole().body()).isEqualTo(none);
        assertThat(ask(STRANGER, "示例乙").whole().body()).isEqualTo(none);
        assertThat(ask(STRANGER, "").whole().body()).isEqualTo(none);
    }

    @Test
    void nobodyAsksWithoutAPurposeOrWithSomethingElse() throws Exception {
        assertThat(ask(DOCTOR, "", "").type()).isEqualTo("purpose.missing");
        assertThat(ask(DOCTOR, "", ",'purpose':'查" + DOCTOR + "'").type()).isEqualTo("purpose.missing");
        assertThat(ask(DOCTOR, "", ",'purpose':'职称评审','all':true").type()).isEqualTo("field.unknown");
        Answer wrong = ask("110105194912310021", "");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.whole().body()).doesNotContain("110105194912310021");
        assertThat(node.post(token, "/verifications", "{\"a\":\n1,,}").type()).isEqualTo("content.no-object");
    }

    @Test
    void whoCannotBeWrittenDownIsNotAnswered() throws Exception {
        try (Connection other = DriverManager.getConnection(
                        "jdbc:sqlite:" + node.home().path().resolve("node.db"));
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute("BEGIN IMMEDIATE");
            Answer answer = ask(DOCTOR, "示例甲");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.whole().body()).doesNotContain(SERIAL);
            statement.execute("ROLLBACK");
        }
    }

    @Test
    void aTokenAsksNoMoreOftenThanAllowed() throws Exception {
        int status = 0;
        for (int i = 0; i < 50 && status != 429; i++) {
            status = ask(STRANGER, "").status();
        }
        assertThat(status).isEqualTo(429);
        String other = node.token("persons:verify", "").path("token").asText();
        assertThat(node.get(other, "/certificates/" + SERIAL).type()).isEqualTo("scope.missing");
        node.later(Duration.ofMinutes(1));
        assertThat(ask(STRANGER, "").status()).isEqualTo(200);
    }

    @Test
    void aRevokedCertificateCountsForNothing() throws Exception {
        String first17 = "37089919800101001";
        String number = first17 + IdentityNumber.checkDigit(first17);
        register(number, "示例丁");
        hours(number);
        node.served().desk().issue(ORDER, done -> {});
        assertThat(ask(number, "示例丁").body().path("answer").asText()).isEqualTo("certified");

        node.served().desk().revokeCertificate("T1-2025-0000002", "姓名有误");
        Answer answer = node.get(token, "/certificates/T1-2025-0000002");
        assertThat(answer.body().path("status").asText()).isEqualTo("revoked");
        assertThat(answer.body().has("revokedOn")).isTrue();
        assertThat(ask(number, "示例丁").body().path("answer").asText()).isEqualTo("none");
    }
}

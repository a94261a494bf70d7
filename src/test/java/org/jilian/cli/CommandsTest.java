package org.jilian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.jilian.cli.demo.SmallFederation;
import org.jilian.cli.node.ImportWords;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A county, its city, province and nation run in this process; the commands ask them over their sockets, then without. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROSTER = "姓名,身份证号,手机号,工作单位,年度,科目类别,课程名称,开始时间,学时\n"
            + "示例甲,370899198406120076,19000000007,示例医院,2025,公需,示例课程,2025-03-01,6\n"
            + "示例甲,370899198406120076,19000000007,示例医院,2025,公需,第二门课,2025-04-01,4.5\n"
            + "示例乙,370899198406120077,,示例医院,2025,公需,示例课程,2025-03-01,6\n";

    /** A namesake of one birth date under another number. */
    private static final String BOTH = "示例甲,370899198406120113,,示例医院,2025,公需,第三门课,2025-05-01,3\n";

    @TempDir
    static Path temp;

    static SmallFederation federation;
    static Path homes;
    static String person;

    /** What a command said, and how it ended. */
    private record Said(int code, String out, String err) {
        JsonNode json() throws IOException {
            return JSON.readTree(out);
        }
    }

    private static Said jilian(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Jilian.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(args);
        return new Said(code, out.toString(), err.toString());
    }

    private static Said about(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--config", homes.toString(), "--json"));
        return jilian(all.toArray(String[]::new));
    }

    @BeforeAll
    static void start() throws IOException {
        federation = SmallFederation.start(temp, "intl");
        homes = federation.work();
    }

    @AfterAll
    static void stop() {
        if (federation != null) {
            federation.close();
        }
    }

    private static Path roster(String name, String text) throws IOException {
        Path file = temp.resolve(name);
        Files.writeString(file, text, StandardCharsets.UTF_8);
        return file;
    }

    @Test
    @Order(1)
    void goodRowsAreTakenInAndBadOnesGivenBack() throws Exception {
        Said said = about("import", roster("roster.csv", ROSTER).toString(), "--node", "370811");

        assertThat(said.code()).as(said.err()).isEqualTo(Exit.DATA);
        assertThat(said.json().path("good").asInt()).isEqualTo(2);
        assertThat(said.json().path("bad").asInt()).isEqualTo(1);
        assertThat(said.json().path("records").path("first").asInt()).isEqualTo(3);
        assertThat(said.json().path("errors").path(0).path("value").asText()).isEqualTo("370899********0077");
        assertThat(Path.of(said.json().path("errorSpreadsheet").asText())).exists();
        assertThat(federation.agree().path("converged").asBoolean()).isTrue();
        person = federation.idOfAPerson("370811");
    }

    @Test
    @Order(2)
    void theSameRosterAgainChangesNothing() throws Exception {
        Path file = temp.resolve("roster.csv");
        Said known = about("import", file.toString(), "--node", "370811");
        Said again = about("import", file.toString(), "--node", "370811", "--again");

        assertThat(known.json().path("state").asText()).isEqualTo("already-done");
        assertThat(again.json().path("records").path("first").asInt()).isZero();
        assertThat(again.json().path("records").path("next").asInt()).isZero();
        assertThat(again.json().path("records").path("unchanged").asInt()).isEqualTo(3);
    }

    @Test
    @Order(3)
    void aPreviewAndATriedMappingSayWhatWouldChangeAndChangeNothing() throws Exception {
        Path file = roster("changed.csv", ROSTER.replace("4.5", "5").replace("示例课程,2025-03-01,6", "第三门课,2025-03-01,6"));
        Said preview = about("import", file.toString(), "--preview", "--node", "370811");
        Said tried = about("map", "try", file.toString(), "--mapping", "roster", "--node", "370811");
        Said alone = jilian("map", "try", file.toString(), "--mapping", "roster", "--lang", "en");
        Said again = about("import", file.toString(), "--preview", "--node", "370811");

        assertThat(preview.code()).as(preview.err()).isEqualTo(Exit.DATA);
        assertThat(preview.json().path("state").asText()).isEqualTo("preview");
        assertThat(preview.json().path("records").toString())
                .isEqualTo("{\"first\":1,\"next\":1,\"unchanged\":1,\"merged\":0,\"heldElsewhere\":0,\"refused\":0}");
        assertThat(Path.of(preview.json().path("errorSpreadsheet").asText())).exists();
        assertThat(again.json().path("records")).isEqualTo(preview.json().path("records"));
        assertThat(tried.json().path("records"))
                .as(tried.err())
                .isEqualTo(preview.json().path("records"));
        assertThat(tried.json().path("first")).hasSize(3);
        assertThat(alone.out())
                .as(alone.err())
                .contains("-> hour-record", "370899********0076", "4 rows: good 2, wrong 1")
                .doesNotContain("370899198406120076", "示例甲", "taken in now");
    }

    /** That one is a wrong check digit, which nobody but the clerk can mend. */
    @Test
    @Order(3)
    void aRefusedRowOfARunningNodeIsFoundShownTriedPutAsideAndHandedToTheClerk() throws Exception {
        Said list = about("quarantine", "list", "--file", "ROSTER", "--node", "370811");
        String id = list.json().path("rows").path(0).path("id").asText();
        String code = list.json().path("rows").path(0).path("codes").path(0).asText();
        Said show = about("quarantine", "show", id, "--node", "370811");
        Said replay = about("quarantine", "replay", "--code", code, "--node", "370811");
        Said mend = about("quarantine", "mend", id, "--set", "学时=7", "--node", "370811");
        Path out = temp.resolve("to-correct.xlsx");
        Said export = about("quarantine", "export", "--out", out.toString(), "--node", "370811");
        Said discard = about("quarantine", "discard", id, "--reason", "测试", "--node", "370811");
        Said none = about("quarantine", "list", "--node", "370811");
        Said reopen = about("quarantine", "reopen", id, "--node", "370811");

        assertThat(list.json().path("byCode").path(code).asInt()).as(list.err()).isEqualTo(1);
        assertThat(show.out()).contains("370899********0077").doesNotContain("370899198406120077");
        assertThat(replay.code()).isEqualTo(Exit.DATA);
        assertThat(replay.json().path("bad").asInt()).isEqualTo(1);
        assertThat(mend.code()).isEqualTo(Exit.DATA);
        assertThat(mend.out()).doesNotContain("370899198406120077");
        assertThat(export.json().path("rows").asInt()).isEqualTo(1);
        assertThat(out).exists();
        assertThat(discard.code()).isEqualTo(Exit.DONE);
        assertThat(none.json().path("all").asInt()).isZero();
        assertThat(reopen.code()).isEqualTo(Exit.DONE);
        assertThat(about("quarantine", "show", id, "--in-clear", "--node", "370811")
                        .err())
                .contains("--reason");
        assertThat(about("quarantine", "replay", "--node", "370811").code()).isEqualTo(Exit.WRONG_USE);
    }

    /** It stays in no folder in clear; whoever may ask the node gets it back. */
    @Test
    @Order(3)
    void aLaidFileThatCannotBeUsedIsKeptEncryptedAndGivenBack() throws Exception {
        String unusable = "示例甲\n370899198406120076\n19000000007\n";
        Path home = homes.resolve("370811");
        Path ready = roster("ready.csv", unusable);
        Files.move(ready, home.resolve("import/unusable.csv"));
        Path failed = home.resolve("import/failed");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.isDirectory(failed) && Files.notExists(home.resolve("import/unusable.csv")));

        try (Stream<Path> files = Files.list(failed)) {
            Path report = files.reduce((one, other) -> {
                        throw new AssertionError("one report and nothing else, but there are " + one + ", " + other);
                    })
                    .orElseThrow();
            assertThat(report).content(StandardCharsets.UTF_8).contains("jilian retained ", "--node 370811");
            String digest = Files.readString(report, StandardCharsets.UTF_8)
                    .replaceAll("(?s).*jilian retained ([0-9a-f]{64}) .*", "$1");
            Path back = temp.resolve("back.csv");
            Said said = about("retained", digest, "--out", back.toString(), "--node", "370811");
            assertThat(said.code()).as(said.err()).isEqualTo(Exit.DONE);
            assertThat(back).content(StandardCharsets.UTF_8).isEqualTo(unusable);
            assertThat(about("retained", digest, "--out", back.toString(), "--node", "370811")
                            .err())
                    .contains("should not be there yet");
            Path other = temp.resolve("other.csv");
            assertThat(about("retained", "0".repeat(64), "--out", other.toString(), "--node", "370811")
                            .err())
                    .contains("is kept here");
            assertThat(other).doesNotExist();
        }
    }

    @Test
    @Order(3)
    void everyLevelsReceiptIsInTheTrace() throws Exception {
        Said said = about("trace", person);

        assertThat(said.code()).as(said.err()).isEqualTo(Exit.DONE);
        JsonNode parcel = said.json().path("versions").path(0).path("parcels").path(0);
        assertThat(parcel.path("signer").path("node").asText()).isEqualTo("370811");
        assertThat(parcel.path("hops"))
                .extracting(hop ->
                        hop.path("node").asText() + " " + hop.path("state").asText())
                .containsExactly("370800 applied", "370000 applied", "000000 applied");
    }

    @Test
    @Order(4)
    void theNationMayReadNoProtectedValue() throws Exception {
        JsonNode nation = about("trace", person, "--node", "000000")
                .json()
                .path("versions")
                .path(0);
        JsonNode city = about("trace", person, "--node", "370800")
                .json()
                .path("versions")
                .path(0);

        assertThat(nation.path("protected")).hasSize(4);
        assertThat(nation.path("readableHere")).isEmpty();
        assertThat(city.path("readableHere")).hasSize(4);
    }

    @Test
    @Order(5)
    void aProofNeedsTheRootAloneAndEveryByteOfItCounts() throws Exception {
        Path proof = temp.resolve("proof.json");
        assertThat(about("export-proof", person, "--out", proof.toString()).code())
                .isEqualTo(Exit.DONE);
        String root = homes.resolve("root.cert.pem").toString();

        Said genuine = jilian("verify", proof.toString(), "--root", root, "--json");
        assertThat(genuine.json().path("genuine").asBoolean()).as(genuine.out()).isTrue();
        assertThat(genuine.json().path("signer").asText()).isEqualTo("370811");
        assertThat(genuine.json().path("directoryVersion").asInt()).isEqualTo(1);

        byte[] bytes = Files.readAllBytes(proof);
        Path changed = temp.resolve("changed.json");
        for (int i = 0; i < bytes.length; i += 97) {
            byte[] copy = bytes.clone();
            copy[i] ^= 1;
            Files.write(changed, copy);
            Said refused = jilian("verify", changed.toString(), "--root", root, "--json");
            assertThat(refused.code())
                    .as("byte %d changed: %s", i, refused.out())
                    .isEqualTo(Exit.DATA);
            assertThat(refused.json().path("reason").asText()).isNotEmpty();
        }
    }

    @Test
    @Order(6)
    void aProgrammeIsAuthoredAndGoesFromHandToHand() throws Exception {
        Path draft = roster(
                "programme.json",
                "{\"kind\":\"programme\",\"period\":\"2026\",\"content\":{\"code\":\"P-1\",\"title\":\"示例研修班\","
                        + "\"level\":\"provincial\",\"applicant\":\"示例单位\"}}");
        Said authored = about("author", draft.toString(), "--node", "370811");
        assertThat(authored.code()).as(authored.err() + authored.out()).isEqualTo(Exit.DONE);
        String record = authored.json().path("records").path(0).path("record").asText();
        federation.agree();

        Said refused = about("step", record, "publicise", "--node", "370800");
        assertThat(refused.code()).isEqualTo(Exit.DATA);
        assertThat(refused.json().path("code").asText()).isEqualTo("STEP");
        assertThat(refused.json().path("reason").asText()).contains("'recommend' to 'recommended'");

        Said done = about("step", record, "recommend", "--change", "{\"opinion\":\"同意\"}", "--node", "370800");
        assertThat(done.code()).as(done.err()).isEqualTo(Exit.DONE);
        assertThat(done.json().path("status").asText()).isEqualTo("recommended");
        assertThat(done.json().path("holder").asText()).isEqualTo("370000");
        federation.agree();
        assertThat(about("author", draft.toString(), "--node", "370811")
                        .json()
                        .path("records")
                        .path(0)
                        .path("outcome")
                        .asText())
                .as("the city has it, and has added its opinion")
                .isEqualTo("held-elsewhere");
        assertThat(about("author", roster("bad.json", "{\"kind\":").toString(), "--node", "370811")
                        .code())
                .isEqualTo(Exit.WRONG_USE);
    }

    @Test
    @Order(6)
    void certificatesAreIssuedPrintedVerifiedAndRevoked() throws Exception {
        Path delegation = roster(
                "delegation.json",
                "{\"kind\":\"delegation\",\"content\":{\"number\":\"T1\",\"node\":\"370800\","
                        + "\"divisions\":[\"370800\"],\"from\":\"2025-01-01\"}}");
        String[] issue = {"certificates", "issue", "--period", "2025", "--division", "370800", "--node", "370800"};
        assertThat(about(issue).err()).contains("should hold a delegation");
        about("author", delegation.toString(), "--node", "370000");
        federation.agree();

        Said issued = about(issue);
        assertThat(issued.code()).as(issued.err() + issued.out()).isEqualTo(Exit.DONE);
        assertThat(issued.json().path("issued").asInt()).isOne();
        assertThat(about(issue).json().path("unchanged").asInt()).isOne();
        federation.agree();

        Path page = temp.resolve("certificate.pdf");
        Said printed = about("certificates", "print", "T1-2025-0000001", "--out", page.toString(), "--node", "370800");
        assertThat(printed.code()).as(printed.err()).isEqualTo(Exit.DONE);
        Said genuine = about("certificates", "verify", page.toString(), "--node", "370000");
        assertThat(genuine.code()).as(genuine.out()).isEqualTo(Exit.DONE);
        assertThat(genuine.json().path("status").asText()).isEqualTo("active");

        about("certificates", "revoke", "T1-2025-0000001", "--reason", "姓名有误", "--node", "370800");
        federation.agree();
        Said revoked = about("certificates", "verify", page.toString(), "--node", "370000");
        assertThat(revoked.code()).isEqualTo(Exit.DATA);
        assertThat(revoked.json().path("verdict").asText()).isEqualTo("genuine");
        assertThat(revoked.json().path("revocationReason").asText()).isEqualTo("姓名有误");
        Said offline = jilian(
                "certificates",
                "verify",
                page.toString(),
                "--directory",
                homes.resolve("directory.bundle").toString(),
                "--root",
                homes.resolve("root.cert.pem").toString(),
                "--suite",
                "intl",
                "--lang",
                "en");
        assertThat(offline.code()).as(offline.err()).isEqualTo(Exit.DONE);
        assertThat(offline.out()).contains("genuine; status as of the directory's date", "directory version 1");
        assertThat(about("certificates", "verify", "JL1:AAAA", "--node", "370000")
                        .code())
                .isEqualTo(Exit.DATA);
        assertThat(about("certificates", "issue", "--period", "20x5", "--division", "370800", "--node", "370800")
                        .code())
                .isEqualTo(Exit.WRONG_USE);
    }

    @Test
    @Order(6)
    void aProofUnderAnotherRootProvesNothing() throws Exception {
        Path proof = temp.resolve("proof.json");

        Said said = jilian("verify", proof.toString(), "--root", "certs-example/authorities/ca.cert.pem", "--json");

        assertThat(said.code()).isEqualTo(Exit.DATA);
        assertThat(said.json().path("reason").asText()).contains("should be signed by the given root");
    }

    @Test
    @Order(7)
    void theArchiveOfAPersonIsWrittenForAReasonAndVerifiedOffline() throws Exception {
        Path archive = temp.resolve("archive.json");
        Path page = temp.resolve("archive.html");
        Path number = Files.writeString(temp.resolve("number"), "370899198406120076\n");
        List<String> asked =
                List.of("archive", "--node", "370800", "--number-file", number.toString(), "--out", archive.toString());

        assertThat(about(asked.toArray(String[]::new)).err()).contains("--reason");
        List<String> reasoned = new ArrayList<>(asked);
        reasoned.addAll(List.of("--reason", "职称评审", "--html", page.toString()));
        Said said = about(reasoned.toArray(String[]::new));

        assertThat(said.code()).as(said.err()).isEqualTo(Exit.DONE);
        assertThat(said.json().path("records").asInt())
                .as("the registration, two hour records and the certificate that was issued above")
                .isEqualTo(4);
        assertThat(Files.readString(page)).contains("370899********0076").doesNotContain("370899198406120076");
        Said verified = jilian(
                "archive",
                "verify",
                archive.toString(),
                "--root",
                homes.resolve("root.cert.pem").toString(),
                "--json");
        assertThat(verified.code()).as(verified.out()).isEqualTo(Exit.DONE);
        assertThat(verified.json().path("proved").asInt())
                .as("every version: the certificate has two, since it was revoked")
                .isEqualTo(5);
    }

    @Test
    @Order(6)
    void nobodyIsRegisteredTwiceAndNoProposalIsDecidedThatIsNotOpen() throws Exception {
        Path sheet = temp.resolve("duplicates.xlsx");

        Said looked = about("duplicates", "--node", "370800", "--out", sheet.toString());
        Said decided = about("duplicates", "reject", "0123456789ab", "--reason", "示例", "--node", "370800");

        assertThat(looked.code()).as(looked.err()).isEqualTo(Exit.DONE);
        assertThat(looked.json().path("proposals")).isEmpty();
        assertThat(sheet).exists();
        assertThat(decided.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(decided.err()).contains("0123456789ab should be open");
    }

    @Test
    @Order(7)
    void aRunningNodeSaysHowItStands() throws Exception {
        JsonNode city = about("status", "--node", "370800").json().path("nodes").path(0);

        assertThat(city.path("running").asBoolean()).isTrue();
        assertThat(city.path("ledgers"))
                .extracting(ledger -> ledger.path("origin").asText() + " " + ledger.path("sequence"))
                .contains("370811 1");
        assertThat(city.path("links"))
                .extracting(link -> link.path("connected").asBoolean())
                .containsExactly(true, true);
        assertThat(about("check", "--node", "370800").code()).isEqualTo(Exit.DONE);
    }

    @Test
    @Order(7)
    void aRunningNodeIsBackedUp() throws Exception {
        Path copy = temp.resolve("backup.db");

        assertThat(about("backup", copy.toString(), "--node", "370811").code()).isEqualTo(Exit.DONE);
        assertThat(copy).isNotEmptyFile();
        assertThat(about("backup", copy.toString(), "--node", "370811").code()).isEqualTo(Exit.FAULT);
    }

    @Test
    @Order(7)
    void anExternalBrokerGetsTheRulesOfTheEmbeddedOne() throws Exception {
        Path password = Files.writeString(temp.resolve("store-password"), "storepassword1");

        Said said = jilian(
                "broker",
                "export",
                "--config",
                homes.toString(),
                "--node",
                "370800",
                "--port",
                "61617",
                "--out",
                temp.resolve("etc").toString(),
                "--store-password-file",
                password.toString());

        assertThat(said.code()).as(said.err()).isEqualTo(Exit.DONE);
        assertThat(temp.resolve("etc/broker.xml"))
                .content()
                .contains("up.370811")
                .contains("61617");
    }

    @Test
    @Order(7)
    void aCityFilesItsYearAndTheProvinceComesToTheSame() throws Exception {
        Path workbook = temp.resolve("annual.xlsx");
        Said filed = about(
                "statistics",
                "annual",
                "--period",
                "2025",
                "--node",
                "370800",
                "--file",
                "--xlsx",
                workbook.toString());
        assertThat(filed.code()).as(filed.err()).isEqualTo(Exit.DONE);
        assertThat(filed.json().path("filed").path("outcome").asText()).isEqualTo("new");
        assertThat(filed.json()
                        .path("report")
                        .path("tables")
                        .path("persons")
                        .path(0)
                        .path("hours")
                        .asText())
                .isEqualTo("10.5");
        try (ReadableWorkbook written = new ReadableWorkbook(workbook.toFile())) {
            Sheet persons = written.findSheet("人数与参训率 Persons").orElseThrow();
            assertThat(persons.read().get(0).getCellText(2)).isEqualTo("登记人数 Registered persons");
            assertThat(persons.read().get(1).getCellAsNumber(2)).contains(BigDecimal.ONE);
            assertThat(written.findSheet("科目类别 Categories")
                            .orElseThrow()
                            .read()
                            .get(1)
                            .getCellText(2))
                    .isEqualTo("public 公需科目 Public subjects");
        }
        assertThat(federation.agree().path("converged").asBoolean()).isTrue();

        Said compared = about("statistics", "compare", "--period", "2025", "--of", "370800", "--node", "370000");
        assertThat(compared.code()).as(compared.out() + compared.err()).isEqualTo(Exit.DONE);
        assertThat(compared.json().path("compared")).hasSize(1);
        assertThat(about("statistics", "annual", "--period", "2031", "--node", "370800"))
                .satisfies(said -> assertThat(said.code()).isEqualTo(Exit.WRONG_USE))
                .satisfies(said -> assertThat(said.err()).contains("there are hour records of [2025]"));
    }

    @Test
    @Order(12)
    void aSampleIsDrawnFiledAndDrawnAgain() throws Exception {
        Path frame = temp.resolve("frame.txt");
        Said made = about("statistics", "frame", "--out", frame.toString(), "--node", "370811");
        assertThat(made.code()).as(made.err()).isEqualTo(Exit.DONE);
        assertThat(Files.readAllLines(frame)).hasSize(made.json().path("size").asInt());

        String[] sample = {
            "statistics",
            "sample",
            "--seed",
            "published",
            "--count",
            "1",
            "--file",
            "CY-1",
            "--frame",
            frame.toString(),
            "--node",
            "370811"
        };
        Said drawn = about(sample);
        assertThat(drawn.code()).as(drawn.err()).isEqualTo(Exit.DONE);
        assertThat(drawn.json().path("drawn").path("frameDigest"))
                .isEqualTo(made.json().path("digest"));
        String record = drawn.json().path("filed").path(0).path("record").asText();
        assertThat(about("statistics", "verify-draw", record, "--node", "370811")
                        .code())
                .isEqualTo(Exit.DONE);
        Files.writeString(frame, "another\n");
        assertThat(about("statistics", "verify-draw", record, "--frame", frame.toString(), "--node", "370811")
                        .code())
                .isEqualTo(Exit.DATA);

        sample[3] = "";
        Said unseeded = about(sample);
        assertThat(unseeded.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(unseeded.err()).contains("published after the frame");
    }

    @Test
    @Order(13)
    void aMergedPersonWhomAListStillHasStaysMergedUntilSomebodyUndoesIt() throws Exception {
        String list = roster("both.csv", ROSTER.replaceAll("(?m)^示例乙.*\\n", "") + BOTH)
                .toString();
        assertThat(about("import", list, "--node", "370811").code()).isEqualTo(Exit.DONE);
        Said looked = about("duplicates", "--node", "370811");
        String proposal =
                looked.json().path("proposals").path(0).path("proposal").asText();
        Said confirmed = about("duplicates", "confirm", proposal, "--reason", "示例", "--node", "370811");
        assertThat(confirmed.code()).as(confirmed.err()).isEqualTo(Exit.DONE);
        String merged = confirmed.json().path("merged").path(0).asText();

        Said again = about("import", list, "--node", "370811", "--again");

        assertThat(again.code()).as(again.err()).isEqualTo(Exit.DONE);
        assertThat(again.json().path("records").path("merged").asInt()).isEqualTo(1);
        assertThat(again.json().path("records").path("next").asInt())
                .as("the kept one keeps what it took over")
                .isZero();
        JsonNode warning = again.json().path("warnings").path(0);
        assertThat(warning.path("reason").path("en").asText())
                .contains(merged, confirmed.json().path("kept").asText());
        assertThat(warning.path("remedy").path("en").asText()).contains("duplicates undo " + merged);
        assertThat(ImportWords.of(again.json(), Locale.ENGLISH)).contains("duplicates undo " + merged);
        assertThat(about("duplicates", "--node", "370811").json().path("open").asInt())
                .isZero();
        assertThat(about("duplicates", "undo", merged, "--reason", "示例", "--node", "370811")
                        .code())
                .isEqualTo(Exit.DONE);
        assertThat(about("duplicates", "--node", "370811").json().path("open").asInt())
                .isOne();
        assertThat(about("duplicates", "undo", merged, "--reason", "示例", "--node", "370811"))
                .satisfies(said -> assertThat(said.code()).isEqualTo(Exit.WRONG_USE))
                .satisfies(said -> assertThat(said.err()).contains("nothing to undo"));
    }

    @Test
    @Order(7)
    void aLedgerThatWaitsForNothingIsNotWaived() {
        Said said = about("waive", "above.370811/hours", "--node", "370811");

        assertThat(said.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(said.err()).contains("should be waiting");
    }

    @Test
    @Order(8)
    void aDirectoryOfANewVersionReachesEverybody() throws Exception {
        federation.publishAgain();
        Said said = about("install-directory", federation.bundle().toString(), "--node", "000000");

        assertThat(said.json().path("version").asInt()).as(said.err()).isEqualTo(2);
        federation.awaitDirectory(2);
    }

    /** As docs/operate.md has it: both sign while the new one comes, then the old one leaves, and its key is not needed any more. */
    @Test
    @Order(9)
    void theRootRotates() throws Exception {
        Path certificates = homes.resolve("certificates");
        String password = certificates.resolve("password").toString();
        String next = certificates.resolve("roots/next").toString();
        Said made = jilian(
                "certs", "ca", "--out", next, "--name", "Next root", "--suite", "intl", "--password-file", password);
        assertThat(made.code()).as(made.err()).isEqualTo(Exit.DONE);

        Said both = publish("--root", certificates.resolve("roots").toString(), "--root", next);
        assertThat(both.code()).as(both.err()).isEqualTo(Exit.DONE);
        Files.delete(certificates.resolve("roots/ca.cert.pem"));
        Files.delete(certificates.resolve("roots/ca.key.pem"));
        String pinned = homes.resolve("root.cert.pem").toString();
        for (int i = 0; i < 2; i++) {
            Said alone = publish("--root", next, "--pinned", pinned);
            assertThat(alone.code()).as(alone.err()).isEqualTo(Exit.DONE);
        }

        Said said = about("install-directory", federation.bundle().toString(), "--node", "000000");
        assertThat(said.code()).as(said.err()).isEqualTo(Exit.DONE);
        federation.awaitDirectory(said.json().path("version").asInt());
    }

    private static Said publish(String... roots) {
        List<String> all = new ArrayList<>(List.of("certs", "directory", "--suite", "intl"));
        all.addAll(List.of("--bundle", federation.bundle().toString()));
        all.addAll(List.of("--certificates", homes.resolve("certificates").toString()));
        all.addAll(List.of("--federation", homes.resolve("federation").toString()));
        all.addAll(List.of("--kinds", temp.resolve("config/kinds").toString()));
        all.addAll(List.of(
                "--password-file", homes.resolve("certificates/password").toString()));
        all.addAll(List.of(roots));
        return jilian(all.toArray(String[]::new));
    }

    @Test
    @Order(10)
    void personalValuesLieInClearNowhereButInTheClerksSpreadsheets() throws Exception {
        federation.close();
        List<String> secrets = List.of("370899198406120076", "370899198406120077", "19000000007", "示例甲");
        try (Stream<Path> files = Files.walk(homes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().contains("error-spreadsheets")) {
                    continue;
                }
                String content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                assertThat(secrets).as("in %s", file).noneMatch(content::contains);
            }
        }
    }

    @Test
    @Order(11)
    void aNodeThatDoesNotRunIsAskedUnderItsLock() throws Exception {
        JsonNode county =
                about("status", "--node", "370811").json().path("nodes").path(0);
        Said more = about(
                "import", roster("more.csv", ROSTER.replace("第二门课", "第三门课")).toString(), "--node", "370811");

        assertThat(county.path("running").asBoolean()).isFalse();
        assertThat(county.path("records").asInt())
                .as(
                        "three of the roster, a programme, a delegation from above, a certificate that came down and its face")
                .isEqualTo(7);
        assertThat(more.json().path("records").path("first").asInt()).isEqualTo(1);
        assertThat(about("check", "--node", "370811").out()).contains("nothing listens");
    }
}

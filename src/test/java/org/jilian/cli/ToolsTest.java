package org.jilian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jilian.cli.node.DirectoryBundle;
import org.jilian.crypto.Certificates;
import org.jilian.crypto.Suite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that need no node. */
class ToolsTest {
    @TempDir
    Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int jilian(String... args) {
        return Jilian.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(args);
    }

    private void done(String... args) {
        assertThat(jilian(args)).as(err.toString()).isEqualTo(Exit.DONE);
    }

    @Test
    void aFileIsValidatedWithoutANode() throws IOException {
        Path wrong = Files.writeString(
                temp.resolve("x.csv"), "姓名,身份证号,年度,科目类别,课程名称,开始时间,学时\n示例甲,370899198406120077,2025,公需,课,2025-03-01,6\n");
        Path errors = temp.resolve("errors.xlsx");

        int code = jilian(
                "validate", wrong.toString(), "--mapping", "roster", "--errors", errors.toString(), "--lang", "en");

        assertThat(code).as(err.toString()).isEqualTo(Exit.DATA);
        assertThat(out.toString())
                .contains("row 2, 身份证号 '370899********0077': the check digit does not fit")
                .doesNotContain("370899198406120077");
        assertThat(errors).isNotEmptyFile();
    }

    @Test
    void aMappingIsSuggestedWrittenAndReadsTheFile() throws IOException {
        Path file = Files.writeString(
                temp.resolve("unknown.csv"),
                "序号,参训人员姓名,居民身份证号,科目分类,学习课程名称,核定学时,继教年度\n" + "1,示例甲,370899198406120076,公需课,示例课程,6,2025\n");
        Path mapping = temp.resolve("unknown.yaml");

        done("map", "suggest", file.toString(), "--out", mapping.toString(), "--lang", "en");

        assertThat(out.toString())
                .contains("参训人员姓名 -> name", "序号 -> is not read", "written: " + mapping)
                .doesNotContain("370899198406120076");
        assertThat(jilian("map", "suggest", file.toString(), "--out", mapping.toString()))
                .as("never over another")
                .isEqualTo(Exit.WRONG_USE);
        assertThat(jilian("map", "suggest", file.toString(), "--like", "nothing"))
                .isEqualTo(Exit.WRONG_USE);
    }

    /** The policy and the records of docs/policies.md. */
    private String[] tried(String records) throws IOException {
        Path config = Files.createDirectories(temp.resolve("config/codes")).getParent();
        try (Stream<Path> tables = Files.list(Path.of("config/codes"))) {
            for (Path table : tables.toList()) {
                Files.copy(table, config.resolve("codes").resolve(table.getFileName()));
            }
        }
        Files.createDirectories(config.resolve("policies"));
        String guide = Files.readString(Path.of("docs/policies.md"));
        int begin = guide.indexOf("policy: sample");
        Files.writeString(config.resolve("policies/sample.yaml"), guide.substring(begin, guide.indexOf("```", begin)));
        Path file = Files.writeString(temp.resolve("records.csv"), records);
        return ("policies try --policy sample --period 2025 --place 370811 --place 370800 --lang en --installation "
                        + temp + " --records " + file)
                .split(" ");
    }

    private static final String SIX = """
            record,period,category,course,form,startDate,hours,unit,result
            r1,,professional,第一课,class,2025-03-01,3,days,
            r2,,public,第二课,,2025-04-01,36,,passed
            r3,2024,professional,第三课,degree,2024-09-01,100,,
            r4,,professional,《数据安全》,,2025-05-01,20,,
            r5,,professional,数据安全,,2025-05-01,16,,
            r6,,professional,第六课,,2025-06-01,8,,failed
            """;

    @Test
    void aPolicyIsTriedAsItsGuideSays() throws IOException {
        done(tried(SIX));

        assertThat(out.toString())
                .contains("these more local places had no policy on that day that applies: 370811")
                .contains("r1  18 / 18", "3 days are 18 class hours")
                .contains("r2  30 / 36", "6 are not counted, which is no violation")
                .contains("r3  50 / 50")
                .contains("not counted: it is the same activity as record r4")
                .contains("not counted: the result is failed")
                .contains("total 118, public 30, professional 88")
                .contains("professional: owed 60, counted 88, short 0")
                .contains("figures were used that nobody compared with an original");
        assertThat(out.toString().lines()).contains("met");
    }

    @Test
    void whatIsShortIsSaidAndIsNoError() throws IOException {
        List<String> args = new ArrayList<>(List.of(tried("hours,category,startDate\n20,professional,2025-03-01\n")));
        args.add("--json");
        done(args.toArray(String[]::new));

        JsonNode said = new ObjectMapper().readTree(out.toString());
        assertThat(said.path("met").asBoolean()).isFalse();
        assertThat(said.path("duties").path(0).path("missing").asText()).isEqualTo("70");
        assertThat(said.path("lines").path(0).path("record").asText()).isEqualTo("line 1");
        assertThat(said.path("lines").path(0).path("why").path(0).asText()).isEqualTo("20 hours count");
    }

    @Test
    void aFieldThatNoRecordHasAndAPolicyThatDoesNotApplyAreSaid() throws IOException {
        String[] args = tried("hours,categorie\n20,professional\n");
        assertThat(jilian(args)).isEqualTo(Exit.DATA);
        assertThat(err.toString()).contains("line 1 should be fields of", "'categorie'");

        args[5] = "2020";
        assertThat(jilian(args)).isEqualTo(Exit.WRONG_USE);
        assertThat(err.toString()).contains("does not judge such a person", "no hour policy applies");
        args[3] = "unknown";
        assertThat(jilian(args)).isEqualTo(Exit.WRONG_USE);
        assertThat(err.toString()).contains("one of [sample], but is 'unknown'");
    }

    @Test
    void policiesAreListedAndShown() {
        done("policies", "list", "--lang", "en");
        done("policies", "show", "henan-2012", "--lang", "en");

        assertThat(out.toString())
                .contains("nation-2015  000000  2015-10-01")
                .contains("\"policy\" : \"henan-2012\"", "digest ");
    }

    @Test
    void aMappingThatIsNotThereIsWrongUse() throws IOException {
        Path file = Files.writeString(temp.resolve("x.csv"), "a,b\n1,2\n");

        assertThat(jilian("validate", file.toString(), "--mapping", "nothing")).isEqualTo(Exit.WRONG_USE);
        assertThat(err.toString()).contains("there are [courses, institutions, roster]");
        assertThat(jilian("validate")).isEqualTo(Exit.WRONG_USE);
    }

    @Test
    void aSeedIsSimulated() {
        done("simulate", "--seeds", "1..2", "--json");

        assertThat(out.toString().lines()).hasSize(2).allMatch(line -> line.contains("\"byKind\""));
        assertThat(jilian("simulate", "--seeds", "one")).isEqualTo(Exit.WRONG_USE);
    }

    /** Everything that an authority does by hand, up to a directory that verifies. */
    @Test
    void aFederationOfOneNodeIsSetUpStepByStep() throws IOException {
        Path password = Files.writeString(temp.resolve("password"), "correct horse battery staple\n");
        Path certificates = temp.resolve("certificates");
        Path keys = temp.resolve("home/keys");
        String with = password.toString();
        done("certs", "ca", "--out", certificates + "/roots", "--name", "root", "--password-file", with);
        done("certs", "ca", "--out", certificates + "/authorities", "--name", "issuer", "--password-file", with);
        done(
                "certs",
                "ca",
                "--out",
                certificates + "/tls-authorities",
                "--name",
                "tls",
                "--tls",
                "--password-file",
                with);
        done("certs", "request", "--node", "000000", "--keys", keys.toString(), "--draw-password");
        for (String purpose : List.of("sign", "encrypt", "tls")) {
            String ca = certificates + (purpose.equals("tls") ? "/tls-authorities" : "/authorities");
            String certificate = certificates + "/nodes/000000/" + purpose + ".cert.pem";
            done(
                    "certs",
                    "sign",
                    keys + "/" + purpose + ".csr.pem",
                    "--ca",
                    ca,
                    "--purpose",
                    purpose,
                    "--out",
                    certificate,
                    "--password-file",
                    with);
            done("certs", "install", certificate, "--keys", keys.toString(), "--purpose", purpose);
        }
        Path federation = temp.resolve("federation");
        Files.createDirectories(federation.resolve("nodes"));
        Files.copy(Path.of("config/federation/federation.yaml"), federation.resolve("federation.yaml"));
        Files.copy(Path.of("config/federation/nodes/000000.yaml"), federation.resolve("nodes/000000.yaml"));
        done(
                "certs",
                "subject-key",
                certificates + "/nodes/000000/encrypt.cert.pem",
                "--federation",
                federation.toString(),
                "--epoch",
                "1");
        List<String> publish = new ArrayList<>(List.of(
                "certs",
                "directory",
                "--bundle",
                temp.resolve("bundle").toString(),
                "--root",
                certificates + "/roots",
                "--certificates",
                certificates.toString(),
                "--federation",
                federation.toString(),
                "--password-file",
                with));
        done(publish.toArray(String[]::new));
        done(publish.toArray(String[]::new));

        var root = Certificates.read(Files.readAllBytes(certificates.resolve("roots/ca.cert.pem")));
        assertThat(DirectoryBundle.read(temp.resolve("bundle"))
                        .newest(Suite.named("gm"), List.of(root))
                        .version())
                .isEqualTo(2);
        assertThat(Files.readString(keys.resolve("password"), StandardCharsets.UTF_8))
                .hasSize(48);
    }
}

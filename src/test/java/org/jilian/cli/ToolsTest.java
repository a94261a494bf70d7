package org.jilian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

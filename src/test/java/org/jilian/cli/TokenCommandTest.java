package org.jilian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jilian.cli.demo.ThreeHomes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandTest {
    private record Said(int code, String out, String err) {}

    private static Said jilian(Path config, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--config", config.toString(), "--node", "370811", "--lang", "en"));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Jilian.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }

    @Test
    void aTokenIsShownOnceAndRevokedByItsId(@TempDir Path temp) throws Exception {
        Path config = ThreeHomes.make(temp, Optional.empty()).config();
        Said issued = jilian(
                config,
                "token",
                "issue",
                "--for",
                "示例平台",
                "--scope",
                "records:write,persons:verify",
                "--mapping",
                "roster",
                "--expires",
                "P90D");
        assertThat(issued.code()).as(issued.err()).isEqualTo(Exit.DONE);
        assertThat(issued.out().strip()).matches("jl_[A-Za-z0-9_-]{43}");
        assertThat(issued.err()).contains("shown this once");

        Said all = jilian(config, "token", "list");
        assertThat(all.out())
                .contains("示例平台", "records:write", "expires")
                .doesNotContain(issued.out().strip());
        String id = all.out().strip().split(" ")[0];
        assertThat(jilian(config, "token", "revoke", id).code()).isEqualTo(Exit.DONE);
        assertThat(jilian(config, "token", "revoke", id).code()).isEqualTo(Exit.WRONG_USE);
        assertThat(jilian(config, "token", "list").out()).contains("revoked");

        for (String[] wrong : new String[][] {
            {"--scope", "records:read"}, {"--scope", "records:write", "--mapping", "none"},
            {"--scope", "records:write", "--kind", "none"}, {"--scope", "records:write", "--expires", "90"}
        }) {
            List<String> args = new ArrayList<>(List.of("token", "issue", "--for", "示例平台"));
            args.addAll(List.of(wrong));
            Said said = jilian(config, args.toArray(String[]::new));
            assertThat(said.code()).as(said.err()).isEqualTo(Exit.WRONG_USE);
            assertThat(said.err()).contains(wrong[wrong.length - 2]).contains("'" + wrong[wrong.length - 1] + "'");
        }
    }
}

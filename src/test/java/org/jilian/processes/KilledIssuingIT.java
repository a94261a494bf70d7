package org.jilian.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jilian.cli.demo.SmallFederation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of {@code certificates issue}, again and again just after a commit: whoever has a certificate keeps it,
 * the others get theirs, no number is given twice and none is left out.
 */
class KilledIssuingIT {
    /** Two commits of a thousand. */
    private static final int PERSONS = 2_000;

    private static final String CITY = "370800";

    @TempDir
    Path temp;

    @Test
    void whoeverKillsTheIssuingGivesNobodyTwoNumbers() throws Exception {
        Path homes = persons();
        Path database = homes.resolve(CITY).resolve("node.db");

        List<Long> kills = new ArrayList<>();
        long before = 0;
        while (before < PERSONS) {
            Process issuing = issue(homes);
            while (issuing.isAlive() && number(database, "SELECT count(*) FROM certificate") == before) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            issuing.destroyForcibly().waitFor();
            long now = number(database, "SELECT count(*) FROM certificate");
            assertThat(now)
                    .as(Files.readString(homes.resolve("issue.out"), StandardCharsets.UTF_8))
                    .isGreaterThan(before);
            before = now;
            kills.add(now);
        }

        assertThat(kills).as("certificates at each kill").hasSizeGreaterThan(1);
        Process last = issue(homes);
        assertThat(last.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(last.exitValue())
                .as(Files.readString(homes.resolve("issue.out"), StandardCharsets.UTF_8))
                .isZero();
        assertThat(number(database, "SELECT count(DISTINCT subject) FROM certificate"))
                .isEqualTo(PERSONS);
        assertThat(number(database, "SELECT max(CAST(substr(serial, 9) AS INTEGER)) FROM certificate"))
                .as("no number is left out")
                .isEqualTo(PERSONS);
        for (String kind : List.of("hour-certificate", "certificate-face")) {
            assertThat(number(
                            database,
                            "SELECT count(*) FROM record r JOIN certificate c ON r.id IN (c.record, c.face)"
                                    + " WHERE r.kind = '" + kind + "' AND r.status = 'active' AND c.state = 'active'"))
                    .as(kind)
                    .isEqualTo(PERSONS);
            assertThat(number(database, "SELECT count(*) FROM record WHERE kind = '" + kind + "'"))
                    .isEqualTo(PERSONS);
        }
    }

    /** A city that holds a delegation, and a roster of persons with four hours' records each. */
    private Path persons() throws Exception {
        Path delegation = temp.resolve("delegation.json");
        Files.writeString(
                delegation,
                "{\"kind\":\"delegation\",\"content\":{\"number\":\"T1\",\"node\":\"" + CITY + "\","
                        + "\"divisions\":[\"" + CITY + "\"],\"from\":\"2025-01-01\"}}");
        Path roster = GeneratedFile.csv(temp.resolve("roster.csv"), 0, PERSONS * GeneratedFile.EACH);
        try (SmallFederation federation = SmallFederation.start(temp, "intl")) {
            String homes = federation.work().toString();
            assertThat(jilian("author", delegation.toString(), "--node", "370000", "--config", homes))
                    .isEmpty();
            federation.agree();
            assertThat(jilian("import", roster.toString(), "--node", CITY, "--config", homes))
                    .isEmpty();
            return federation.work();
        }
    }

    /** What a command complains about. */
    private String jilian(String... arguments) throws Exception {
        Path said = temp.resolve(arguments[0] + ".out");
        int code = start(said, arguments).waitFor();
        return code == 0 ? "" : "exit " + code + "\n" + Files.readString(said, StandardCharsets.UTF_8);
    }

    private static Process issue(Path homes) throws Exception {
        return start(
                homes.resolve("issue.out"),
                "certificates",
                "issue",
                "--period",
                "2025",
                "--division",
                CITY,
                "--node",
                CITY,
                "--config",
                homes.toString());
    }

    private static Process start(Path output, String... arguments) throws Exception {
        return Program.start(
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djilian.installation=."),
                output.toFile(),
                arguments);
    }

    private static long number(Path database, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}

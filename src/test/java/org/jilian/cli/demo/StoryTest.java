package org.jilian.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a newcomer sees it: ten nodes, the sample rosters, and commands that are copied into another terminal. */
class StoryTest {
    @TempDir
    Path temp;

    @Test
    void theStoryIsTrueAndItsCommandsWork() throws Exception {
        DemoSettings settings = new DemoSettings(
                temp.resolve("work"),
                Path.of("config").toAbsolutePath(),
                Path.of("routes").toAbsolutePath(),
                "gm",
                Optional.empty(),
                0);
        StringWriter told = new StringWriter();
        try (Demo demo = Demo.start(settings, Clock.systemUTC())) {
            ObjectNode agreement = new Story(demo, new Stage(new PrintWriter(told), Locale.ENGLISH, false)).tell();

            assertThat(agreement.path("converged").asBoolean())
                    .as(told.toString())
                    .isTrue();
            Map<String, JsonNode> nodes = new HashMap<>();
            agreement.path("nodes").forEach(node -> nodes.put(node.path("node").asText(), node));
            // whatever is authored below goes up to the nation, but for the catalogue, which goes down alone
            assertThat(nodes.get("000000").path("records").asInt())
                    .isEqualTo(292 + 237 + 180 + 202 + 190 + 2 + 3 + 4 + 2
                            // a programme, two delegations, 310 certificates with their faces, two yearly reports
                            + 1 + 2 + 2 * 310 + 2);
            assertThat(nodes.get("370800").path("refused").asInt())
                    .as("the forged parcel")
                    .isOne();
            assertThat(nodes.get("370000").path("refused").asInt()).isZero();
            assertThat(agreement.path("links")).hasSize(9);
            assertThat(told.toString())
                    .contains("Qufu has 2 signed parcels that Jining has yet to receipt")
                    .contains("CERTIFICATE_UNKNOWN")
                    .contains("370000      approve     → approved", "it is on record at 8 nodes")
                    .contains("370800  2025  issued   210", "370200  2025  issued   100")
                    .contains("The province's own figures differ in 0 places")
                    .contains("The doctor's certificate DEMO370800-2025-", "public 21 hours from the district")
                    .contains("000000      registrations 2, hour records 9  may not read")
                    .doesNotContain("370899198406120076");

            List<String> commands = told.toString()
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.contains("/jilian ") && !line.startsWith("#"))
                    .toList();
            assertThat(commands).hasSize(7);
            // another demo on the same machine, since this one began
            DemoHome.fresh(temp.resolve("another")).remember();
            for (String command : commands) {
                int expected = command.startsWith("sed") ? 1 : 0;
                assertThat(run(command)).as(command).isEqualTo(expected);
            }
            // with journals, write-ahead logs and pages as a thief of the disk would find them
            numbersLieInClearNowhereButForTheClerk();
        }
        numbersLieInClearNowhereButForTheClerk();
    }

    private void numbersLieInClearNowhereButForTheClerk() throws IOException {
        Set<String> numbers = ClearText.numbersIn(Path.of("config/demo"));
        assertThat(numbers).hasSizeGreaterThan(500).contains("370899198406120076");
        ClearText search = new ClearText(numbers);
        Predicate<Path> forTheClerk = file -> file.toString().contains("error-spreadsheets");
        assertThat(search.in(temp.resolve("work"), forTheClerk))
                .as("each roster has rows to correct, which shows that the search finds something")
                .hasSize(5);
        assertThat(search.in(temp.resolve("work"), forTheClerk.negate())).isEmpty();
    }

    private int run(String command) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("said.txt").toFile())
                .start()
                .waitFor();
    }
}

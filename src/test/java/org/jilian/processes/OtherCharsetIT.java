package org.jilian.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.jilian.cli.demo.ThreeHomes.COUNTY;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jilian.cli.demo.ThreeHomes;
import org.jilian.cli.node.OpenNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node on a machine whose files are in GBK by default, as a Chinese Windows of the old days has it. */
@Tag("long")
class OtherCharsetIT {
    /** What the phone numbers of the first ten persons begin with. */
    private static final String NUMBER = "1390000000";

    @TempDir
    Path temp;

    @Test
    void routeFilesAreUtf8AndALaidRosterStaysNowhereInClear() throws Exception {
        ThreeHomes homes = ThreeHomes.make(temp, Optional.empty());
        Path routes = routesWith(homes.home(COUNTY).path());
        homes.withRoutes(COUNTY, routes);
        Path folder = Files.createDirectories(homes.home(COUNTY).path().resolve("import"));
        try (NodeProcess county = new NodeProcess(
                COUNTY, homes.config(), List.of("-Dfile.encoding=GBK", "-Xmx512m", "-XX:TieredStopAtLevel=1"))) {
            county.start();
            county.awaitReady();

            Path said = homes.home(COUNTY).path().resolve("said/said.txt");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(said).content(StandardCharsets.UTF_8).isEqualTo("级联，每日一句"));

            Path ready = GeneratedFile.csv(temp.resolve("roster.csv"), 0, 40);
            Files.move(ready, folder.resolve("roster.csv"));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(names(folder.resolve("done")))
                            .singleElement()
                            .asString()
                            .endsWith("roster.csv.report.txt"));
            // beside it lay Camel's lock for a moment
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(names(folder)).containsExactly("done"));
            county.stop();
        }
        assertThat(kept(homes)).as("input kept, encrypted").isOne();
        try (Stream<Path> all = Files.walk(homes.home(COUNTY).path())) {
            assertThat(all.filter(Files::isRegularFile).filter(OtherCharsetIT::holdsANumber))
                    .isEmpty();
        }
    }

    private static Path routesWith(Path home) throws IOException {
        Path routes = Files.createDirectories(home.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        Files.writeString(routes.resolve("say.camel.yaml"), """
                # 每天说一句（示例）：文件里有中文，机器的默认编码不是 UTF-8
                - route:
                    id: say
                    description: 每日一句
                    routeConfigurationId: errors
                    from:
                      uri: timer:say
                      parameters:
                        repeatCount: 1
                      steps:
                        - setBody:
                            constant: 级联，每日一句
                        - to:
                            uri: file:{{jilian.home}}/said
                            parameters:
                              fileName: said.txt
                              charset: UTF-8
                """);
        return routes;
    }

    private static long kept(ThreeHomes homes) {
        try (OpenNode county = OpenNode.open(homes.home(COUNTY), java.time.Clock.systemUTC())) {
            return county.database()
                    .read(tx -> tx.find("SELECT count(*) AS n FROM retained_file", row -> row.number("n")))
                    .orElseThrow();
        }
    }

    private static List<String> names(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static boolean holdsANumber(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(NUMBER);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

package org.jilian.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jilian.cli.demo.DemoSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bench itself, with few records: that it ends, and that what it says adds up. */
@Tag("long")
class ExchangeBenchIT {
    @TempDir
    Path temp;

    @Test
    void recordsOfACountyAreCountedUntilTheProvinceHasThem() throws Exception {
        DemoSettings settings = new DemoSettings(
                temp.resolve("work"),
                Path.of("config").toAbsolutePath(),
                Path.of("routes").toAbsolutePath(),
                "gm",
                Optional.empty(),
                0);
        List<String> progress = new ArrayList<>();

        JsonNode document = new ExchangeBench(
                        settings, new ExchangeBench.Plan(3_000, 1_000, 1_000, 2, true, List.of()), progress::add)
                .run();

        assertThat(document.path("recordsPerSecond").asLong()).isPositive();
        assertThat(document.path("bytesPerRecord").asLong()).isGreaterThanOrEqualTo(450);
        assertThat(document.path("latencyMs").path("samples").asInt()).isEqualTo(2);
        assertThat(document.path("370000").path("refused").asInt()).isZero();
        assertThat(progress).singleElement().asString().startsWith("warm: 1000 records");
    }
}

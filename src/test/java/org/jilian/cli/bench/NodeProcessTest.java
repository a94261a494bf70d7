package org.jilian.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bench measures what is installed. */
class NodeProcessTest {
    @Test
    void aNodeOfTheBenchHasTheCompilerOptionsOfAnInstalledOne() throws IOException {
        String script = Files.readString(Path.of("src/main/dist/bin/jilian"), StandardCharsets.UTF_8);
        List<String> tuning = NodeProcess.OPTIONS.stream()
                .filter(option -> option.startsWith("-XX"))
                .toList();

        assertThat(tuning).isNotEmpty().allMatch(script::contains);
        assertThat(script.substring(script.indexOf("tuning=\"")).split("\"")[1].split("\\s+"))
                .containsExactlyElementsOf(tuning);
    }
}

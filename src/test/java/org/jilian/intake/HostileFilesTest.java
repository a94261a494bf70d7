package org.jilian.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small files at which reading once failed, hung or took all memory: found by changing files at random. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileFilesTest {
    @TempDir
    Path folder;

    @Test
    void aMappingThatIsNoYamlTextSaysWhere() throws IOException {
        assertMistake(
                "mapping: roster\nlabel: \u0001x".getBytes(UTF_8),
                "line 2: a character should be text, but is 'U+0001'");
        assertMistake("mapping: roster\n# 名单".getBytes(CsvEncoding.GB18030), "line 2: the file should be UTF-8");
        assertMistake("[".repeat(60).getBytes(UTF_8), "line 1: the file should be YAML");
    }

    private void assertMistake(byte[] mapping, String message) throws IOException {
        Path file = Files.write(folder.resolve("roster.yaml"), mapping);

        assertThatThrownBy(() -> Mapping.read(file, Intakes.kinds(), Intakes.codes()))
                .isInstanceOf(MappingMistakeException.class)
                .hasMessageContaining(message);
    }
}

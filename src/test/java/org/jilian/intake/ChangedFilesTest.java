package org.jilian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is done to a file's bytes, it is read or refused with a reason, soon, and in little memory. */
class ChangedFilesTest {
    @TempDir
    Path folder;

    /** {@code -Djilian.changed=1144} reads that one again. */
    @ParameterizedTest
    @EnumSource
    void everyChangedFileIsReadOrRefused(ChangedFiles parser) throws Exception {
        Long one = Long.getLong("jilian.changed");
        read(parser, one == null ? 0 : one, one == null ? 200 : one + 1);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("long")
    void aHundredThousandChangedFilesAreReadOrRefused(ChangedFiles parser) throws Exception {
        System.out.println(parser + ": " + read(parser, 0, 100_000));
    }

    private String read(ChangedFiles parser, long from, long to) throws IOException, InterruptedException {
        try (ChangedFileReader reader = new ChangedFileReader(folder)) {
            for (long number = from; number < to; number++) {
                byte[] file = parser.number(number);
                String wrong = reader.wrong(parser, file);
                if (!wrong.isEmpty()) {
                    Path kept = Files.write(Files.createTempFile(parser + "-" + number + "-", ".bin"), file);
                    assertThat(wrong)
                            .as("%s %d, kept in %s", parser, number, kept)
                            .isEmpty();
                }
            }
            return reader.summary();
        }
    }
}

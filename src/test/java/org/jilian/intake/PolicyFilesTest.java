package org.jilian.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jilian.crypto.Suite;
import org.jilian.record.Hash;
import org.jilian.rules.hours.Policies;
import org.jilian.rules.hours.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy's mistake is its author's, and is said with its line when the folder is read. */
class PolicyFilesTest {
    private static final Hash HASH = Suite.named("intl").hash();
    private static final String GOOD = """
            policy: sample
            version: 1
            label: {zh: 示例, en: Sample}
            document: 示例
            place: "370800"
            from: 2020-01-01
            duties:
              - {least: "90", source: 示例}
              - least: "72"
                source: 示例
            """;

    @TempDir
    Path folder;

    @Test
    void thePoliciesOfTheProductAreGood() throws IOException {
        Policies policies = PolicyFiles.read(Intakes.CONFIG.resolve("policies"), Intakes.codes(), HASH);

        assertThat(policies.all().stream().map(Policy::name))
                .contains(
                        "nation-2007",
                        "nation-2015",
                        "nation-2007-teachers",
                        "jining-2007",
                        "jining-2023",
                        "henan-2012",
                        "qingdao-2014-urgent",
                        "qingdao-2014-post",
                        "shanghai-example",
                        "guangdong-2021");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "least: \"72\"|least: 72|line 9: policy 'sample', duties[1].least",
                "from: 2020-01-01|from: 2020|line 6: policy 'sample', from",
                "  - least: \"72\"|  - leest: \"72\"|line 9: policy 'sample', duties[1]: every such place has 'least'",
                "version: 1|vers: 1|line 1: policy 'sample', the document: every policy has 'version'",
                "document: 示例|document: 示例\\ndocument: 示例|line 5: the file should be YAML",
                "policy: sample|policy: other|line 1: policy should be the file's name, but is 'other'"
            })
    void aMistakeIsSaidWithItsLine(String good, String bad, String message) throws IOException {
        Path file = folder.resolve("sample.yaml");
        Files.writeString(file, GOOD.replace(good, bad.replace("\\n", "\n")), UTF_8);

        assertThatThrownBy(() -> PolicyFiles.read(folder, Intakes.codes(), HASH))
                .isInstanceOf(MappingMistakeException.class)
                .hasMessageStartingWith(file + " " + message);
    }
}

package org.jilian.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Kind;
import org.jilian.record.KindName;
import org.jilian.record.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mapping's mistake is its author's, and is said with its line when the mapping is read. */
class MappingTest {
    private static final String GOOD = """
            mapping: sample
            label: {zh: 示例, en: Sample}
            columns:
              code: {heads: [代码], form: credit-code, required: true}
              name: {heads: [名称], required: true}
              nature: {heads: [性质], form: code, codes: unit-nature}
              division: {form: division-code, given: division}
            records:
              - kind: institution
                division: division
                content: [creditCode: code, name, nature]
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"roster", "institutions", "courses"})
    void theMappingsOfTheProductAreGood(String name) throws IOException {
        assertThat(Intakes.mapping(name).kinds()).isNotEmpty();
    }

    @Test
    void theKindsOfTheProductCanTravelInADirectory() throws IOException {
        assertThat(Intakes.kinds().keySet().stream().map(KindName::value))
                .contains("person", "institution", "course", "hour-record")
                .hasSize(28);
        for (Kind kind : Intakes.kinds().values()) {
            byte[] travelling = CanonicalJson.write(kind.write());
            assertThat(Kind.read(CanonicalJson.read(travelling)).write()).isEqualTo(kind.write());
            assertThat(kind.streamsOfAll(new NodeId("370811"))).isNotEmpty();
            kind.protectedFields()
                    .forEach(
                            field -> assertThat(kind.schema().path("properties").has(field))
                                    .isFalse());
        }
    }

    @Test
    void everyCodeThatASchemaNamesIsInItsTable() throws IOException {
        for (Kind kind : Intakes.kinds().values()) {
            for (var property : kind.schema().path("properties").properties()) {
                var field = property.getValue();
                if (field.has("x-codes")) {
                    var table = Intakes.codes().get(field.path("x-codes").asText());
                    assertThat(table).as(kind.name() + "." + property.getKey()).isNotNull();
                    field.path("enum")
                            .forEach(code -> assertThat(table.labels()).containsKey(code.asText()));
                    table.labels().keySet().forEach(code -> {
                        assertThat(code)
                                .hasSizeLessThanOrEqualTo(
                                        field.path("maxLength").asInt());
                        assertThat(code)
                                .matches(field.path("pattern").asText(".*").replaceAll("^\\^|\\$$", ""));
                    });
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "heads: [名称]|haeds: [名称]|line 5|'haeds'",
                "kind: institution|kind: institutoin|line 9|'institutoin'",
                "creditCode: code|creditcode: code|line 11|'creditcode'",
                "creditCode: code|creditCode: codes|line 11|'codes'",
                "codes: unit-nature|codes: natures|line 6|'natures'",
                "form: credit-code|form: creditcode|line 4|'creditcode'",
                "required: true}|required: yes}|line 4|'yes'",
                "given: division|given: place|line 7|'place'",
                "heads: [名称]|heads: [代码]|line 5|'代码'",
                "[creditCode: code, name, nature]|[creditCode: code, nature]|line 9|'name'",
                "heads: [名称], required: true|heads: [名称]|line 9|required columns in 'name'",
                "division: division|division: nature|line 10|'nature'",
                "form: code, codes: unit-nature|form: code|line 6|'codes'",
                "form: code, codes: unit-nature|codes: unit-nature|line 6|form: code",
                "codes: unit-nature}|codes: unit-nature, default: 神秘}|line 6|'神秘'",
                "en: Sample|fr: Exemple|line 2|'fr'",
                "mapping: sample|mapping: simple|line 1|'simple'",
                "content: [creditCode: code, name, nature]|content: [creditCode: code, name, nature]¶    agree: [name]|line 12|repeats",
                "columns:|columns: [|line|YAML"
            })
    void aMistakeIsSaidWithItsLine(String good, String wrong, String line, String what) throws IOException {
        String mapping = GOOD.replaceFirst(java.util.regex.Pattern.quote(good), wrong.replace('¶', '\n'));
        assertThat(mapping).isNotEqualTo(GOOD);

        assertThatThrownBy(() -> read(mapping))
                .isInstanceOf(MappingMistakeException.class)
                .hasMessageContaining("sample.yaml " + line)
                .hasMessageContaining(what);
    }

    @Test
    void anEmptyMappingIsAMistake() {
        assertThatThrownBy(() -> read("")).isInstanceOf(MappingMistakeException.class);
    }

    @Test
    void aCodeTableWithAnAmbiguousWordIsAMistake() throws IOException {
        Files.writeString(folder.resolve("t.yaml"), """
                table: t
                label: {zh: 表, en: T}
                codes:
                  a: {zh: 甲, en: A, words: [丙]}
                  b: {zh: 乙, en: B, words: [丙]}
                """, UTF_8);

        assertThatThrownBy(() -> CodeTables.read(folder))
                .isInstanceOf(MappingMistakeException.class)
                .hasMessageContaining("'丙'");
    }

    @Test
    void aRecordIsOnlyGivenWhenItsColumnIsFilled() throws IOException {
        Mapping mapping = read(GOOD.replace("required: true}\n  name", "}\n  name")
                .replace("    division: division\n", "    division: division\n    when: code\n"));
        Path file = Files.writeString(folder.resolve("i.csv"), "代码,名称\n91350100M000100Y43,甲\n,乙\n", UTF_8);

        Intakes taken = Intakes.read(file, mapping, Intakes.RENCHENG);

        assertThat(taken.good(2).drafts()).hasSize(1);
        assertThat(taken.good(3).drafts()).isEmpty();
    }

    private Mapping read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("sample.yaml"), text, UTF_8);
        return Mapping.read(file, Intakes.kinds(), Intakes.codes());
    }
}

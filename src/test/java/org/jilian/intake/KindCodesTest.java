package org.jilian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jilian.record.Kind;
import org.jilian.rules.CodeTable;
import org.junit.jupiter.api.Test;

class KindCodesTest {
    @Test
    void everyFieldOfCodesNamesATableThatIsThere() throws IOException {
        Map<String, CodeTable> tables = CodeTables.read(Path.of("config/codes"));

        for (Kind kind : KindFiles.read(Path.of("config/kinds")).values()) {
            kind.schema()
                    .findValuesAsText("x-codes")
                    .forEach(table -> assertThat(tables).as(kind.name().value()).containsKey(table));
        }
    }

    @Test
    void everyFieldHasALabelInBothLanguages() throws IOException {
        for (Kind kind : KindFiles.read(Path.of("config/kinds")).values()) {
            assertThat(kind.label().path("zh").asText()).isNotEmpty();
            assertThat(kind.label().path("en").asText()).isNotEmpty();
            kind.schema().path("properties").properties().forEach(field -> {
                assertThat(field.getValue().path("title").asText())
                        .as(kind.name() + " " + field.getKey())
                        .isNotEmpty();
                assertThat(field.getValue().path("x-title-en").asText())
                        .as(kind.name() + " " + field.getKey())
                        .isNotEmpty();
            });
        }
    }
}

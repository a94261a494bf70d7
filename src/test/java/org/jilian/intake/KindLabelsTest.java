package org.jilian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.jilian.record.Kind;
import org.junit.jupiter.api.Test;

class KindLabelsTest {
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

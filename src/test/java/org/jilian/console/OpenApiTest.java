package org.jilian.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;

/** The description for programs says what the server has; that it names every status, each request of the tests checks. */
class OpenApiTest {
    private final JsonNode description;

    OpenApiTest() throws Exception {
        description = new ObjectMapper().readTree(new OpenApi().description().getBody());
    }

    @Test
    void everyPathAndMethodIsDescribedAndNoOther() {
        TreeSet<String> described = new TreeSet<>();
        description
                .path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> described.add(method + " " + path.getKey())));
        TreeSet<String> served = new TreeSet<>();
        for (Class<?> each : List.of(RecordsApi.class, VerificationApi.class, OpenApi.class)) {
            String above = Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(each, RequestMapping.class))
                    .map(mapping -> mapping.path()[0])
                    .orElse("");
            for (Method method : each.getDeclaredMethods()) {
                RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                if (mapping != null && mapping.method().length > 0) {
                    String below = mapping.path().length == 0 ? "" : mapping.path()[0];
                    served.add(mapping.method()[0].name().toLowerCase(java.util.Locale.ROOT) + " " + above + below);
                }
            }
        }
        assertThat(described).isEqualTo(served);
    }

    @Test
    void everyScopeHasItsPath() {
        assertThat(Arrays.stream(Scope.values()).map(Scope::path))
                .allMatch(path -> description.path("paths").has(path)
                        || description.path("paths").has(path + "/{serial}"));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        description
                .findValuesAsText("$ref")
                .forEach(reference -> assertThat(
                                description.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }
}

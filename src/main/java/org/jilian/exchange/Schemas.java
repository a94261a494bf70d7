package org.jilian.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jilian.record.Kind;

/** The kinds' JSON Schemas (2020-12), compiled once each. What they say of a content names places, never values. */
public final class Schemas {
    private static final int SHOWN = 5;

    /** Words of our own, such as a title in another language, say nothing of what is valid. */
    private static final JsonMetaSchema WORDS = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .unknownKeywordFactory((word, context) -> new NonValidationKeyword(word))
            .build();

    private final JsonSchemaFactory factory =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012, builder -> builder.metaSchema(WORDS));
    private final SchemaValidatorsConfig config =
            SchemaValidatorsConfig.builder().failFast(false).build();
    private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();
    /** Most records are of the kind of the one before: to look up a document means to hash all of it. */
    private volatile Compiled last = new Compiled(MissingNode.getInstance(), factory.getSchema("{}"));

    private record Compiled(JsonNode document, JsonSchema schema) {}

    /** Which fields break which rule, or empty if the content fits. */
    public Optional<String> problem(Kind kind, JsonNode content) {
        java.util.Set<ValidationMessage> messages = schema(kind.schema()).validate(content);
        return messages.isEmpty()
                ? Optional.empty()
                : Optional.of(messages.stream()
                        .map(message -> message.getInstanceLocation() + " breaks '" + message.getType() + "'"
                                + (message.getProperty() == null ? "" : " (" + message.getProperty() + ")"))
                        .limit(SHOWN)
                        .collect(Collectors.joining("; ")));
    }

    private JsonSchema schema(JsonNode document) {
        Compiled before = last;
        if (before.document() == document) {
            return before.schema();
        }
        JsonSchema schema = compiled.computeIfAbsent(document, each -> factory.getSchema(each, config));
        last = new Compiled(document, schema);
        return schema;
    }
}

package org.jilian.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jilian.record.Draft;
import org.jilian.record.Kind;
import org.jilian.rules.Reason;

/** Holds a draft against its kind's schema, as every level will hold the record: after protected fields are taken out. */
final class SchemaCheck {
    /** 2020-12, in which our own annotations are no surprise; no schema is ever fetched from anywhere. */
    private static final JsonSchemaFactory FACTORY = factory();

    private final Kind kind;
    private final JsonSchema schema;

    /** A field that the schema refuses; the name is empty where it is the content as a whole. */
    record Finding(String field, Reason reason) {}

    SchemaCheck(Kind kind) {
        this.kind = kind;
        this.schema = FACTORY.getSchema(kind.schema());
    }

    private static JsonSchemaFactory factory() {
        JsonMetaSchema dialect = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                .keyword(new NonValidationKeyword("x-title-en"))
                .keyword(new NonValidationKeyword("x-codes"))
                .build();
        return JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012))
                .metaSchema(dialect)
                .schemaLoaders(loaders -> loaders.add(iri -> {
                    throw new IllegalArgumentException("a kind's schema should stand alone, but refers to " + iri);
                }))
                .build();
    }

    List<Finding> findings(Draft draft) {
        ObjectNode open = draft.content().objectNode();
        draft.content().properties().stream()
                .filter(field -> !kind.protectedFields().contains(field.getKey()))
                .forEach(field -> open.set(field.getKey(), field.getValue()));
        List<Finding> findings = new ArrayList<>(0);
        for (ValidationMessage message : schema.validate(open)) {
            findings.add(new Finding(field(message), reason(message)));
        }
        return findings;
    }

    private static String field(ValidationMessage message) {
        return message.getInstanceLocation().getNameCount() > 0
                ? message.getInstanceLocation().getName(0)
                : "";
    }

    private static Reason reason(ValidationMessage message) {
        Object[] limits = message.getArguments();
        return ValueReasons.schema(
                message.getType(), limits == null || limits.length == 0 ? "" : Arrays.toString(limits));
    }
}

package org.jilian.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a kind of record (记录种类) is: a JSON Schema of its content and a descriptor. An authority writes one in
 * {@code config/kinds/}; it travels in the directory, so that every level judges a record by the same words.
 *
 * @param naturalKey paths whose values are the {@link NaturalKey}: {@code subject}, {@code period}, {@code division} or
 *     {@code content.<field>}
 * @param protectedFields names of content fields whose values travel as disclosures, never in the record
 * @param streams templates of the streams it is sealed into; {@code {author}} stands for the author's node, {@code
 *     {content.<field>}} for the node, or each of the nodes, that this field of the record names: a record without the
 *     field goes into the other streams alone
 * @param override the kind of node that may author the next version without being its holder, if any
 * @param references which content fields name records of another kind, by that record's id
 * @param procedure its states and the steps between them, and when it is due
 * @param subjectFrom where the number stands whose pseudonym is the record's subject; whoever may read it checks that
 * @param schema JSON Schema 2020-12 of {@code content} after protected fields were taken out
 */
public record Kind(
        KindName name,
        Channel channel,
        List<String> naturalKey,
        List<String> protectedFields,
        List<String> streams,
        Override override,
        List<Reference> references,
        Optional<SubjectFrom> subjectFrom,
        Procedure procedure,
        JsonNode schema,
        JsonNode label) {

    private static final Pattern NAMED_NODE = Pattern.compile("\\{content\\.([A-Za-z][A-Za-z0-9]*)}");

    /** Who besides the holder may author the next version. */
    public enum Override {
        NONE,
        /** any node above the first author in either tree */
        ANCESTOR;
    }

    /** {@code field} of the content holds the natural key's values of, or the subject as, a record of {@code kind}. */
    public record Reference(String field, KindName kind) {}

    /** The fields that hold a person's document type and normalised number; the number's is a protected one. */
    public record SubjectFrom(String documentType, String number) {}

    /** How records of a kind are dealt with (办理), if they are more than active or revoked, or due by some day. */
    public record Procedure(Optional<Workflow> workflow, Optional<Due> due) {
        public static final Procedure NONE = new Procedure(Optional.empty(), Optional.empty());
    }

    public Kind {
        naturalKey = List.copyOf(naturalKey);
        protectedFields = List.copyOf(protectedFields);
        streams = List.copyOf(streams);
        references = List.copyOf(references);
    }

    public Optional<Workflow> workflow() {
        return procedure.workflow();
    }

    public Optional<Due> due() {
        return procedure.due();
    }

    /**
     * The streams that a record with this content, first authored by this node, goes into.
     *
     * @throws MalformedException if a field that should name nodes holds something else
     */
    public List<Stream> streamsFor(NodeId author, JsonNode content) {
        TreeSet<Stream> all = new TreeSet<>();
        for (String template : streams) {
            Matcher named = NAMED_NODE.matcher(template);
            if (!named.find()) {
                all.add(Stream.parse(template.replace("{author}", author.value())));
                continue;
            }
            JsonNode nodes = content.path(named.group(1));
            if (nodes.isTextual()) {
                all.add(Stream.parse(template.replace(named.group(), nodes.textValue())));
            }
            nodes.forEach(node -> all.add(Stream.parse(template.replace(named.group(), node.asText()))));
        }
        return List.copyOf(all);
    }

    /** Those of its streams that every record of this author goes into, whatever it says. */
    public List<Stream> streamsOfAll(NodeId author) {
        return streamsFor(author, MissingNode.getInstance());
    }

    /**
     * One stream of each template, as if every node that one may name were this one: to see whether they are streams.
     *
     * @throws MalformedException if one is not
     */
    public List<Stream> streamsAsIf(NodeId node) {
        return streams.stream()
                .map(template -> NAMED_NODE.matcher(template).replaceAll(node.value()))
                .map(template -> Stream.parse(template.replace("{author}", node.value())))
                .toList();
    }

    public static Kind read(JsonNode document) {
        return new Kind(
                new KindName(text(document, "kind")),
                new Channel(text(document, "channel")),
                texts(document, "naturalKey"),
                texts(document, "protected"),
                texts(document, "streams"),
                Optional.ofNullable(document.get("override"))
                        .map(node -> Override.valueOf(node.asText().toUpperCase(Locale.ROOT)))
                        .orElse(Override.NONE),
                references(document),
                Optional.ofNullable(document.get("subjectFrom"))
                        .map(node -> new SubjectFrom(text(node, "documentType"), text(node, "number"))),
                new Procedure(
                        Optional.ofNullable(document.get("workflow")).map(Workflow::read),
                        Optional.ofNullable(document.get("due")).map(Due::read)),
                required(document, "schema"),
                required(document, "label"));
    }

    public ObjectNode write() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("kind", name.value());
        document.put("channel", channel.value());
        naturalKey.forEach(document.putArray("naturalKey")::add);
        protectedFields.forEach(document.putArray("protected")::add);
        streams.forEach(document.putArray("streams")::add);
        document.put("override", override.name().toLowerCase(Locale.ROOT));
        ArrayNode array = document.putArray("references");
        references.forEach(reference -> array.addObject()
                .put("field", reference.field())
                .put("kind", reference.kind().value()));
        subjectFrom.ifPresent(from -> document.putObject("subjectFrom")
                .put("documentType", from.documentType())
                .put("number", from.number()));
        workflow().ifPresent(flow -> document.set("workflow", flow.write()));
        due().ifPresent(due -> document.set("due", due.write()));
        document.set("schema", schema);
        document.set("label", label);
        return document;
    }

    private static List<Reference> references(JsonNode document) {
        List<Reference> references = new ArrayList<>();
        document.path("references")
                .forEach(node -> references.add(new Reference(text(node, "field"), new KindName(text(node, "kind")))));
        return references;
    }

    private static List<String> texts(JsonNode document, String field) {
        List<String> texts = new ArrayList<>();
        document.path(field).forEach(node -> texts.add(node.asText()));
        return texts;
    }

    private static String text(JsonNode document, String field) {
        return required(document, field).asText();
    }

    private static JsonNode required(JsonNode document, String field) {
        JsonNode value = document.get(field);
        if (value == null) {
            throw new MalformedException(
                    "descriptor of a kind", "a document with '" + field + "'", document.toString());
        }
        return value;
    }
}

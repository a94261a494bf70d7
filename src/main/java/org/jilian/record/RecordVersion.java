package org.jilian.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One version of one record (记录), as canonical bytes with their digest; what the accessors say is what the bytes say.
 * Immutable. A version is never edited: a change, a revocation or a hand-over is the next version.
 */
public final class RecordVersion {
    private static final Set<String> FIELDS = Set.of(
            "at",
            "author",
            "content",
            "division",
            "holder",
            "id",
            "kind",
            "period",
            "previous",
            "protected",
            "status",
            "streams",
            "subject",
            "version");
    private static final int MAX_SHORT_TEXT = 64;

    /** The status of a version that counts; kinds with a workflow have further ones. */
    public static final String ACTIVE = "active";

    /** The status of a version that takes the record back. Nothing is ever deleted. */
    public static final String REVOKED = "revoked";

    private final byte[] bytes;
    private final Digest digest;
    private final RecordId id;
    private final int version;
    private final @Nullable Digest previous;
    private final List<Stream> streams;
    private final NodeId author;
    private final NodeId holder;
    private final String status;
    private final String division;
    private final @Nullable String period;
    private final @Nullable String subject;
    private final Instant at;
    private final ObjectNode content;
    private final Map<String, Digest> protectedFields;

    private RecordVersion(ObjectNode document, byte[] bytes, Digest digest) {
        document.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new MalformedException("record", "without the field '" + name + "'", name);
            }
        });
        this.bytes = bytes;
        this.digest = digest;
        this.id = RecordId.parse(text(document, "id"));
        this.version = positive(document.path("version"));
        this.previous = document.has("previous") ? Digest.parse(text(document, "previous")) : null;
        this.streams = streams(document.path("streams"));
        this.author = new NodeId(text(document, "author"));
        this.holder = new NodeId(text(document, "holder"));
        this.status = text(document, "status");
        this.division = text(document, "division");
        this.period = document.has("period") ? text(document, "period") : null;
        this.subject = document.has("subject") ? text(document, "subject") : null;
        this.at = WholeSeconds.parse(text(document, "at"));
        this.content = object(document, "content");
        this.protectedFields = digests(document);
        if (!id.kind().value().equals(text(document, "kind"))) {
            throw new MalformedException("kind of record " + id, "the kind in its id", text(document, "kind"));
        }
        if (previous == null != (version == 1)) {
            throw new MalformedException(
                    "field 'previous' of record " + id, "absent at version 1 and only there", "version " + version);
        }
        if (version == 1 && !author.equals(id.firstAuthor())) {
            throw new MalformedException(
                    "author of version 1 of " + id, id.firstAuthor().value(), author.value());
        }
    }

    /** @throws MalformedException if the bytes are not one canonical record document */
    public static RecordVersion read(byte[] bytes, Hash hash) {
        return read(bytes, hash.leaf(bytes));
    }

    /**
     * As {@link #read(byte[], Hash)}, where the bytes were hashed already.
     *
     * @param digest the leaf hash of exactly these bytes
     */
    public static RecordVersion read(byte[] bytes, Digest digest) {
        if (CanonicalJson.read(bytes) instanceof ObjectNode document) {
            return new RecordVersion(document, bytes, digest);
        }
        throw new MalformedException("record", "a JSON object", "another JSON value");
    }

    /** @throws MalformedException if the document lacks a field or has one in a wrong form */
    public static RecordVersion of(ObjectNode document, Hash hash) {
        byte[] bytes = CanonicalJson.write(document);
        return new RecordVersion(document, bytes, hash.leaf(bytes));
    }

    /** The canonical bytes; not a copy, so not to be written to. */
    public byte[] bytes() {
        return bytes;
    }

    /** RFC 9162 leaf hash of the canonical bytes. */
    public Digest digest() {
        return digest;
    }

    public RecordId id() {
        return id;
    }

    public KindName kind() {
        return id.kind();
    }

    /** From 1. */
    public int version() {
        return version;
    }

    public Optional<Digest> previous() {
        return Optional.ofNullable(previous);
    }

    public List<Stream> streams() {
        return streams;
    }

    /** Who signs this version: the origin of the ledgers it stands in. */
    public NodeId author() {
        return author;
    }

    /** The one node entitled to author the next version. */
    public NodeId holder() {
        return holder;
    }

    public String status() {
        return status;
    }

    public String division() {
        return division;
    }

    public Optional<String> period() {
        return Optional.ofNullable(period);
    }

    public Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    public Instant at() {
        return at;
    }

    /** The kind's own fields, without the protected ones; not a copy. */
    public ObjectNode content() {
        return content;
    }

    /** Digests of protected fields by field name. */
    public Map<String, Digest> protectedFields() {
        return protectedFields;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordVersion version && digest.equals(version.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return id + " version " + version;
    }

    private static String text(ObjectNode document, String field) {
        JsonNode value = document.get(field);
        if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
            throw new MalformedException("field '" + field + "' of a record", "a text", String.valueOf(value));
        }
        if (value.textValue().length() > (field.equals("id") ? 2 * MAX_SHORT_TEXT : MAX_SHORT_TEXT)) {
            throw new MalformedException("field '" + field + "' of a record", "a short text", value.textValue());
        }
        return value.textValue();
    }

    private static ObjectNode object(ObjectNode document, String field) {
        if (document.get(field) instanceof ObjectNode object) {
            return object;
        }
        throw new MalformedException("field '" + field + "' of a record", "an object", "missing");
    }

    private static int positive(JsonNode value) {
        if (!value.isInt() || value.intValue() < 1) {
            throw new MalformedException("version of a record", "an integer from 1", value.toString());
        }
        return value.intValue();
    }

    private static List<Stream> streams(JsonNode array) {
        List<Stream> streams = new ArrayList<>();
        boolean ascending = !array.isEmpty();
        for (JsonNode node : array) {
            Stream stream = Stream.parse(node.asText());
            ascending &= streams.isEmpty() || streams.get(streams.size() - 1).compareTo(stream) < 0;
            streams.add(stream);
        }
        if (!ascending) {
            throw new MalformedException("streams of a record", "at least one, sorted, each once", array.toString());
        }
        return List.copyOf(streams);
    }

    private static Map<String, Digest> digests(ObjectNode document) {
        Map<String, Digest> digests = new TreeMap<>();
        if (document.has("protected")) {
            object(document, "protected")
                    .fields()
                    .forEachRemaining(field -> digests.put(
                            field.getKey(), Digest.parse(field.getValue().asText())));
        }
        return Map.copyOf(digests);
    }
}

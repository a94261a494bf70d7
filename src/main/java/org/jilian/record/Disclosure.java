package org.jilian.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The value of one protected field (受保护字段), with the salt under which its digest stands in the record: the idea of
 * SD-JWT (RFC 9901). It proves itself against the record and therefore needs no signature of its own; it travels and is
 * stored apart from the record, and never in clear.
 *
 * @param path name of the content field
 * @param salt 16 bytes; the same for the same value of the same record, so that an unchanged value keeps its digest
 */
public record Disclosure(RecordId id, int version, String path, byte[] salt, String value) {
    private static final int SALT_SIZE = 16;
    private static final HexFormat HEX = HexFormat.of();

    /** Salts under the author's own key: who lacks the key cannot guess a value and check the guess. */
    public static Disclosure of(RecordId id, int version, String path, String value, Mac saltKey) {
        byte[] salt = Arrays.copyOf(saltKey.of(lengthPrefixed(id.toString(), path, value)), SALT_SIZE);
        return new Disclosure(id, version, path, salt, value);
    }

    /** What stands in the record: H over the canonical array of salt (hex), path and value. */
    public Digest digest(Hash hash) {
        return hash.of(CanonicalJson.write(JsonNodeFactory.instance
                .arrayNode()
                .add(HEX.formatHex(salt))
                .add(path)
                .add(value)));
    }

    public ObjectNode write() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id.toString())
                .put("path", path)
                .put("salt", HEX.formatHex(salt))
                .put("value", value)
                .put("version", version);
    }

    /** @throws MalformedException if a field is missing or malformed */
    public static Disclosure read(JsonNode document) {
        try {
            return new Disclosure(
                    RecordId.parse(document.path("id").asText()),
                    document.path("version").asInt(),
                    document.path("path").asText(),
                    HEX.parseHex(document.path("salt").asText()),
                    document.path("value").asText());
        } catch (IllegalArgumentException e) {
            throw new MalformedException("disclosure", "id, path, salt (hex), value, version", e.getMessage() + "");
        }
    }

    @Override
    public String toString() {
        return "disclosure of " + path + " of " + id + " version " + version;
    }

    /** Length before each part, so that no two lists of parts give the same message. */
    private static byte[] lengthPrefixed(String... parts) {
        byte[][] all = new byte[parts.length][];
        int size = 0;
        for (int i = 0; i < parts.length; i++) {
            all[i] = parts[i].getBytes(StandardCharsets.UTF_8);
            size += Integer.BYTES + all[i].length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(size);
        for (byte[] part : all) {
            buffer.putInt(part.length).put(part);
        }
        return buffer.array();
    }
}

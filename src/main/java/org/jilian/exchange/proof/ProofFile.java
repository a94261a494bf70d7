package org.jilian.exchange.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jilian.ledger.Proof;
import org.jilian.record.CanonicalJson;
import org.jilian.record.MalformedException;

/**
 * A proof of one record, and proofs of what the directory says of the federation and of the node that signed, its
 * revocations included. In its file every byte counts: it is canonical JSON and a line feed, and says nothing that is not
 * proved.
 *
 * @param version of the directory that its exporter had
 */
public record ProofFile(
        String suite, Proof record, int version, Proof federation, Proof node, List<Proof> revocations) {
    public static final String FORMAT = "jilian-proof-file/1";

    private static final Set<String> FIELDS = Set.of("format", "suite", "record", "directory");
    private static final Set<String> DIRECTORY = Set.of("version", "federation", "node", "revocations");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public ProofFile {
        revocations = List.copyOf(revocations);
    }

    /** The bytes of the file that this document is. */
    public static byte[] bytes(JsonNode document) {
        byte[] canonical = CanonicalJson.write(document);
        byte[] bytes = Arrays.copyOf(canonical, canonical.length + 1);
        bytes[canonical.length] = '\n';
        return bytes;
    }

    public ObjectNode write() {
        ObjectNode document =
                JsonNodeFactory.instance.objectNode().put("format", FORMAT).put("suite", suite);
        document.set("record", record.write());
        ObjectNode directory = document.putObject("directory").put("version", version);
        directory.set("federation", federation.write());
        directory.set("node", node.write());
        ArrayNode array = directory.putArray("revocations");
        revocations.forEach(revocation -> array.add(revocation.write()));
        return document;
    }

    /** @throws MalformedException naming the field, what it should be and what it is */
    public static ProofFile read(byte[] bytes) {
        JsonNode document = parse(bytes);
        only(document, "proof file", FIELDS);
        if (!document.path("format").asText().equals(FORMAT)) {
            throw new MalformedException(
                    "format of a proof file", FORMAT, document.path("format").asText("nothing"));
        }
        JsonNode directory = document.path("directory");
        only(directory, "directory of a proof file", DIRECTORY);
        List<Proof> revocations = new ArrayList<>();
        directory.path("revocations").forEach(each -> revocations.add(Proof.read(each)));
        ProofFile file = new ProofFile(
                document.path("suite").asText(),
                Proof.read(document.path("record")),
                directory.path("version").asInt(),
                Proof.read(directory.path("federation")),
                Proof.read(directory.path("node")),
                revocations);
        if (!Arrays.equals(bytes(file.write()), bytes)) {
            throw new MalformedException("proof file", "canonical JSON and a line feed", "written in another way");
        }
        return file;
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            // bytes that are no UTF-8 are an error, not question marks
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return JSON.readTree(text);
        } catch (CharacterCodingException e) {
            throw new MalformedException("proof file", "UTF-8", "other bytes");
        } catch (JsonProcessingException e) {
            throw new MalformedException("proof file", "one JSON object", String.valueOf(e.getOriginalMessage()));
        }
    }

    private static void only(JsonNode document, String what, Set<String> fields) {
        if (!document.isObject()) {
            throw new MalformedException(what, "an object", "something else");
        }
        document.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw new MalformedException(what, "without the field '" + name + "'", name);
            }
        });
        for (String field : fields) {
            if (!document.has(field)) {
                throw new MalformedException(what, "with the field '" + field + "'", "without");
            }
        }
    }
}

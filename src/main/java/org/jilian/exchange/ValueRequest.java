package org.jilian.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jilian.ledger.LedgerId;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.Stream;

/** Somebody asks for the protected values of these versions, which stand in one ledger. */
record ValueRequest(NodeId asker, LedgerId ledger, Map<Digest, RecordId> wanted) {
    /** Records in one question. */
    static final int MOST = 200;

    byte[] write() {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("asker", asker.value())
                .put("origin", ledger.origin().value())
                .put("stream", ledger.stream().toString());
        ArrayNode records = document.putArray("records");
        wanted.forEach((digest, id) ->
                records.addObject().put("digest", digest.toString()).put("id", id.toString()));
        return CanonicalJson.write(document);
    }

    /** @throws MalformedException naming what it should be and what it is */
    static ValueRequest read(byte[] body) {
        JsonNode json = CanonicalJson.read(body);
        JsonNode records = json.path("records");
        if (!records.isArray() || records.isEmpty() || records.size() > MOST) {
            throw new MalformedException(
                    "request for protected values", "1 to " + MOST + " records", records.size() + "");
        }
        Map<Digest, RecordId> wanted = new LinkedHashMap<>();
        records.forEach(each -> wanted.put(
                Digest.parse(each.path("digest").asText()),
                RecordId.parse(each.path("id").asText())));
        return new ValueRequest(new NodeId(json.path("asker").asText()), ledger(json), wanted);
    }

    static LedgerId ledger(JsonNode json) {
        return new LedgerId(
                new NodeId(json.path("origin").asText()),
                Stream.parse(json.path("stream").asText()));
    }
}

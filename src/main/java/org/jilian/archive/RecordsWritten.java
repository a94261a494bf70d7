package org.jilian.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.directory.Directory;
import org.jilian.exchange.Prove;
import org.jilian.exchange.Self;
import org.jilian.ledger.Proof;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Disclosure;
import org.jilian.record.Kind;
import org.jilian.store.Disclosures;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/**
 * Versions as an archive states them: the record as it was signed, the protected values that may be read here with their
 * salts, and the proof. The proof's own copy of the record is left out; whoever checks puts the record in again, so that
 * what is read and what is proved cannot differ.
 */
final class RecordsWritten {
    private final Self self;
    private final Directory directory;
    private final Disclosures disclosures;

    RecordsWritten(Self self, Directory directory) {
        this.self = self;
        this.directory = directory;
        this.disclosures = new Disclosures(self.keys().atRest());
    }

    /** @param versions those of one record together, the newest first */
    ArrayNode of(Transaction tx, List<Versions.Held> versions) throws SQLException {
        ArrayNode records = JsonNodeFactory.instance.arrayNode();
        Map<String, ArrayNode> byId = new HashMap<>();
        for (Versions.Held held : versions) {
            String id = held.version().id().toString();
            ArrayNode of = byId.get(id);
            if (of == null) {
                ObjectNode record = records.addObject()
                        .put("record", id)
                        .put("kind", held.version().kind().value());
                record.set("label", label(held));
                of = record.putArray("versions");
                byId.put(id, of);
            }
            of.add(version(tx, held));
        }
        return records;
    }

    private JsonNode label(Versions.Held held) {
        return directory.kind(held.version().kind()).map(Kind::label).orElse(JsonNodeFactory.instance.objectNode());
    }

    private ObjectNode version(Transaction tx, Versions.Held held) throws SQLException {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("version", held.version().version())
                .put("status", held.version().status())
                .put("outcome", held.outcome().word());
        held.code().ifPresent(code -> document.put("code", code));
        document.set("document", CanonicalJson.read(held.version().bytes()));
        ArrayNode values = document.putArray("values");
        for (Disclosure each : disclosures.find(tx, held.version())) {
            values.add(each.write());
        }
        Optional<Proof> proof = Prove.version(tx, held, self.suite().hash());
        if (proof.isPresent()) {
            ObjectNode written = proof.get().write();
            written.remove("record");
            document.set("proof", written);
        }
        return document;
    }
}

package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jilian.exchange.Prove;
import org.jilian.exchange.proof.ProofFile;
import org.jilian.ledger.Proof;
import org.jilian.record.Hash;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/**
 * Everything that somebody with the root certificate alone needs to check one record: its proof, and proofs of what the
 * directory says of the federation and of the node that signed, its revocations included. No personal values are in it
 * but those in the record itself.
 */
final class ProofExport {
    private final OpenNode node;

    ProofExport(OpenNode node) {
        this.node = node;
    }

    ObjectNode of(RecordId id) {
        return node.database().read(tx -> {
            Versions.Held held = Versions.current(tx, id, hash())
                    .orElseThrow(() -> new WrongUseException("node " + node.node() + " should hold " + id
                            + ", but does not: ask its first author, --node " + id.firstAuthor()));
            NodeId author = held.version().author();
            List<Proof> revocations = new ArrayList<>();
            for (RecordVersion revocation : of("revocation", "node", author.value())) {
                revocations.add(proof(tx, current(tx, revocation.id())));
            }
            return new ProofFile(
                            node.suite().name(),
                            proof(tx, held),
                            node.directory().version(),
                            described(tx, "federation", "", ""),
                            described(tx, "node", "node", author.value()),
                            revocations)
                    .write();
        });
    }

    private Proof described(Transaction tx, String kind, String field, String value) throws SQLException {
        List<RecordVersion> found = of(kind, field, value);
        if (found.isEmpty()) {
            throw new WrongUseException(node.directory() + " says nothing of " + kind + " " + value);
        }
        return proof(tx, current(tx, found.get(0).id()));
    }

    /** The directory's records of a kind whose content has this value; of all if no field is asked for. */
    private List<RecordVersion> of(String kind, String field, String value) {
        return node.directory().records().stream()
                .filter(record -> record.kind().value().equals(kind))
                .filter(record ->
                        field.isEmpty() || record.content().path(field).asText().equals(value))
                .toList();
    }

    private Versions.Held current(Transaction tx, RecordId id) throws SQLException {
        return Versions.current(tx, id, hash()).orElseThrow();
    }

    private Proof proof(Transaction tx, Versions.Held held) throws SQLException {
        return Prove.version(tx, held, hash())
                .orElseThrow(() ->
                        new WrongUseException(held.version() + " is not in a parcel here yet: it is as soon as node "
                                + node.node() + " runs, try again then"));
    }

    private Hash hash() {
        return node.suite().hash();
    }
}

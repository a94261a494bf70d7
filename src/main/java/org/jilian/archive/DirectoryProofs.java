package org.jilian.archive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jilian.directory.Directory;
import org.jilian.exchange.Prove;
import org.jilian.ledger.Proof;
import org.jilian.record.Hash;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/** What the directory says of the nodes that signed, in its own signed records: whoever has the root's certificate checks it. */
final class DirectoryProofs {
    private final Directory directory;
    private final Hash hash;

    DirectoryProofs(Directory directory, Hash hash) {
        this.directory = directory;
        this.hash = hash;
    }

    ObjectNode of(Transaction tx, SortedSet<NodeId> nodes) throws SQLException {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("version", directory.version());
        Optional<Proof> federation = first(tx, "federation", Optional.empty());
        if (federation.isPresent()) {
            document.set("federation", federation.get().write());
        }
        ObjectNode all = document.putObject("nodes");
        for (NodeId node : nodes) {
            Optional<Proof> described = first(tx, "node", Optional.of(node));
            if (described.isEmpty()) {
                // a node that the directory has never named signed nothing that was applied here
                continue;
            }
            ObjectNode one = all.putObject(node.value());
            one.set("node", described.get().write());
            var revocations = one.putArray("revocations");
            for (RecordVersion revocation : of("revocation", Optional.of(node))) {
                proof(tx, revocation).ifPresent(proof -> revocations.add(proof.write()));
            }
        }
        return document;
    }

    private Optional<Proof> first(Transaction tx, String kind, Optional<NodeId> node) throws SQLException {
        List<RecordVersion> found = of(kind, node);
        return found.isEmpty() ? Optional.empty() : proof(tx, found.get(0));
    }

    private List<RecordVersion> of(String kind, Optional<NodeId> node) {
        return directory.records().stream()
                .filter(record -> record.kind().value().equals(kind))
                .filter(record -> node.map(
                                each -> record.content().path("node").asText().equals(each.value()))
                        .orElse(true))
                .toList();
    }

    private Optional<Proof> proof(Transaction tx, RecordVersion record) throws SQLException {
        Optional<Versions.Held> held = Versions.current(tx, record.id(), hash);
        return held.isEmpty() ? Optional.empty() : Prove.version(tx, held.get(), hash);
    }
}

package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jilian.crypto.Certificates;
import org.jilian.crypto.Verification;
import org.jilian.directory.Reach;
import org.jilian.ledger.Header;
import org.jilian.ledger.Outcome;
import org.jilian.ledger.Receipt;
import org.jilian.ledger.RecordOutcome;
import org.jilian.record.Disclosure;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.store.Disclosures;
import org.jilian.store.Ledgers;
import org.jilian.store.Parcels;
import org.jilian.store.Receipts;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/**
 * Where a record has gone, as this node knows it: for each version the parcels that hold it, who signed them, and of
 * each node in reach whether it has receipted them. The origin knows the receipts of all, a level between those of the
 * levels behind it.
 */
final class RecordTrace {
    private final OpenNode node;

    RecordTrace(OpenNode node) {
        this.node = node;
    }

    ObjectNode of(RecordId id) {
        return node.database().read(tx -> {
            List<Versions.Held> held =
                    new ArrayList<>(Versions.of(tx, List.of(id), node.suite().hash()));
            if (held.isEmpty()) {
                throw new WrongUseException("node " + node.node() + " should hold " + id
                        + ", but does not: ask its first author, --node " + id.firstAuthor());
            }
            held.sort(
                    Comparator.comparing((Versions.Held each) -> each.version().version()));
            ObjectNode document = JsonNodeFactory.instance
                    .objectNode()
                    .put("record", id.toString())
                    .put("node", node.node().value());
            ArrayNode versions = document.putArray("versions");
            for (Versions.Held each : held) {
                version(tx, each, versions.addObject());
            }
            return document;
        });
    }

    private void version(Transaction tx, Versions.Held held, ObjectNode document) throws SQLException {
        RecordVersion version = held.version();
        document.put("version", version.version())
                .put("digest", version.digest().toString())
                .put("status", version.status())
                .put("outcome", held.outcome().word())
                .put("author", version.author().value())
                .put("holder", version.holder().value())
                .put("at", version.at().toString());
        held.code().ifPresent(code -> document.put("code", code));
        ArrayNode hidden = document.putArray("protected");
        version.protectedFields().keySet().stream().sorted().forEach(hidden::add);
        ArrayNode readable = document.putArray("readableHere");
        for (Disclosure disclosure : new Disclosures(node.self().keys().atRest()).find(tx, version)) {
            readable.add(disclosure.path());
        }
        ArrayNode parcels = document.putArray("parcels");
        List<Versions.Evidence> places =
                new ArrayList<>(held.evidence().stream().toList());
        places.addAll(Versions.furtherPlaces(tx, version));
        for (Versions.Evidence place : places) {
            parcel(tx, place, parcels.addObject());
        }
    }

    private void parcel(Transaction tx, Versions.Evidence place, ObjectNode document) throws SQLException {
        Parcels.Stored stored = Parcels.find(tx, place.parcel()).orElseThrow();
        Header header = Header.read(stored.parcel().header());
        Ledgers.Position ledger = Ledgers.find(tx, place.parcel().ledger()).orElseThrow();
        document.put("origin", ledger.ledger().origin().value())
                .put("stream", ledger.ledger().stream().toString())
                .put("epoch", header.place().epoch())
                .put("sequence", header.place().sequence())
                .put("index", place.index())
                .put("header", stored.digest().toString())
                .put("directory", header.directory())
                .put("sealedAt", header.sealedAt().toString())
                .put("storedHereAt", storedAt(tx, place.parcel()).toString());
        if (node.suite().verify(stored.parcel().header(), stored.parcel().signature())
                instanceof Verification.Genuine genuine) {
            Verification.Signer signer = genuine.signers().get(0);
            document.putObject("signer")
                    .put("node", Certificates.commonName(signer.certificate()))
                    .put(
                            "certificate",
                            Certificates.fingerprint(signer.certificate()).toString());
        }
        hops(tx, place, ledger, document.putArray("hops"));
    }

    private static Instant storedAt(Transaction tx, Parcels.Key key) throws SQLException {
        return tx.find(
                        "SELECT stored_at FROM parcel WHERE ledger = ? AND epoch = ? AND sequence = ?",
                        row -> row.instant("stored_at"),
                        key.ledger(),
                        key.epoch(),
                        key.sequence())
                .orElseThrow();
    }

    private void hops(Transaction tx, Versions.Evidence place, Ledgers.Position ledger, ArrayNode hops)
            throws SQLException {
        Reach reach = node.directory().reach(ledger.ledger().origin(), ledger.ledger().stream());
        for (NodeId receiver : inOrder(reach, ledger.ledger().origin())) {
            ObjectNode hop = hops.addObject().put("node", receiver.value());
            reach.previousHops(receiver).stream().findFirst().ifPresent(from -> hop.put("from", from.value()));
            Optional<Receipts.Stored> receipt = Receipts.covering(tx, receiver, place.parcel());
            if (receiver.equals(node.node())) {
                hop.put("state", "here").put("at", storedAt(tx, place.parcel()).toString());
            } else if (receipt.isPresent()) {
                hop.put("state", outcome(tx, receiver, place).word())
                        .put("receiptedBy", receipt.get().at().toString());
            } else {
                hop.put("state", "no receipt here");
            }
        }
    }

    /** From the origin outwards, the origin itself left out. */
    private static List<NodeId> inOrder(Reach reach, NodeId origin) {
        List<NodeId> order = new ArrayList<>(List.of(origin));
        for (int i = 0; i < order.size(); i++) {
            for (NodeId next : reach.nextHops(order.get(i))) {
                if (!order.contains(next)) {
                    order.add(next);
                }
            }
        }
        return order.subList(1, order.size());
    }

    /** The last word of a receiver on this record; it says nothing of what it plainly applied. */
    private static Outcome outcome(Transaction tx, NodeId receiver, Versions.Evidence place) throws SQLException {
        Outcome outcome = Outcome.APPLIED;
        for (Receipts.Stored receipt : Receipts.all(tx, receiver, place.parcel().ledger())) {
            for (RecordOutcome said : Receipt.read(receipt.body()).outcomes()) {
                if (said.epoch() == place.parcel().epoch()
                        && said.sequence() == place.parcel().sequence()
                        && said.index() == place.index()) {
                    outcome = said.outcome();
                }
            }
        }
        return outcome;
    }
}

package org.jilian.simulate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jilian.directory.Directory;
import org.jilian.exchange.Evidence;
import org.jilian.exchange.RunningAudit;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Place;
import org.jilian.record.NodeId;
import org.jilian.store.Ledgers;
import org.jilian.store.TouchedRows;
import org.jilian.store.Transaction;

/** What one node's database holds, followed from commit to commit; rows that did not change are not read again. */
final class Watched {
    private final SimulatedNode node;
    private final TouchedRows touched;
    private final RunningAudit audit;
    private final Map<Long, LedgerId> ledgers = new HashMap<>();
    private final Map<LedgerId, Ledgers.Position> positions = new TreeMap<>();

    Watched(SimulatedNode node, Evidence evidence) {
        this.node = node;
        this.touched = new TouchedRows(node.database());
        this.audit = new RunningAudit(node.database(), touched, evidence);
    }

    SimulatedNode node() {
        return node;
    }

    void restored() {
        touched.beginAnew();
        ledgers.clear();
        positions.clear();
    }

    Map<LedgerId, Ledgers.Position> positions() {
        return positions;
    }

    Optional<Ledgers.Position> position(LedgerId ledger) {
        return Optional.ofNullable(positions.get(ledger));
    }

    /** A receipt that is stored here. */
    record Receipted(NodeId receiver, Place place) {}

    /** A ledger whose row changed; {@code before} is absent if the ledger was not known, or the database restored. */
    record Moved(Optional<Ledgers.Position> before, Ledgers.Position now) {}

    List<Moved> moved() {
        return touched.isEmpty("ledger") ? List.of() : node.database().read(this::moved);
    }

    private List<Moved> moved(Transaction tx) throws SQLException {
        List<Moved> moved = new ArrayList<>();
        for (long n : touched.take(tx, "ledger")) {
            Ledgers.find(tx, n).ifPresent(position -> {
                ledgers.put(n, position.ledger());
                moved.add(new Moved(Optional.ofNullable(positions.put(position.ledger(), position)), position));
            });
        }
        return moved;
    }

    /** Receipts that were stored since this was asked for last; {@link #moved} must have been asked for before. */
    List<Receipted> receipted() {
        return touched.isEmpty("receipt") ? List.of() : node.database().read(this::receipted);
    }

    private List<Receipted> receipted(Transaction tx) throws SQLException {
        List<Receipted> receipted = new ArrayList<>();
        for (long n : touched.take(tx, "receipt")) {
            tx.find(
                            "SELECT receiver, ledger, epoch, sequence FROM receipt WHERE rowid = ?",
                            row -> new Receipted(
                                    NodeId.of(row.text("receiver")),
                                    new Place(
                                            java.util.Objects.requireNonNull(ledgers.get(row.number("ledger"))),
                                            row.number("epoch"),
                                            row.number("sequence"))),
                            n)
                    .ifPresent(receipted::add);
        }
        return receipted;
    }

    /** Where the record tables are not what the parcels come to. */
    Optional<String> problem(Directory directory) {
        return audit.problem(directory);
    }
}

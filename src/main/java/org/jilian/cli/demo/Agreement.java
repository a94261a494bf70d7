package org.jilian.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jilian.cli.node.OpenNode;
import org.jilian.directory.Reach;
import org.jilian.record.NodeId;
import org.jilian.store.Ledgers;
import org.jilian.store.Outcomes;
import org.jilian.store.Parcels;
import org.jilian.store.Receipts;
import org.jilian.store.Transaction;
import org.jilian.store.Unsealed;
import org.jspecify.annotations.Nullable;

/**
 * Whether a federation agrees: nothing waits to be sealed, every origin has the receipt of everybody in reach for every
 * parcel, and both ends of every link hold the same records of what they share.
 */
final class Agreement {
    private final List<OpenNode> nodes;

    Agreement(List<OpenNode> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /** How far receipts have come: of all pairs of a ledger and one of its receivers those that stand at its head. */
    record Stand(int covered, int all) {}

    /** Cheap, since no record is read. */
    Stand stand() {
        Count count = new Count();
        for (OpenNode node : nodes) {
            node.database().read(tx -> {
                count.add(node, tx);
                return true;
            });
        }
        return new Stand(count.covered, count.all);
    }

    /** The first thing that is not there yet; looks no further, since it is asked again and again while nodes work. */
    Optional<String> outstanding() {
        for (OpenNode node : nodes) {
            Count count = new Count();
            node.database().read(tx -> {
                count.add(node, tx);
                return true;
            });
            if (count.outstanding != null) {
                return Optional.of(count.outstanding);
            }
        }
        return Optional.empty();
    }

    private static final class Count {
        private int covered;
        private int all;
        private @Nullable String outstanding;

        void add(OpenNode node, Transaction tx) throws SQLException {
            for (Unsealed.Backlog backlog : Unsealed.backlogs(tx)) {
                one(false, node.node() + " has " + backlog.count() + " records to seal into " + backlog.stream());
            }
            for (Ledgers.Position head : Ledgers.all(tx)) {
                if (head.ledger().origin().equals(node.node())) {
                    receivers(node, tx, head);
                }
            }
        }

        private void receivers(OpenNode node, Transaction tx, Ledgers.Position head) throws SQLException {
            Reach reach = node.directory().reach(node.node(), head.ledger().stream());
            for (NodeId receiver : reach.nodes()) {
                if (receiver.equals(node.node())) {
                    continue;
                }
                Receipts.Extent extent = Receipts.extent(tx, receiver, head.n());
                one(
                        extent.epoch() > head.epoch()
                                || extent.epoch() == head.epoch() && extent.sequence() >= head.sequence(),
                        receiver + " has yet to receipt " + head.place());
            }
        }

        private void one(boolean done, String otherwise) {
            all++;
            if (done) {
                covered++;
            } else if (outstanding == null) {
                outstanding = otherwise;
            }
        }
    }

    /** Everything that {@code demo --once --json} prints but the time. */
    ObjectNode document() {
        Optional<String> outstanding = outstanding();
        List<LinkDigests.Pair> pairs = LinkDigests.of(nodes);
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("converged", outstanding.isEmpty() && pairs.stream().allMatch(LinkDigests.Pair::agrees));
        outstanding.ifPresent(what -> document.put("outstanding", what));
        ArrayNode each = document.putArray("nodes");
        nodes.forEach(node -> counts(node, each.addObject()));
        ArrayNode links = document.putArray("links");
        pairs.forEach(pair -> links.addObject()
                .put("child", pair.child().value())
                .put("parent", pair.parent().value())
                .put("childDigest", pair.childDigest().toString())
                .put("parentDigest", pair.parentDigest().toString()));
        return document;
    }

    static void counts(OpenNode node, ObjectNode document) {
        node.database().read(tx -> {
            document.put("node", node.node().value())
                    .put("records", OpenNode.records(tx, node.directory().kinds()))
                    .put("parcels", Parcels.count(tx))
                    .put("refused", node.exchange().refusals() + Outcomes.refused(tx));
            return true;
        });
    }
}

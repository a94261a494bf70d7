package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.Optional;
import org.jilian.broker.LinkState;
import org.jilian.directory.Directory;
import org.jilian.record.NodeId;
import org.jilian.route.Connections;
import org.jilian.route.Neighbours;
import org.jilian.store.Imports;
import org.jilian.store.Ledgers;
import org.jilian.store.Outcomes;
import org.jilian.store.Parcels;
import org.jilian.store.Quarantine;
import org.jilian.store.Transaction;
import org.jilian.store.Unsealed;

/** How a node stands, without personal data. */
final class StatusReport {
    private static final int IMPORTS = 5;

    private final OpenNode node;
    private final Optional<Neighbours> neighbours;
    private final Optional<Connections> connections;

    StatusReport(OpenNode node, Optional<Neighbours> neighbours, Optional<Connections> connections) {
        this.node = node;
        this.connections = connections;
        this.neighbours = neighbours;
    }

    ObjectNode document() {
        Directory directory = node.directory();
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("node", node.node().value())
                .put("running", neighbours.isPresent())
                .put("federation", directory.federation())
                .put("suite", directory.suite());
        document.putObject("directory")
                .put("version", directory.version())
                .put("expires", directory.expires().toString());
        node.database().read(tx -> fill(document, tx));
        document.put("refused", refused());
        links(document.putArray("links"));
        connections.ifPresent(all -> platforms(document.putArray("connections"), all));
        ArrayNode recovering = document.putArray("recovering");
        node.exchange().recoveringInWords().forEach(recovering::add);
        ArrayNode troubles = document.putArray("troubles");
        node.exchange().troubles().forEach(troubles::add);
        return document;
    }

    private long refused() {
        return node.exchange().refusals() + node.database().read(Outcomes::refused);
    }

    private boolean fill(ObjectNode document, Transaction tx) throws SQLException {
        document.put("records", OpenNode.records(tx, node.directory().kinds())).put("parcels", Parcels.count(tx));
        document.put(
                "unsealed",
                Unsealed.backlogs(tx).stream()
                        .mapToLong(Unsealed.Backlog::count)
                        .sum());
        ArrayNode ledgers = document.putArray("ledgers");
        ArrayNode stopped = document.putArray("stopped");
        for (Ledgers.Position position : Ledgers.all(tx)) {
            ObjectNode ledger = ledgers.addObject()
                    .put("origin", position.ledger().origin().value())
                    .put("stream", position.ledger().stream().toString())
                    .put("epoch", position.epoch())
                    .put("sequence", position.sequence());
            position.head().ifPresent(head -> ledger.put("header", head.toString()));
            position.stopped()
                    .ifPresent(why -> stopped.addObject()
                            .put("ledger", position.ledger().toString())
                            .put("reason", why));
        }
        ObjectNode quarantined = document.putObject("quarantine");
        new Quarantine(node.self().keys().atRest())
                .counts(tx)
                .forEach((state, count) -> quarantined.put(state.name().toLowerCase(java.util.Locale.ROOT), count));
        ArrayNode imports = document.putArray("imports");
        Imports.latest(tx, IMPORTS)
                .forEach(each -> imports.addObject()
                        .put("name", each.name())
                        .put("sha256", each.file().toString())
                        .put("mapping", each.mapping())
                        .put("state", each.state().name().toLowerCase(java.util.Locale.ROOT))
                        .put("rows", each.counts().read())
                        .put("accepted", each.counts().accepted())
                        .put("refused", each.counts().refused())
                        .put("at", each.at().toString()));
        return true;
    }

    private static void platforms(ArrayNode connections, Connections all) {
        all.states().forEach((name, state) -> {
            ObjectNode connection = connections
                    .addObject()
                    .put("name", name)
                    .put("at", state.at().toString())
                    .put("said", state.said());
            state.trouble().ifPresent(why -> connection.put("trouble", why));
        });
    }

    private void links(ArrayNode links) {
        for (NodeId neighbour : node.exchange().neighbours()) {
            Optional<LinkState> state = neighbours.flatMap(all -> all.state(neighbour));
            links.addObject()
                    .put("neighbour", neighbour.value())
                    .put("role", node.directory().parents(node.node()).contains(neighbour) ? "parent" : "child")
                    .put("connected", state.map(LinkState::isConnected).orElse(false))
                    .put("lag", node.exchange().lag(neighbour))
                    .put("words", state.map(LinkState::words).orElse("the node does not run"));
        }
    }
}

package org.jilian.statistics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jilian.directory.Directory;
import org.jilian.directory.Node;
import org.jilian.exchange.Self;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.rules.Period;
import org.jilian.store.Database;
import org.jilian.store.Discrepancies;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/**
 * Compares what nodes below have reported (年报核对) with what their records, as held here, come to. A report that differs
 * has an open discrepancy; it is settled by the comparison that finds none, or no report in force.
 */
public final class Compare {
    public static final String DIFFER = "STATISTICS_DIFFER";

    private static final int SHOWN = 1_000;
    private static final int IN_EVIDENCE = 50;

    private final Self self;
    private final Database database;
    private final Directory directory;

    public Compare(Self self, Database database, Directory directory) {
        this.self = self;
        this.database = database;
        this.directory = directory;
    }

    /**
     * @param of only this node's report; absent means those of all nodes below
     * @throws CannotCountException if that node is not below this one
     */
    public ObjectNode run(Period period, Optional<NodeId> of) {
        Set<NodeId> asked = asked(of);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("period", period.value());
        ArrayNode compared = answer.putArray("compared");
        boolean agree = true;
        for (RecordId id : database.read(tx -> reports(tx, period))) {
            RecordVersion report = database.read(
                            tx -> Versions.current(tx, id, self.suite().hash()))
                    .map(Versions.Held::version)
                    .orElseThrow();
            if (!asked.contains(id.firstAuthor()) || !isOfItsAuthor(report)) {
                continue;
            }
            if (!report.status().equals(RecordVersion.ACTIVE)) {
                note(report, List.of());
                continue;
            }
            ObjectNode each = compare(period, report);
            agree &= each.path("agrees").asBoolean();
            compared.add(each);
            asked.remove(id.firstAuthor());
        }
        answer.put("agree", agree);
        ArrayNode missing = answer.putArray("notReported");
        asked.forEach(node -> missing.add(node.value()));
        return answer;
    }

    private Set<NodeId> asked(Optional<NodeId> of) {
        Set<NodeId> below = new TreeSet<>();
        directory.nodes().stream()
                .filter(node -> node.closing().isEmpty() && directory.isAncestor(self.node(), node.id()))
                .map(Node::id)
                .forEach(below::add);
        if (of.isPresent() && !below.contains(of.get())) {
            throw new CannotCountException(of.get() + " should be a node below " + self.node()
                    + ", but is not; those are " + below + ": name one of these, or none for all");
        }
        return of.<Set<NodeId>>map(node -> new TreeSet<>(Set.of(node))).orElse(below);
    }

    /** Their ids alone: all reports of a nation are more than fits into memory. */
    private static List<RecordId> reports(Transaction tx, Period period) throws SQLException {
        return tx.list(
                "SELECT id FROM record WHERE kind = ? AND period = ? ORDER BY id",
                row -> RecordId.parse(row.text("id")),
                Annual.KIND,
                period.value());
    }

    /** Nobody reports for another. */
    private static boolean isOfItsAuthor(RecordVersion report) {
        return report.content()
                .path("node")
                .asText()
                .equals(report.id().firstAuthor().value());
    }

    private ObjectNode compare(Period period, RecordVersion report) {
        NodeId node = report.id().firstAuthor();
        int groups = report.content().path(Annual.GROUPS).asInt();
        ObjectNode computed = database.read(tx -> Count.of(tx, Scope.of(directory, node), period))
                .tables()
                .write(groups);
        List<Difference> differences = Difference.between(report.content().path(Annual.TABLES), computed);
        note(report, differences);
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("node", node.value())
                .put("record", report.id().toString())
                .put("version", report.version())
                .put("agrees", differences.isEmpty())
                .put("count", differences.size());
        ArrayNode shown = answer.putArray("differences");
        differences.stream().limit(SHOWN).map(Difference::write).forEach(shown::add);
        return answer;
    }

    private void note(RecordVersion report, List<Difference> differences) {
        database.change(tx -> {
            if (differences.isEmpty()) {
                Discrepancies.settle(tx, DIFFER, report.id().toString(), self.now());
                return;
            }
            ObjectNode evidence = JsonNodeFactory.instance
                    .objectNode()
                    .put("version", report.version())
                    .put("count", differences.size());
            ArrayNode some = evidence.putArray("differences");
            differences.stream().limit(IN_EVIDENCE).map(Difference::write).forEach(some::add);
            Discrepancies.note(tx, DIFFER, report.id().toString(), evidence, self.now());
        });
    }
}

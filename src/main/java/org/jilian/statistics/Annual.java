package org.jilian.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jilian.directory.Directory;
import org.jilian.exchange.Authored;
import org.jilian.exchange.Exchange;
import org.jilian.exchange.Self;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Draft;
import org.jilian.record.KindName;
import org.jilian.record.NaturalKey;
import org.jilian.record.RecordVersion;
import org.jilian.rules.Period;
import org.jilian.store.Database;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/** The yearly report (年报) of this node: worked out from its records, and filed as a record that goes up. */
public final class Annual {
    static final KindName KIND = new KindName("annual-statistics");
    static final String TABLES = "tables";
    static final String GROUPS = "groups";

    /** How many groups of a breakdown are listed: the first number with which the report fits into a record. */
    private static final List<Integer> GROUPS_LISTED = List.of(1_000, 300, 100, 30, 10);

    /** What a record has besides its content, generously. */
    private static final int AROUND = 8 * 1024;

    private final Self self;
    private final Database database;
    private final Exchange exchange;
    private final Directory directory;

    public Annual(Self self, Database database, Exchange exchange, Directory directory) {
        this.self = self;
        this.database = database;
        this.exchange = exchange;
        this.directory = directory;
    }

    /**
     * As the content of a record, without filing it.
     *
     * @throws CannotCountException if nothing of the period is held, or the report does not fit into a record
     */
    public ObjectNode report(Period period) {
        Count.Counted counted = database.read(tx -> {
            Count.Counted found = Count.of(tx, Scope.of(directory, self.node()), period);
            if (found.inPeriod() == 0) {
                throw new CannotCountException("period " + period + " should have records of node " + self.node()
                        + " or of nodes below it, but has none; there are hour records of " + Held.periods(tx)
                        + ": name one of these, or take the records in first");
            }
            return found;
        });
        int most = directory.limits().recordBytes() - AROUND;
        for (int groups : GROUPS_LISTED) {
            ObjectNode content = content(counted.tables(), groups);
            if (CanonicalJson.write(content).length <= most) {
                return content;
            }
        }
        throw new CannotCountException("the report of " + self.node() + " for " + period + " should fit into " + most
                + " bytes, but does not even with " + GROUPS_LISTED.get(GROUPS_LISTED.size() - 1)
                + " groups a table: its records name too many different forms, units or types of class; correct those");
    }

    private ObjectNode content(Tables tables, int groups) {
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("node", self.node().value())
                .put("computedAt", self.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put(GROUPS, groups);
        content.set(TABLES, tables.write(groups));
        // as it would come back from a record
        return (ObjectNode) CanonicalJson.read(CanonicalJson.write(content));
    }

    /** Files a report; one with the same figures as the one filed last is not filed again. @param division of the node */
    public Authored file(Period period, String division, ObjectNode report) {
        return exchange.compose((tx, pen) -> {
            Optional<RecordVersion> filed = filed(tx, period);
            if (filed.filter(before -> same(before.content(), report)).isPresent()) {
                return new Authored.Unchanged(filed.get().id());
            }
            return pen.author(List.of(new Draft(
                            KIND, division, Optional.of(period.value()), Optional.empty(), report.deepCopy())))
                    .get(0);
        });
    }

    private Optional<RecordVersion> filed(Transaction tx, Period period) throws SQLException {
        String key = NaturalKey.hash(
                KIND, List.of(period.value(), self.node().value()), self.suite().hash());
        return Versions.byNaturalKey(tx, KIND, List.of(key), self.suite().hash()).stream()
                .filter(version -> version.id().firstAuthor().equals(self.node())
                        && version.status().equals(RecordVersion.ACTIVE))
                .findFirst();
    }

    private static boolean same(JsonNode before, JsonNode after) {
        return before.path(TABLES).equals(after.path(TABLES))
                && before.path(GROUPS).equals(after.path(GROUPS));
    }
}

package org.jilian.statistics;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jilian.record.RecordVersion;
import org.jilian.rules.draw.Frame;
import org.jilian.store.Dialect;
import org.jilian.store.Row;
import org.jilian.store.Transaction;

/** The frames that the records of a report make: each person, institution or record once, under its first registration. */
final class Frames {
    private final Transaction tx;
    private final Scope scope;

    Frames(Transaction tx, Scope scope) {
        this.tx = tx;
        this.scope = scope;
    }

    /** @throws CannotCountException if it is empty, saying what there is */
    Frame of(FrameOrder order) throws SQLException {
        List<Frame.Entry> entries = new ArrayList<>();
        Set<String> divisions = new TreeSet<>();
        String[] last = {""};
        String id = id(order.of());
        tx.each(
                "SELECT " + id + " AS lot, division FROM record WHERE " + scope.sql() + " AND status = ? AND kind = ?"
                        + (order.of() == Of.RECORDS ? " AND period = ?" : "") + " AND " + id + " IS NOT NULL ORDER BY "
                        + id + ", first_author",
                row -> {
                    if (!row.text("lot").equals(last[0])) {
                        last[0] = row.text("lot");
                        divisions.add(row.text("division"));
                        add(entries, order, row);
                    }
                },
                parameters(order));
        if (entries.isEmpty()) {
            throw new CannotCountException(
                    "a frame of " + order.of().code() + " of " + scope.node() + " should have entries, but has none; "
                            + (divisions.isEmpty()
                                    ? "no such records are held here"
                                            + (order.of() == Of.RECORDS ? "; periods are " + Held.periods(tx) : "")
                                    : "divisions are " + divisions + ": name one of these"));
        }
        return Frame.of(entries);
    }

    private static void add(List<Frame.Entry> entries, FrameOrder order, Row row) throws SQLException {
        String division = row.text("division");
        if (order.division().isEmpty() || order.division().get().equals(division)) {
            if (entries.size() == Frame.MOST) {
                throw new CannotCountException("a frame should have at most " + Frame.MOST
                        + " entries, but this one has more: draw from one division at a time with --division");
            }
            entries.add(new Frame.Entry(row.text("lot"), order.byDivision() ? division : ""));
        }
    }

    private String id(Of of) {
        return switch (of) {
            case PERSONS -> "subject";
            case INSTITUTIONS ->
                tx.dialect() == Dialect.SQLITE
                        ? "body -> 'content' ->> 'creditCode'"
                        : "(body::json -> 'content' ->> 'creditCode') COLLATE \"C\"";
            case RECORDS -> "id";
        };
    }

    private Object[] parameters(FrameOrder order) {
        String kind =
                switch (order.of()) {
                    case PERSONS -> "person";
                    case INSTITUTIONS -> "institution";
                    case RECORDS -> "hour-record";
                };
        return order.of() == Of.RECORDS
                ? scope.parameters(
                        RecordVersion.ACTIVE, kind, order.period().orElseThrow().value())
                : scope.parameters(RecordVersion.ACTIVE, kind);
    }
}

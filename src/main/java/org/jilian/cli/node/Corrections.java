package org.jilian.cli.node;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jilian.intake.ErrorSpreadsheet;
import org.jilian.intake.TakenRow;
import org.jilian.record.Digest;
import org.jilian.store.Quarantine;
import org.jilian.store.QuarantineEntry;
import org.jilian.store.QuarantinedRow;
import org.jilian.store.Transaction;

/**
 * What the rows of a file are to rows that wait in quarantine: the same rows under an earlier mapping or earlier code tables, or
 * the corrected ones that an error spreadsheet asked for, which says so in a column of its own. Once they are taken in, those
 * are mended; once they are refused, they wait in those' place.
 */
final class Corrections {
    private final Quarantine quarantine;
    private final QuarantineIds ids;
    private final Digest file;
    private final String mapping;
    /** Of the same file, by their place. */
    private final Map<Integer, List<QuarantineEntry>> earlier = new HashMap<>();

    /** @param mapping with its version */
    Corrections(Quarantine quarantine, Digest file, String mapping) {
        this.quarantine = quarantine;
        this.ids = new QuarantineIds(quarantine);
        this.file = file;
        this.mapping = mapping;
    }

    /** Before the first row. */
    void look(Transaction tx) throws SQLException {
        for (QuarantineEntry entry : quarantine.of(tx, file)) {
            if (waits(entry)) {
                earlier.merge(entry.key().place(), List.of(entry), Corrections::both);
            }
        }
    }

    private static List<QuarantineEntry> both(List<QuarantineEntry> some, List<QuarantineEntry> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Under another mapping, a row gives other records: it mends nothing there. */
    private boolean waits(QuarantineEntry entry) {
        return entry.state() == QuarantinedRow.State.OPEN
                && TryingAgain.name(entry.key().mapping()).equals(TryingAgain.name(mapping));
    }

    void takenIn(Transaction tx, List<String> heads, List<TakenRow.Good> rows) throws SQLException {
        OptionalInt column = ErrorSpreadsheet.idColumn(heads);
        for (TakenRow.Good row : rows) {
            for (QuarantineEntry entry : earlier.getOrDefault(Math.toIntExact(row.row()), List.of())) {
                quarantine.mark(tx, entry.key(), QuarantinedRow.State.MENDED);
            }
            if (column.isPresent()) {
                for (QuarantineEntry entry :
                        named(tx, column.getAsInt(), row.original().get())) {
                    quarantine.mark(tx, entry.key(), QuarantinedRow.State.MENDED);
                }
            }
        }
    }

    void refused(Transaction tx, List<String> heads, List<TakenRow.Bad> rows) throws SQLException {
        OptionalInt column = ErrorSpreadsheet.idColumn(heads);
        for (TakenRow.Bad row : rows) {
            for (QuarantineEntry entry : earlier.getOrDefault(Math.toIntExact(row.row()), List.of())) {
                if (!entry.key().mapping().equals(mapping)) {
                    quarantine.remove(tx, entry.key());
                }
            }
            if (column.isPresent()) {
                for (QuarantineEntry entry : named(tx, column.getAsInt(), row.original())) {
                    quarantine.remove(tx, entry.key());
                }
            }
        }
    }

    private List<QuarantineEntry> named(Transaction tx, int column, List<String> cells) throws SQLException {
        if (column >= cells.size()) {
            return List.of();
        }
        return ids.candidates(tx, cells.get(column)).stream()
                .filter(this::waits)
                .filter(entry -> !entry.key().file().equals(file))
                .toList();
    }
}

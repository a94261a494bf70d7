package org.jilian.cli.node;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jilian.intake.CellErrors;
import org.jilian.intake.Given;
import org.jilian.intake.GivenRows;
import org.jilian.intake.Intake;
import org.jilian.intake.Mapping;
import org.jilian.intake.Reading;
import org.jilian.intake.RowError;
import org.jilian.intake.TakenRow;
import org.jilian.store.QuarantinedRow;

/**
 * Rows of one file under the same heads, judged again. They keep their places, with empty rows between them, so that what
 * is said of two rows names them as their file does.
 */
final class RowsAgain {
    private final Map<Long, QuarantinedRow> rows = new TreeMap<>();
    private final List<String> heads;
    private final Set<String> corrected;
    private final Map<Long, TakenRow.Good> good = new TreeMap<>();
    private final List<QuarantinedRow> bad = new ArrayList<>();
    private long skipped;

    /** @param corrected heads of cells that somebody has entered anew */
    RowsAgain(List<QuarantinedRow> rows, Set<String> corrected) {
        this.heads = rows.get(0).source().heads();
        this.corrected = corrected;
        rows.forEach(row -> this.rows.put((long) row.key().place(), row));
    }

    Reading read(Clock clock, Mapping mapping, Given given) throws IOException {
        int last = Math.toIntExact(Collections.max(rows.keySet()));
        List<List<String>> texts = new ArrayList<>(Collections.nCopies(Math.max(0, last - 1), List.of()));
        rows.forEach((place, row) -> texts.set(Math.toIntExact(place) - 2, row.original()));
        return new Intake(clock).read(new GivenRows("quarantine", heads, texts), mapping, given, this::take);
    }

    private void take(TakenRow taken) {
        QuarantinedRow row = rows.get(taken.row());
        if (row == null) {
            return;
        }
        List<RowError> stays = stays(row);
        if (taken instanceof TakenRow.Bad wrong) {
            wrong.errors().stream()
                    .filter(error ->
                            stays.stream().noneMatch(known -> known.column().equals(error.column())))
                    .forEach(stays::add);
            bad.add(with(row, stays));
        } else if (taken instanceof TakenRow.Good fine) {
            if (stays.isEmpty()) {
                good.put(fine.row(), fine);
            } else {
                bad.add(with(row, stays));
            }
        } else {
            skipped++;
        }
    }

    /** Errors that the text does not show: they stand until the cell is entered anew. */
    private List<RowError> stays(QuarantinedRow row) {
        List<RowError> errors = new ArrayList<>();
        for (RowError error : QuarantinedRows.errors(row)) {
            if (CellErrors.isOne(error.reason().code()) && !corrected.contains(error.column())) {
                errors.add(error);
            }
        }
        return errors;
    }

    private static QuarantinedRow with(QuarantinedRow row, List<RowError> errors) {
        return new QuarantinedRow(row.key(), row.source(), QuarantinedRows.errors(errors), row.original());
    }

    /** To be authored, in their order. */
    List<TakenRow.Good> good() {
        return List.copyOf(good.values());
    }

    /** Of these, authoring has refused a record. */
    void refused(List<TakenRow.Bad> refused) {
        for (TakenRow.Bad row : refused) {
            good.remove(row.row());
            bad.add(with(Objects.requireNonNull(rows.get(row.row())), row.errors()));
        }
    }

    List<QuarantinedRow> mended() {
        return good.keySet().stream().map(rows::get).toList();
    }

    List<QuarantinedRow> bad() {
        return bad;
    }

    /** Rows that hold no data under the mapping of today: a footer, or heads repeated. */
    long skipped() {
        return skipped;
    }
}

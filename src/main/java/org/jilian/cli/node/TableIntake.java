package org.jilian.cli.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jilian.intake.Given;
import org.jilian.intake.GivenRows;
import org.jilian.intake.Intake;
import org.jilian.intake.Reading;
import org.jilian.intake.RowError;
import org.jilian.intake.TakenRow;
import org.jilian.intake.table.ExchangeTable.Outcome;
import org.jilian.rules.Text;

/**
 * Rows of a platform's table, or of what it answers, on their way into the database. Each row is told by its key: one that is
 * refused is in quarantine once, however often it comes, and no longer open there when it comes corrected.
 */
final class TableIntake {
    private final OpenNode node;
    private final Mappings.Versioned mapping;
    private final Given given;
    private final KeyedQuarantine quarantine;
    private long taken;
    private long failed;

    TableIntake(OpenNode node, String connection, Mappings.Versioned mapping, Given given) {
        this.node = node;
        this.mapping = mapping;
        this.given = given;
        this.quarantine = new KeyedQuarantine(node, connection, mapping.name(), given);
    }

    long taken() {
        return taken;
    }

    long failed() {
        return failed;
    }

    /** Commits what is good and quarantines what is not; returns what became of each, in their order. */
    List<Outcome> take(GivenRows rows, List<String> keys) {
        return take(rows, keys, row -> {});
    }

    /** @param done hears the place of each row that need not come again: all its records are held, or it is in quarantine */
    List<Outcome> take(GivenRows rows, List<String> keys, IntConsumer done) {
        List<TakenRow> read = read(rows);
        List<TakenRow.Good> good = of(read, TakenRow.Good.class);
        AuthoredRows authored = AuthoredRows.of(
                good, good.isEmpty() ? List.of() : node.exchange().author(AuthoredRows.drafts(good)));
        List<TakenRow.Bad> bad = new ArrayList<>(of(read, TakenRow.Bad.class));
        bad.addAll(authored.refused());
        List<Outcome> outcomes = new ArrayList<>(Collections.nCopies(keys.size(), Outcome.TAKEN));
        bad.forEach(row -> outcomes.set(KeyedQuarantine.index(row), Outcome.failed(words(row))));
        quarantine.put(bad, keys, rows.heads());
        taken += keys.size() - bad.size();
        failed += bad.size();
        authored.whole().forEach(row -> done.accept(KeyedQuarantine.index(row)));
        bad.forEach(row -> done.accept(KeyedQuarantine.index(row)));
        return outcomes;
    }

    private List<TakenRow> read(GivenRows rows) {
        List<TakenRow> read = new ArrayList<>();
        try {
            Reading reading = new Intake(node.clock()).read(rows, mapping.mapping(), given, read::add);
            if (reading instanceof Reading.FileRefused refused) {
                throw new IOException(refused.reason().what().in(Locale.getDefault()) + "; "
                        + refused.reason().remedy().in(Locale.getDefault()));
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> List<T> of(List<TakenRow> rows, Class<T> type) {
        return rows.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** As the platform's people read it in their table. */
    private static String words(TakenRow.Bad row) {
        return row.errors().stream().map(TableIntake::words).collect(Collectors.joining("；"));
    }

    private static String words(RowError error) {
        Text what = error.reason().what();
        Text remedy = error.reason().remedy();
        return (error.column().isEmpty() ? "" : error.column() + "：") + what.in(Locale.getDefault()) + "；"
                + remedy.in(Locale.getDefault());
    }
}

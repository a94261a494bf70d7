package org.jilian.cli.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jilian.intake.Given;
import org.jilian.intake.GivenRows;
import org.jilian.intake.Intake;
import org.jilian.intake.Reading;
import org.jilian.intake.RowError;
import org.jilian.intake.TakenRow;
import org.jilian.intake.table.ExchangeTable.Outcome;
import org.jilian.record.Digest;
import org.jilian.rules.Text;
import org.jilian.store.Quarantine;
import org.jilian.store.QuarantineEntry;
import org.jilian.store.QuarantineQuery;
import org.jilian.store.QuarantinedRow;
import org.jilian.store.Transaction;

/**
 * Rows of a platform's table, or of what it answers, on their way into the database. Each row is told by its key: one that is
 * refused is in quarantine once, however often it comes, and no longer open there when it comes corrected.
 */
final class TableIntake {
    private final OpenNode node;
    private final String connection;
    private final Mappings.Versioned mapping;
    private final Given given;
    private final Quarantine quarantine;
    private long taken;
    private long failed;

    TableIntake(OpenNode node, String connection, Mappings.Versioned mapping, Given given) {
        this.node = node;
        this.connection = connection;
        this.mapping = mapping;
        this.given = given;
        this.quarantine = new Quarantine(node.self().keys().atRest());
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
        bad.forEach(row -> outcomes.set(index(row), Outcome.failed(words(row))));
        remember(bad, keys, rows.heads());
        taken += keys.size() - bad.size();
        failed += bad.size();
        authored.whole().forEach(row -> done.accept(index(row)));
        bad.forEach(row -> done.accept(index(row)));
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

    /** Heads are row 1. */
    private static int index(TakenRow row) {
        return Math.toIntExact(row.row() - 2);
    }

    private void remember(List<TakenRow.Bad> bad, List<String> keys, List<String> heads) {
        QuarantinedRow.Source source = new QuarantinedRow.Source(connection, heads, given.division(), given.period());
        List<QuarantinedRow> rows = bad.stream()
                .map(row -> new QuarantinedRow(
                        new QuarantinedRow.Key(digest(keys.get(index(row))), mapping.name(), 1),
                        source,
                        QuarantinedRows.errors(row.errors()),
                        row.original()))
                .toList();
        Set<Digest> stillBad = rows.stream().map(row -> row.key().file()).collect(Collectors.toSet());
        node.database().change(tx -> {
            Map<Digest, List<QuarantinedRow.Key>> open = open(tx);
            if (!open.isEmpty()) {
                for (String key : keys) {
                    Digest digest = digest(key);
                    if (!stillBad.contains(digest)) {
                        for (QuarantinedRow.Key each : open.getOrDefault(digest, List.of())) {
                            quarantine.mark(tx, each, QuarantinedRow.State.MENDED);
                        }
                    }
                }
            }
            quarantine.put(tx, rows, node.self().now());
        });
    }

    private Map<Digest, List<QuarantinedRow.Key>> open(Transaction tx) throws SQLException {
        QuarantineQuery query =
                new QuarantineQuery(QuarantinedRow.State.OPEN, Optional.empty(), Optional.of(connection));
        return quarantine.inOrder(tx, query).stream()
                .map(QuarantineEntry::key)
                .collect(Collectors.groupingBy(QuarantinedRow.Key::file));
    }

    /** The key may be an identity number: it is hashed with a key of this node. */
    private Digest digest(String key) {
        return Digest.of(node.self()
                .keys()
                .salt()
                .of(("table row\n" + connection + "\n" + key).getBytes(StandardCharsets.UTF_8)));
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

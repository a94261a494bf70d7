package org.jilian.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jilian.ledger.Outcome;
import org.jilian.ledger.RecordOutcome;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;

/** What this node said of records of each ledger where it is not plain "applied", numbered without gaps per ledger. */
public final class Outcomes {
    private static final String COLUMNS = "number, epoch, sequence, idx, outcome, code, reason";

    private Outcomes() {}

    public static void add(Transaction tx, long ledger, Iterable<RecordOutcome> outcomes) throws SQLException {
        tx.batch(
                "INSERT INTO outcome (ledger, number, epoch, sequence, idx, outcome, code, reason)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                outcomes,
                outcome -> {
                    Refusal refusal = outcome.refusal();
                    return Transaction.values(
                            ledger,
                            outcome.number(),
                            outcome.epoch(),
                            outcome.sequence(),
                            outcome.index(),
                            outcome.outcome().word(),
                            refusal == null ? null : refusal.code().name(),
                            refusal == null ? null : refusal.detail());
                });
    }

    /** In the order of their numbers, after one and at most so many. */
    public static List<RecordOutcome> after(Transaction tx, long ledger, long number, int limit) throws SQLException {
        return tx.list(
                "SELECT " + COLUMNS + " FROM outcome WHERE ledger = ? AND number > ? ORDER BY number LIMIT ?",
                Outcomes::outcome,
                ledger,
                number,
                limit);
    }

    /** The last that was said of one place; none means applied. */
    public static Optional<RecordOutcome> last(Transaction tx, Versions.Evidence place) throws SQLException {
        return tx.find(
                "SELECT " + COLUMNS + " FROM outcome WHERE ledger = ? AND epoch = ? AND sequence = ? AND idx = ?"
                        + " ORDER BY number DESC LIMIT 1",
                Outcomes::outcome,
                place.parcel().ledger(),
                place.parcel().epoch(),
                place.parcel().sequence(),
                place.index());
    }

    /**
     * The last word on every place, again under numbers after {@code number}, which others know from before a backup was
     * restored. The numbers from {@code highest} to there were used once; they are filled with the plainest word on the
     * first record, so that numbers have no gaps.
     *
     * @return the highest number used
     */
    public static long sayAgain(Transaction tx, long ledger, long highest, long number) throws SQLException {
        List<RecordOutcome> lastWords = tx.list(
                "SELECT " + COLUMNS + " FROM outcome o WHERE ledger = ? AND number = (SELECT max(number) FROM outcome"
                        + " WHERE ledger = o.ledger AND epoch = o.epoch AND sequence = o.sequence AND idx = o.idx)"
                        + " ORDER BY number",
                Outcomes::outcome,
                ledger);
        Optional<RecordOutcome> ofFirst = lastWords.stream()
                .filter(each -> each.epoch() == 1 && each.sequence() == 1 && each.index() == 0)
                .findFirst();
        Stream<RecordOutcome> filled = LongStream.rangeClosed(highest + 1, number)
                .mapToObj(each -> new RecordOutcome(
                        each,
                        1,
                        1,
                        0,
                        ofFirst.map(RecordOutcome::outcome).orElse(Outcome.APPLIED),
                        ofFirst.map(RecordOutcome::refusal).orElse(null)));
        Stream<RecordOutcome> again = IntStream.range(0, lastWords.size()).mapToObj(i -> {
            RecordOutcome each = lastWords.get(i);
            return new RecordOutcome(
                    number + i + 1, each.epoch(), each.sequence(), each.index(), each.outcome(), each.refusal());
        });
        add(tx, ledger, Stream.concat(filled, again)::iterator);
        return number + lastWords.size();
    }

    public static long refused(Transaction tx) throws SQLException {
        return tx.find("SELECT count(*) AS n FROM outcome WHERE outcome = 'refused'", row -> row.number("n"))
                .orElseThrow();
    }

    private static RecordOutcome outcome(Row row) throws SQLException {
        Optional<String> code = row.maybeText("code");
        return new RecordOutcome(
                row.number("number"),
                row.number("epoch"),
                row.number("sequence"),
                row.integer("idx"),
                Outcome.of(row.text("outcome")),
                code.isEmpty() ? null : new Refusal(RefusalCode.valueOf(code.get()), row.text("reason")));
    }
}

package org.jilian.statistics;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jilian.record.RecordVersion;
import org.jilian.rules.Period;
import org.jilian.store.Row;
import org.jilian.store.RowConsumer;
import org.jilian.store.Transaction;

/**
 * Counts the records of a report. Registrations come in the order of pseudonyms; for as many of them as are kept in memory
 * at once, hours and certificates are gone through in whatever order they stand in: to sort them took longer than all the
 * rest.
 *
 * <p>Counted are records in force. What several nodes authored under one natural key is one record, the first by author;
 * failed records, and those whose amount is no decimal, are told apart and not counted.
 */
final class Count {
    /** Persons that are in memory at once. */
    static final int AT_ONCE = 500_000;

    /** Rows that are counted while the next ones are read. */
    private static final int PIECE = 1_000;

    private static final String FAILED = "failed";
    private static final String IN_HOURS = "hours";
    private static final String MET = "met";
    private static final Set<String> OF_PERSON = Set.of("titleRank", "industry", "unitNature");
    private static final Set<String> OF_HOURS = Set.of("category", "course", "form", "hours", "result", "unit");
    private static final Set<String> OF_CERTIFICATE = Set.of("verdict");
    private static final String HOURS_AND_CERTIFICATES = "kind IN ('hour-record', 'hour-certificate')";

    /** Keys that more than one record has, whosoever and of whatever period; the primary key alone answers this. */
    private static final String SEVERAL =
            "SELECT key_hash FROM record WHERE " + HOURS_AND_CERTIFICATES + " GROUP BY key_hash HAVING COUNT(*) > 1";

    private final Transaction tx;
    private final Scope scope;
    private final Period period;
    private final int atOnce;
    private final Tables tables = new Tables();
    private final Courses courses = new Courses();
    private final People people = new People(courses);
    private final Aside aside = new Aside("statistics");
    private List<Taken> taken = new ArrayList<>(PIECE);
    private Set<String> several = Set.of();
    /** The first pseudonym that is not counted yet. */
    private String from = "";

    private String last = "";
    private long inPeriod;

    private Count(Transaction tx, Scope scope, Period period, int atOnce) {
        this.tx = tx;
        this.scope = scope;
        this.period = period;
        this.atOnce = atOnce;
    }

    private record Taken(String subject, boolean hours, byte[] body) {}

    /** @param inPeriod records of the period, without persons, who belong to none */
    record Counted(Tables tables, long inPeriod) {}

    static Counted of(Transaction tx, Scope scope, Period period) throws SQLException {
        return of(tx, scope, period, AT_ONCE);
    }

    static Counted of(Transaction tx, Scope scope, Period period, int atOnce) throws SQLException {
        Count count = new Count(tx, scope, period, atOnce);
        try (count.aside) {
            count.persons();
        }
        long classes = Classes.into(count.tables, tx, scope, period);
        return new Counted(count.tables, count.inPeriod + classes);
    }

    private void persons() throws SQLException {
        // one author has a key once
        several = scope.authors().size() == 1 ? Set.of() : new HashSet<>(tx.list(SEVERAL, row -> row.text("key_hash")));
        tx.each(
                "SELECT subject, division, body FROM record WHERE " + scope.sql()
                        + " AND subject IS NOT NULL AND status = ? AND kind = 'person'"
                        + " ORDER BY subject, first_author, key_hash",
                this::register,
                scope.parameters(RecordVersion.ACTIVE));
        count(Optional.empty());
        courses.into(tables);
    }

    private void register(Row row) throws SQLException {
        String subject = row.text("subject");
        if (subject.equals(last)) {
            return;
        }
        last = subject;
        if (people.size() == atOnce) {
            count(Optional.of(subject));
            from = subject;
        }
        Content content = Content.of(row.bytes("body"), OF_PERSON);
        people.register(
                subject,
                Profile.of(
                        row.text("division"),
                        content.text("titleRank"),
                        content.text("industry"),
                        content.text("unitNature")));
    }

    /** @param until the first pseudonym of whom is not registered yet */
    private void count(Optional<String> until) throws SQLException {
        if (several.isEmpty()) {
            each("", "", until, this::take);
        } else {
            each(", key_hash", "", until, row -> {
                if (!several.contains(row.text("key_hash"))) {
                    take(row);
                }
            });
            String[] same = {""};
            String sorted = " AND key_hash IN (" + SEVERAL + ") ORDER BY key_hash, kind, subject, first_author";
            each(", key_hash", sorted, until, row -> {
                String key = row.text("key_hash") + ' ' + row.text("kind") + ' ' + row.text("subject");
                if (!key.equals(same[0])) {
                    same[0] = key;
                    take(row);
                }
            });
        }
        hand();
        aside.await();
        people.into(tables);
    }

    private void each(String columns, String which, Optional<String> until, RowConsumer consumer) throws SQLException {
        List<Object> parameters = new ArrayList<>(List.of(RecordVersion.ACTIVE, period.value(), from));
        until.ifPresent(parameters::add);
        tx.each(
                "SELECT subject, kind, body" + columns + " FROM record WHERE " + scope.sql() + " AND status = ? AND "
                        + HOURS_AND_CERTIFICATES + " AND period = ? AND subject >= ?"
                        + (until.isPresent() ? " AND subject < ?" : "") + which,
                consumer,
                scope.parameters(parameters.toArray()));
    }

    private void take(Row row) throws SQLException {
        inPeriod++;
        taken.add(new Taken(row.text("subject"), row.text("kind").equals("hour-record"), row.bytes("body")));
        if (taken.size() == PIECE) {
            hand();
        }
    }

    private void hand() {
        List<Taken> piece = taken;
        taken = new ArrayList<>(PIECE);
        aside.give(() -> piece.forEach(this::add));
    }

    private void add(Taken one) {
        OnePerson person = people.of(one.subject());
        if (one.hours()) {
            hours(person, Content.of(one.body(), OF_HOURS));
        } else {
            Content content = Content.of(one.body(), OF_CERTIFICATE);
            person.certified(content.text("verdict").equals(Optional.of(MET)));
        }
    }

    private void hours(OnePerson person, Content content) {
        OptionalLong amount = Hundredths.read(content.text("hours").orElse(""));
        if (amount.isEmpty() || content.text("result").equals(Optional.of(FAILED))) {
            person.uncounted();
            return;
        }
        String unit = content.text("unit").orElse(IN_HOURS);
        long inHours = unit.equals(IN_HOURS) ? amount.getAsLong() : 0;
        person.learnt(
                content.text("category").orElse(Profile.NONE),
                content.text("form").orElse(Profile.NONE),
                unit,
                amount.getAsLong(),
                inHours);
        courses.add(content.text("course").orElse(Profile.NONE), person.groups(), inHours);
    }
}

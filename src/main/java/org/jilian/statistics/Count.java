package org.jilian.statistics;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jilian.record.RecordVersion;
import org.jilian.rules.Period;
import org.jilian.store.Row;
import org.jilian.store.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Counts the records of a report in two passes: persons with their hours and certificates, person by person, and classes.
 * In memory are one person, the figures and the names of courses.
 *
 * <p>Counted are records in force. What several nodes authored under one natural key is one record, the first by author;
 * failed records, and those whose amount is no decimal, are told apart and not counted.
 */
final class Count {
    private static final String FAILED = "failed";
    private static final String IN_HOURS = "hours";
    private static final String MET = "met";

    private final Transaction tx;
    private final Scope scope;
    private final Period period;
    private final Tables tables = new Tables();
    private final Courses courses = new Courses();
    private @Nullable OnePerson person;
    private String subject = "";
    private String key = "";
    private long inPeriod;

    private Count(Transaction tx, Scope scope, Period period) {
        this.tx = tx;
        this.scope = scope;
        this.period = period;
    }

    /** @param inPeriod records of the period, without persons, who belong to none */
    record Counted(Tables tables, long inPeriod) {}

    static Counted of(Transaction tx, Scope scope, Period period) throws SQLException {
        Count count = new Count(tx, scope, period);
        count.persons();
        count.classes();
        return new Counted(count.tables, count.inPeriod);
    }

    private void persons() throws SQLException {
        tx.each(
                "SELECT subject, kind, key_hash, division, body FROM record WHERE " + scope.sql()
                        + " AND subject IS NOT NULL AND status = ? AND (kind = 'person'"
                        + " OR kind IN ('hour-record', 'hour-certificate') AND period = ?)"
                        // a registration comes before what is counted under it
                        + " ORDER BY subject, CASE kind WHEN 'person' THEN 0 ELSE 1 END, key_hash, kind, first_author",
                this::take,
                scope.parameters(RecordVersion.ACTIVE, period.value()));
        finish();
        courses.into(tables);
    }

    private void take(Row row) throws SQLException {
        String kind = row.text("kind");
        if (!row.text("subject").equals(subject)) {
            finish();
            subject = row.text("subject");
        }
        String sameKey = kind + row.text("key_hash");
        boolean again = sameKey.equals(key);
        key = sameKey;
        if (again) {
            return;
        }
        Content content = Content.of(row.bytes("body"));
        if (kind.equals("person")) {
            person = new OnePerson(
                    Profile.of(
                            row.text("division"),
                            content.text("titleRank"),
                            content.text("industry"),
                            content.text("unitNature")),
                    true);
            return;
        }
        inPeriod++;
        OnePerson whose = person == null ? new OnePerson(Profile.UNREGISTERED, false) : person;
        person = whose;
        if (kind.equals("hour-record")) {
            hours(whose, content);
        } else {
            whose.certified(content.text("verdict").equals(Optional.of(MET)));
        }
    }

    private void hours(OnePerson whose, Content content) {
        OptionalLong amount = Hundredths.read(content.text("hours").orElse(""));
        if (amount.isEmpty() || content.text("result").equals(Optional.of(FAILED))) {
            whose.uncounted();
            return;
        }
        String unit = content.text("unit").orElse(IN_HOURS);
        long inHours = unit.equals(IN_HOURS) ? amount.getAsLong() : 0;
        whose.learnt(
                content.text("category").orElse(Profile.NONE),
                content.text("form").orElse(Profile.NONE),
                unit,
                amount.getAsLong(),
                inHours);
        courses.add(content.text("course").orElse(Profile.NONE), whose.profile(), inHours);
    }

    private void finish() {
        if (person != null) {
            person.into(tables);
            person = null;
        }
    }

    private void classes() throws SQLException {
        key = "";
        tx.each(
                "SELECT key_hash, division, body FROM record WHERE " + scope.sql()
                        + " AND status = ? AND kind = 'roster' AND period = ?" + " ORDER BY key_hash, first_author",
                this::takeClass,
                scope.parameters(RecordVersion.ACTIVE, period.value()));
    }

    private void takeClass(Row row) throws SQLException {
        if (row.text("key_hash").equals(key)) {
            return;
        }
        key = row.text("key_hash");
        inPeriod++;
        Content content = Content.of(row.bytes("body"));
        // whole numbers are hundredths of a hundred
        long headcount = Hundredths.read(content.text("headcount").orElse("")).orElse(0) / 100;
        long cost = Hundredths.read(content.text("cost").orElse("")).orElse(0);
        String type = content.text("classType").orElse(Profile.NONE);
        String funding = content.text("funding").orElse(Profile.NONE);
        for (By by : List.of(By.ALL, By.DIVISION)) {
            String group = by == By.ALL ? "all" : row.text("division");
            tables.add(Table.CLASSES, new Tables.Place(by, group, type), 1, headcount, cost);
            tables.add(Table.FUNDING, new Tables.Place(by, group, funding), 1, headcount, cost);
        }
    }
}

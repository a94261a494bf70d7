package org.jilian.rules.hours;

import org.jspecify.annotations.Nullable;

/** An hour line, of which a test states what it is about. Without a period it belongs where its dates lie. */
record Lines(HourLine line) {
    static Lines of(String record, String category, String hours) {
        return new Lines(new HourLine(
                new HourLine.Id(record, 1),
                "active",
                null,
                new HourLine.Activity(category, "课程" + record, null, "class", null, null, null, null, "passed"),
                hours,
                "hours"));
    }

    static HourLine professional(String record, String hours) {
        return of(record, "professional", hours).line();
    }

    static HourLine publicly(String record, String hours) {
        return of(record, "public", hours).line();
    }

    Lines on(@Nullable String start, @Nullable String end) {
        HourLine.Activity a = line.activity();
        return with(new HourLine.Activity(
                a.category(),
                a.course(),
                a.courseCode(),
                a.form(),
                start,
                end,
                a.institution(),
                a.institutionName(),
                a.result()));
    }

    Lines course(String name, @Nullable String code) {
        HourLine.Activity a = line.activity();
        return with(new HourLine.Activity(
                a.category(),
                name,
                code,
                a.form(),
                a.start(),
                a.end(),
                a.institution(),
                a.institutionName(),
                a.result()));
    }

    Lines at(String institution) {
        HourLine.Activity a = line.activity();
        return with(new HourLine.Activity(
                a.category(), a.course(), a.courseCode(), a.form(), a.start(), a.end(), null, institution, a.result()));
    }

    Lines form(@Nullable String form) {
        HourLine.Activity a = line.activity();
        return with(new HourLine.Activity(
                a.category(),
                a.course(),
                a.courseCode(),
                form,
                a.start(),
                a.end(),
                a.institution(),
                a.institutionName(),
                a.result()));
    }

    Lines result(@Nullable String result) {
        HourLine.Activity a = line.activity();
        return with(new HourLine.Activity(
                a.category(),
                a.course(),
                a.courseCode(),
                a.form(),
                a.start(),
                a.end(),
                a.institution(),
                a.institutionName(),
                result));
    }

    Lines unit(String unit) {
        return new Lines(new HourLine(line.id(), line.status(), line.period(), line.activity(), line.amount(), unit));
    }

    Lines status(String status) {
        return new Lines(new HourLine(line.id(), status, line.period(), line.activity(), line.amount(), line.unit()));
    }

    Lines period(String period) {
        return new Lines(new HourLine(line.id(), line.status(), period, line.activity(), line.amount(), line.unit()));
    }

    Lines version(int version) {
        return new Lines(new HourLine(
                new HourLine.Id(line.id().record(), version),
                line.status(),
                line.period(),
                line.activity(),
                line.amount(),
                line.unit()));
    }

    private Lines with(HourLine.Activity activity) {
        return new Lines(new HourLine(line.id(), line.status(), line.period(), activity, line.amount(), line.unit()));
    }
}

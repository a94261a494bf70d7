package org.jilian.rules.hours;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One hour record (学时记录) as a judgement takes it: texts as they stand in the record, right or wrong, because what is
 * wrong with them is a reason in the judgement and never an exception.
 *
 * @param period the record's own, which may be one year of a longer cycle; without one the dates decide
 * @param amount a decimal
 * @param unit a code of {@link Unit}
 */
public record HourLine(Id id, String status, @Nullable String period, Activity activity, String amount, String unit) {
    /** Which record, and which version of it. */
    public record Id(String record, int version) {}

    /** What was learnt, when and where; dates are days or months of GB/T 7408. */
    public record Activity(
            String category,
            String course,
            @Nullable String courseCode,
            @Nullable String form,
            @Nullable String start,
            @Nullable String end,
            @Nullable String institution,
            @Nullable String institutionName,
            @Nullable String result) {}

    /** By date, course and id; lines without a date last. It decides which of two lines a cap cuts. */
    static final Comparator<HourLine> ORDER = Comparator.comparing(
                    (HourLine line) -> line.activity.start(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(line -> line.activity.course())
            .thenComparing(line -> line.id.record())
            .thenComparing(line -> line.id.version())
            // two different lines of one id and version: whichever, but always the same
            .thenComparing(HourLine::toString);

    /**
     * The line of a record of kind {@code hour-record}.
     *
     * @param content the record's content; a field that is no text is taken as its JSON, which no rule accepts
     */
    public static HourLine of(String record, int version, String status, @Nullable String period, JsonNode content) {
        String unit = text(content, "unit");
        return new HourLine(
                new Id(record, version),
                status,
                period,
                new Activity(
                        or(text(content, "category"), ""),
                        or(text(content, "course"), ""),
                        text(content, "courseCode"),
                        text(content, "form"),
                        text(content, "startDate"),
                        text(content, "endDate"),
                        text(content, "institution"),
                        text(content, "institutionName"),
                        text(content, "result")),
                or(text(content, "hours"), ""),
                or(unit, Unit.HOURS.code()));
    }

    private static @Nullable String text(JsonNode content, String field) {
        JsonNode value = content.get(field);
        return value == null || value.isNull() ? null : value.isTextual() ? value.textValue() : value.toString();
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}

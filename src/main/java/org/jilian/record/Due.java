package org.jilian.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;

/**
 * By when a record of a kind is to be there each year (报送期限): for each record of another kind, such as a base that is
 * approved, one of this kind with the same values, such as the base's plan for the year. Part of the kind's descriptor.
 *
 * @param by month and day, in Asia/Shanghai; the record is late from the next day on
 * @param yearsBefore 1 if a record for 2026 is due in 2025
 * @param per the kind whose records each want one
 * @param in states in which they want one; empty for kinds without a workflow, whose active records do
 * @param match fields of the content that both have in common
 */
public record Due(MonthDay by, int yearsBefore, KindName per, List<String> in, List<String> match) {
    private static final MonthDay LEAP_DAY = MonthDay.of(2, 29);

    public Due {
        in = List.copyOf(in);
        match = List.copyOf(match);
        if (yearsBefore < 0 || yearsBefore > 1) {
            throw new MalformedException("'yearsBefore' of what is due", "0 or 1", "" + yearsBefore);
        }
        if (match.isEmpty()) {
            throw new MalformedException("what is due", "with at least one field to match", "none");
        }
        if (by.equals(LEAP_DAY)) {
            throw new MalformedException("'by' of what is due", "a day that every year has", "02-29");
        }
    }

    /** The last day on which a record for this year is in time. */
    public LocalDate lastDay(int year) {
        return by.atYear(year - yearsBefore);
    }

    /** The year whose record is the latest that has to be there on this day. */
    public int yearDueOn(LocalDate day) {
        int year = day.getYear() + yearsBefore;
        return day.isAfter(lastDay(year)) ? year : year - 1;
    }

    static Due read(JsonNode document) {
        document.fieldNames().forEachRemaining(field -> {
            if (!List.of("by", "yearsBefore", "per", "in", "match").contains(field)) {
                throw new MalformedException("what is due", "by, yearsBefore, per, in, match", field);
            }
        });
        String by = document.path("by").asText();
        try {
            return new Due(
                    MonthDay.parse("--" + by),
                    document.path("yearsBefore").asInt(),
                    new KindName(document.path("per").asText()),
                    texts(document.path("in")),
                    texts(document.path("match")));
        } catch (DateTimeException e) {
            throw new MalformedException("'by' of what is due", "a month and a day such as 12-10", by);
        }
    }

    ObjectNode write() {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("by", by.toString().substring(2))
                .put("yearsBefore", yearsBefore)
                .put("per", per.value());
        in.forEach(document.putArray("in")::add);
        match.forEach(document.putArray("match")::add);
        return document;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}

package org.jilian.rules.hours;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One place in a policy's document, read strictly: each field is asked for by name and type, and {@link #end} refuses
 * whatever was not asked for, so that no rule is written that nobody follows.
 */
final class PolicyPlace {
    private final String policy;
    private final String path;
    private final JsonNode node;
    private final Set<String> known = new HashSet<>();

    private PolicyPlace(String policy, String path, JsonNode node) {
        this.policy = policy;
        this.path = path;
        this.node = node;
    }

    static PolicyPlace document(JsonNode node) {
        String name = node.path("policy").isTextual() ? node.path("policy").textValue() : "?";
        return new PolicyPlace(name, "", node).object();
    }

    /** The field's value; absent fields are a mistake. */
    PolicyPlace required(String field) {
        return optional(field)
                .orElseThrow(() -> mistake("every " + shown() + " has '" + field + "'", "given", "absent"));
    }

    Optional<PolicyPlace> optional(String field) {
        known.add(field);
        JsonNode value = node.get(field);
        return value == null
                ? Optional.empty()
                : Optional.of(new PolicyPlace(policy, path.isEmpty() ? field : path + "." + field, value));
    }

    Optional<PolicyPlace> optionalObject(String field) {
        return optional(field).map(PolicyPlace::object);
    }

    private PolicyPlace object() {
        if (!node.isObject()) {
            throw mistake("fields with their values", "an object", node.toString());
        }
        return this;
    }

    /** Each item of a list, as an object. */
    <T> List<T> objects(Function<PolicyPlace, T> form) {
        List<T> values = new ArrayList<>();
        for (PolicyPlace item : items()) {
            values.add(form.apply(item.object()));
            item.end();
        }
        return values;
    }

    private List<PolicyPlace> items() {
        if (!node.isArray()) {
            throw mistake("several values", "a list", node.toString());
        }
        List<PolicyPlace> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            items.add(new PolicyPlace(policy, path + "[" + i + "]", node.get(i)));
        }
        return items;
    }

    /** A list of different texts; an absent one is empty. */
    SortedSet<String> words(String field, Function<PolicyPlace, String> form) {
        return optional(field).map(list -> list.each(form)).orElseGet(Collections::emptySortedSet);
    }

    /** A list of different values that is not empty. */
    <T extends Comparable<T>> SortedSet<T> each(Function<PolicyPlace, T> form) {
        SortedSet<T> values = new TreeSet<>();
        for (PolicyPlace item : items()) {
            if (!values.add(form.apply(item))) {
                throw item.mistake("a value stands once", "another value", item.node.toString());
            }
        }
        if (values.isEmpty()) {
            throw mistake("several values", "at least one", "none");
        }
        return Collections.unmodifiableSortedSet(values);
    }

    Set<String> fieldNames() {
        Set<String> names = new TreeSet<>();
        object().node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    String text() {
        if (!node.isTextual() || node.textValue().isBlank()) {
            throw mistake("a text, in quotation marks if it looks like a number", "a text", node.toString());
        }
        return node.textValue();
    }

    /** @param rule what the form is good for */
    <T> T as(Function<String, Optional<T>> form, String rule, String expected) {
        String text = text();
        return form.apply(text).orElseThrow(() -> mistake(rule, expected, "'" + text + "'"));
    }

    String matching(String pattern, String expected) {
        return as(text -> Optional.of(text).filter(each -> each.matches(pattern)), "the form of this field", expected);
    }

    /** More than nothing: a rule about nothing is a slip. */
    BigDecimal decimal() {
        return as(
                text -> Decimals.isWritten(text) && !text.equals("0")
                        ? Optional.of(new BigDecimal(text))
                        : Optional.<BigDecimal>empty(),
                "amounts are exact decimals in quotation marks",
                "a number above 0 such as \"72\" or \"4.5\"");
    }

    LocalDate date() {
        return as(PolicyPlace::parsed, "dates are days of the calendar", "a day such as 2015-10-01");
    }

    private static Optional<LocalDate> parsed(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            // java.time says by exception what is here a mistake with its place
            return Optional.empty();
        }
    }

    int integer(int least, int most) {
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
            throw mistake("a whole number", "from " + least + " to " + most, node.toString());
        }
        return node.intValue();
    }

    boolean flag() {
        if (!node.isBoolean()) {
            throw mistake("a yes or no", "true or false", node.toString());
        }
        return node.booleanValue();
    }

    <E extends Enum<E>> E oneOf(E[] values) {
        return as(
                text -> Stream.of(values)
                        .filter(each -> each.toString().equals(text))
                        .findFirst(),
                "the words of this field",
                "one of " + Stream.of(values).map(Enum::toString).sorted().toList());
    }

    void end() {
        for (String name : fieldNames()) {
            if (!known.contains(name)) {
                throw new PolicyPlace(policy, path.isEmpty() ? name : path + "." + name, node)
                        .mistake("no field is passed over", "one of " + new TreeSet<>(known), "unknown");
            }
        }
    }

    PolicyMistakeException mistake(String rule, String expected, String actual) {
        return new PolicyMistakeException(policy, path.isEmpty() ? "the document" : path, rule, expected, actual);
    }

    private String shown() {
        return path.isEmpty() ? "policy" : "such place";
    }
}

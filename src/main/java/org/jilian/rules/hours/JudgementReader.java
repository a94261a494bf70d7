package org.jilian.rules.hours;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jilian.record.Digest;
import org.jilian.record.MalformedException;
import org.jilian.rules.Checked;
import org.jilian.rules.Period;

/**
 * A judgement from its document. It is strict by writing what it read: a document with one field more, one fewer, or
 * with totals that are not the sums, is not the one that {@link JudgementWriter} makes of what was read.
 */
final class JudgementReader {
    private final JsonNode document;

    JudgementReader(JsonNode document) {
        this.document = document;
    }

    Judgement read() {
        Judgement judgement = judgement();
        if (!judgement.write().equals(document)) {
            throw new MalformedException(
                    "judgement",
                    "the document that its own values make, without other fields",
                    "one that says something else: " + different(judgement.write()));
        }
        return judgement;
    }

    private Judgement judgement() {
        return new Judgement(
                basis(),
                all(document.path("lines"), JudgementReader::line),
                new Judgement.Totals(
                        sums(document.path("totals").path("lines")),
                        sums(document.path("totals").path("carriedIn"))),
                all(
                        document.path("duties"),
                        each -> new Judgement.Measured(
                                optional(each, "of")
                                        .filter(of -> !of.equals("total"))
                                        .map(JudgementReader::category),
                                decimal(each, "least"),
                                decimal(each, "counted"),
                                decimal(each, "missing"))),
                carried("carryOver"),
                all(document.path("notes"), JudgementReader::why));
    }

    private Judgement.Basis basis() {
        JsonNode person = document.path("person");
        return new Judgement.Basis(
                period(text(document, "period")),
                new Span(date(text(document, "first")), date(text(document, "last"))),
                new Facts(
                        all(person.path("places"), JsonNode::asText),
                        optional(person, "rank"),
                        optional(person, "unitNature"),
                        optional(person, "industry"),
                        new TreeSet<>(all(person.path("programmes"), JsonNode::asText)),
                        new TreeSet<>(all(person.path("tags"), JsonNode::asText))),
                all(
                        document.path("policy"),
                        each -> new Cited(
                                text(each, "policy"),
                                each.path("version").intValue(),
                                Digest.parse(text(each, "digest")))),
                all(document.path("choice"), JudgementReader::why),
                carried("carriedIn"));
    }

    private static Judgement.Line line(JsonNode each) {
        BigDecimal counted = decimal(each, "counted");
        List<Why> why = new ArrayList<>();
        if (counted.signum() > 0) {
            why.add(Judgement.Line.counts(counted));
        }
        why.addAll(all(each.path("why"), JudgementReader::why));
        return new Judgement.Line(
                new HourLine.Id(text(each, "record"), each.path("version").intValue()),
                optional(each, "category").map(JudgementReader::category),
                each.has("hours") ? decimal(each, "hours") : counted,
                counted,
                why);
    }

    private static Why why(JsonNode each) {
        Map<String, String> parameters = new TreeMap<>();
        each.path("parameters")
                .fields()
                .forEachRemaining(
                        field -> parameters.put(field.getKey(), field.getValue().asText()));
        String code = text(each, "code");
        return Why.of(
                WhyCode.of(code)
                        .orElseThrow(() ->
                                new MalformedException("reason in a judgement", "one that this software knows", code)),
                parameters);
    }

    private Carried carried(String field) {
        JsonNode carried = document.path(field);
        return carried.isMissingNode()
                ? Carried.NOTHING
                : new Carried(text(carried, "period"), sums(carried.path("hours")));
    }

    private static Sums sums(JsonNode node) {
        Map<Category, BigDecimal> sums = new EnumMap<>(Category.class);
        node.fieldNames().forEachRemaining(name -> sums.put(category(name), decimal(node, name)));
        return new Sums(sums);
    }

    private static Category category(String code) {
        return Category.of(code)
                .orElseThrow(() -> new MalformedException("category in a judgement", "public or professional", code));
    }

    private static Period period(String text) {
        return Period.check(text).fold(Checked.Valid::value, reason -> {
            throw new MalformedException("period of a judgement", reason.what().en(), text);
        });
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new MalformedException("date in a judgement", "like 2026-01-31", text);
        }
    }

    private static BigDecimal decimal(JsonNode owner, String field) {
        String text = text(owner, field);
        if (!Decimals.isWritten(text)) {
            throw new MalformedException("'" + field + "' in a judgement", "an exact decimal", text);
        }
        return new BigDecimal(text);
    }

    private static String text(JsonNode owner, String field) {
        return optional(owner, field)
                .orElseThrow(() -> new MalformedException(
                        "'" + field + "' in a judgement",
                        "a text",
                        owner.path(field).toString()));
    }

    private static Optional<String> optional(JsonNode owner, String field) {
        return Optional.ofNullable(owner.path(field).textValue());
    }

    private static <T> List<T> all(JsonNode list, Function<JsonNode, T> form) {
        List<T> values = new ArrayList<>();
        list.forEach(each -> values.add(form.apply(each)));
        return values;
    }

    private String different(JsonNode written) {
        List<String> names = new ArrayList<>();
        document.fieldNames().forEachRemaining(names::add);
        return names.stream()
                .filter(name -> !document.path(name).equals(written.path(name)))
                .findFirst()
                .orElse("a field is missing");
    }
}

package org.jilian.rules.hours;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import java.util.Optional;
import org.jilian.rules.Checked;
import org.jilian.rules.CodeTable;
import org.jilian.rules.DivisionCode;
import org.jilian.rules.Text;

/** The policy that a document states, whether it was YAML or came as a record; nothing in it is passed over. */
final class PolicyReader {
    static final String NAME = "[a-z][a-z0-9-]{0,62}";

    private final Map<String, CodeTable> tables;

    PolicyReader(Map<String, CodeTable> tables) {
        this.tables = tables;
    }

    Policy read(JsonNode document) {
        PolicyPlace place = PolicyPlace.document(document);
        Policy policy = new Policy(
                head(place),
                division(place.required("place")),
                inForce(place),
                place.optional("beside").map(PolicyPlace::flag).orElse(false),
                applies(place),
                place.optionalObject("inherits").map(PolicyReader::inherits),
                new RulesReader(this).read(place));
        place.end();
        if (policy.inherits().isEmpty() && policy.rules().owed().duties().isEmpty()) {
            throw place.mistake(
                    "a policy says what is owed, or whose policy says it", "'duties' or 'inherits'", "absent");
        }
        return policy;
    }

    private static Policy.Head head(PolicyPlace place) {
        PolicyPlace label = place.required("label");
        Text labels = new Text(label.required("zh").text(), label.required("en").text());
        label.end();
        return new Policy.Head(
                name(place.required("policy")),
                place.required("version").integer(1, 1_000_000),
                labels,
                place.required("document").text());
    }

    private static Policy.InForce inForce(PolicyPlace place) {
        LocalDate from = place.required("from").date();
        Optional<PolicyPlace> until = place.optional("until");
        until.filter(last -> last.date().isBefore(from)).ifPresent(last -> {
            throw last.mistake("a policy ends after it began", "not before " + from, last.text());
        });
        return new Policy.InForce(
                from,
                until.map(PolicyPlace::date),
                place.optional("activitiesFrom").map(PolicyPlace::date));
    }

    private static Inherits inherits(PolicyPlace place) {
        Inherits inherits = new Inherits(
                place.optional("policy").map(PolicyReader::name),
                place.optional("place").map(PolicyReader::division),
                place.optional("rules").map(PolicyReader::groups).orElseGet(Rules::all));
        place.end();
        if (inherits.policy().isPresent() == inherits.place().isPresent()) {
            throw place.mistake(
                    "one parent",
                    "either 'policy' or 'place'",
                    place.fieldNames().toString());
        }
        return inherits;
    }

    private static java.util.SortedSet<Rules.Group> groups(PolicyPlace list) {
        return list.each(item -> item.oneOf(Rules.Group.values()));
    }

    Applies applies(PolicyPlace owner) {
        return owner.optionalObject("applies")
                .map(place -> {
                    Applies applies = new Applies(
                            place.words("ranks", item -> code(item, "title-rank")),
                            place.words("unitNatures", item -> code(item, "unit-nature")),
                            place.words("industries", PolicyPlace::text),
                            place.words("programmes", PolicyReader::name),
                            place.words("tags", PolicyPlace::text));
                    place.end();
                    return applies;
                })
                .orElse(Applies.TO_ALL);
    }

    /** A code as the table has it; words that people write for it do not do here. */
    String code(PolicyPlace place, String table) {
        CodeTable codes = tables.get(table);
        String code = place.text();
        if (codes != null && !codes.labels().containsKey(code)) {
            throw place.mistake(
                    "a code of the table '" + table + "'",
                    "one of " + codes.labels().keySet(),
                    "'" + code + "'");
        }
        return code;
    }

    static String name(PolicyPlace place) {
        return place.matching(NAME, "a lower-case word of a-z 0-9 -, at most 63 long");
    }

    static String division(PolicyPlace place) {
        return place.as(
                text -> DivisionCode.check(text) instanceof Checked.Valid<DivisionCode> valid
                                && valid.value().value().equals(text)
                        ? Optional.of(text)
                        : Optional.<String>empty(),
                "places are division codes",
                "six digits of GB/T 2260 in quotation marks, 000000 for the nation");
    }

    static Optional<MonthDay> monthDay(String text) {
        try {
            return Optional.of(MonthDay.parse("--" + text)).filter(day -> day.isValidYear(2001));
        } catch (DateTimeException e) {
            // java.time says by exception what is here a mistake with its place
            return Optional.empty();
        }
    }
}

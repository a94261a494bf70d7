package org.jilian.rules.hours;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/** What a policy rules, group by group; a group that stands there as an empty list rules that there is none. */
final class RulesReader {
    private final PolicyReader policy;

    RulesReader(PolicyReader policy) {
        this.policy = policy;
    }

    Rules read(PolicyPlace place) {
        return new Rules(
                new Owed(
                        one(place, "cycle", RulesReader::cycle),
                        list(place, "duties", this::duty),
                        one(place, "carryOver", RulesReader::carryOver)),
                new Counting(
                        list(place, "conversions", this::conversion),
                        one(place, "forms", this::forms),
                        list(place, "spreads", this::spread),
                        list(place, "caps", this::cap),
                        one(place, "doubles", RulesReader::doubles),
                        one(place, "overlaps", each -> new Overlaps(formCodes(each), source(each)))));
    }

    private static <T> Optional<T> one(PolicyPlace owner, String field, Function<PolicyPlace, T> form) {
        return owner.optionalObject(field).map(place -> {
            T value = form.apply(place);
            place.end();
            return value;
        });
    }

    private static <T> Optional<List<T>> list(PolicyPlace owner, String field, Function<PolicyPlace, T> form) {
        return owner.optional(field).map(place -> place.objects(form));
    }

    private static Cycle cycle(PolicyPlace place) {
        return new Cycle(
                place.required("years").integer(1, 10),
                place.required("begins")
                        .as(
                                PolicyReader::monthDay,
                                "the day on which a period begins",
                                "month and day such as \"05-01\""),
                place.optional("first").map(first -> first.integer(1949, 2199)),
                source(place));
    }

    private Duty duty(PolicyPlace place) {
        Map<Category, Quantity> categories = new EnumMap<>(Category.class);
        place.optionalObject("categories").ifPresent(each -> {
            for (Category category : Category.values()) {
                each.optionalObject(category.code())
                        .ifPresent(quantity -> categories.put(category, quantity(quantity)));
            }
            each.end();
        });
        return new Duty(
                policy.applies(place),
                place.required("least").decimal(),
                place.optional("unit").map(unit -> unit.oneOf(Unit.values())).orElse(Unit.HOURS),
                categories,
                source(place));
    }

    private static Quantity quantity(PolicyPlace place) {
        Optional<BigDecimal> hours = place.optional("hours").map(PolicyPlace::decimal);
        Optional<Share> share = place.optional("share")
                .map(each -> each.as(
                        Share::parse, "a share is a fraction from 0 to 1 in quotation marks", "such as \"2/3\""));
        Optional<Quantity.Whole> of = place.optional("of").map(each -> each.oneOf(Quantity.Whole.values()));
        place.end();
        if (hours.isPresent() == share.isPresent() || share.isPresent() != of.isPresent()) {
            throw place.mistake(
                    "a quantity",
                    "'hours', or 'share' with 'of'",
                    place.fieldNames().toString());
        }
        return hours.<Quantity>map(Quantity.Fixed::new)
                .orElseGet(() -> new Quantity.Part(share.orElseThrow(), of.orElseThrow()));
    }

    private Conversion conversion(PolicyPlace place) {
        PolicyPlace unit = place.required("unit");
        if (unit.oneOf(Unit.values()) == Unit.HOURS) {
            throw unit.mistake("hours are what is converted into", "another unit", "'hours'");
        }
        return new Conversion(
                unit.oneOf(Unit.values()),
                place.required("amount").decimal(),
                place.required("hours").decimal(),
                policy.applies(place),
                source(place));
    }

    private Forms forms(PolicyPlace place) {
        SortedSet<String> only = place.words("only", this::form);
        SortedSet<String> except = place.words("except", this::form);
        if (only.isEmpty() == except.isEmpty()) {
            throw place.mistake(
                    "which forms count",
                    "either 'only' or 'except', with codes",
                    place.fieldNames().toString());
        }
        return new Forms(!only.isEmpty(), only.isEmpty() ? except : only, source(place));
    }

    private Spread spread(PolicyPlace place) {
        return new Spread(formCodes(place), place.required("periods").integer(2, 10), source(place));
    }

    private Cap cap(PolicyPlace place) {
        PolicyPlace most = place.required("most");
        Cap cap = new Cap(
                place.required("per").oneOf(Cap.Per.values()),
                place.optional("category").map(each -> each.oneOf(Category.values())),
                place.words("forms", this::form),
                quantity(most),
                source(place));
        if (cap.most() instanceof Quantity.Part part && part.of() == Quantity.Whole.TOTAL) {
            throw most.mistake("a cap decides the total, so it is no share of it", "of: minimum", "of: total");
        }
        return cap;
    }

    private static CarryOver carryOver(PolicyPlace place) {
        return new CarryOver(
                place.required("most").decimal(),
                place.optional("categories")
                        .map(list -> list.each(item -> item.oneOf(Category.values())))
                        .orElseGet(java.util.Collections::emptySortedSet),
                source(place));
    }

    private static Doubles doubles(PolicyPlace place) {
        return new Doubles(place.required("by").each(item -> item.oneOf(Doubles.Same.values())), source(place));
    }

    private SortedSet<String> formCodes(PolicyPlace place) {
        place.required("forms");
        return place.words("forms", this::form);
    }

    private String form(PolicyPlace item) {
        return policy.code(item, "learning-form");
    }

    private static Source source(PolicyPlace place) {
        return new Source(
                place.required("source").text(),
                place.optional("unverified").map(PolicyPlace::flag).orElse(false));
    }
}

package org.jilian.rules.hours;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jilian.rules.Text;

/** The one document of a policy: what is the default is left out, sets are sorted, decimals are texts. */
final class PolicyWriter {
    private PolicyWriter() {}

    static ObjectNode write(Policy policy) {
        ObjectNode out = object();
        out.put("policy", policy.name());
        out.put("version", policy.head().version());
        out.set("label", text(policy.head().label()));
        out.put("document", policy.head().document());
        out.put("place", policy.place());
        out.put("from", policy.inForce().from().toString());
        policy.inForce().until().ifPresent(day -> out.put("until", day.toString()));
        policy.inForce().activitiesFrom().ifPresent(day -> out.put("activitiesFrom", day.toString()));
        if (policy.beside()) {
            out.put("beside", true);
        }
        applies(out, policy.applies());
        policy.inherits().ifPresent(inherits -> {
            ObjectNode parent = out.putObject("inherits");
            inherits.policy().ifPresent(name -> parent.put("policy", name));
            inherits.place().ifPresent(place -> parent.put("place", place));
            if (!inherits.rules().equals(Rules.all())) {
                words(parent, "rules", inherits.rules());
            }
        });
        owed(out, policy.rules().owed());
        counting(out, policy.rules().counting());
        return out;
    }

    private static void owed(ObjectNode out, Owed owed) {
        owed.cycle().ifPresent(cycle -> {
            ObjectNode each = out.putObject("cycle");
            each.put("years", cycle.years());
            each.put("begins", cycle.begins().toString().substring(2));
            cycle.first().ifPresent(year -> each.put("first", year));
            source(each, cycle.source());
        });
        list(out, "duties", owed.duties(), PolicyWriter::duty);
        owed.carryOver().ifPresent(carry -> {
            ObjectNode each = out.putObject("carryOver");
            each.put("most", Decimals.text(carry.most()));
            words(each, "categories", carry.categories());
            source(each, carry.source());
        });
    }

    private static ObjectNode duty(Duty duty) {
        ObjectNode out = object();
        applies(out, duty.applies());
        out.put("least", Decimals.text(duty.least()));
        if (duty.unit() != Unit.HOURS) {
            out.put("unit", duty.unit().code());
        }
        if (!duty.categories().isEmpty()) {
            ObjectNode categories = out.putObject("categories");
            new TreeMap<>(duty.categories())
                    .forEach((category, least) -> categories.set(category.code(), quantity(least)));
        }
        return source(out, duty.source());
    }

    private static void counting(ObjectNode out, Counting counting) {
        list(out, "conversions", counting.conversions(), each -> {
            ObjectNode conversion = object();
            conversion.put("unit", each.unit().code());
            conversion.put("amount", Decimals.text(each.amount()));
            conversion.put("hours", Decimals.text(each.hours()));
            applies(conversion, each.applies());
            return source(conversion, each.source());
        });
        counting.forms().ifPresent(forms -> {
            ObjectNode each = out.putObject("forms");
            words(each, forms.only() ? "only" : "except", forms.forms());
            source(each, forms.source());
        });
        list(out, "spreads", counting.spreads(), each -> {
            ObjectNode spread = object();
            words(spread, "forms", each.forms());
            spread.put("periods", each.periods());
            return source(spread, each.source());
        });
        list(out, "caps", counting.caps(), PolicyWriter::cap);
        counting.doubles().ifPresent(doubles -> {
            ObjectNode each = out.putObject("doubles");
            words(each, "by", doubles.by());
            source(each, doubles.source());
        });
        counting.overlaps().ifPresent(overlaps -> {
            ObjectNode each = out.putObject("overlaps");
            words(each, "forms", overlaps.forms());
            source(each, overlaps.source());
        });
    }

    private static ObjectNode cap(Cap cap) {
        ObjectNode out = object();
        out.put("per", cap.per().toString());
        cap.category().ifPresent(category -> out.put("category", category.code()));
        words(out, "forms", cap.forms());
        out.set("most", quantity(cap.most()));
        return source(out, cap.source());
    }

    private static ObjectNode quantity(Quantity quantity) {
        ObjectNode out = object();
        if (quantity instanceof Quantity.Part part) {
            out.put("share", part.share().toString());
            out.put("of", part.of().toString());
        } else if (quantity instanceof Quantity.Fixed fixed) {
            out.put("hours", Decimals.text(fixed.hours()));
        }
        return out;
    }

    private static void applies(ObjectNode out, Applies applies) {
        Map<String, Collection<String>> sets = new TreeMap<>(Map.of(
                "ranks", applies.ranks(),
                "unitNatures", applies.unitNatures(),
                "industries", applies.industries(),
                "programmes", applies.programmes(),
                "tags", applies.tags()));
        if (applies.criteria() > 0) {
            ObjectNode each = out.putObject("applies");
            sets.forEach((field, words) -> words(each, field, words));
        }
    }

    private static ObjectNode source(ObjectNode out, Source source) {
        out.put("source", source.place());
        if (source.unverified()) {
            out.put("unverified", true);
        }
        return out;
    }

    private static <T> void list(ObjectNode out, String field, Optional<List<T>> list, Function<T, JsonNode> form) {
        list.ifPresent(items -> {
            ArrayNode array = out.putArray(field);
            items.forEach(item -> array.add(form.apply(item)));
        });
    }

    private static void words(ObjectNode out, String field, Collection<?> words) {
        if (!words.isEmpty()) {
            ArrayNode array = out.putArray(field);
            words.forEach(word -> array.add(word.toString()));
        }
    }

    private static ObjectNode text(Text text) {
        return object().put("zh", text.zh()).put("en", text.en());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}

package org.jilian.rules.hours;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;

/**
 * The one document of a judgement. Totals, duties and verdict are written although they could be derived, for readers that
 * only look; of a line, of which there are many, only what the others do not say: {@code hours} where they are not what is
 * counted, {@code why} without that it is counted, which the number says.
 */
final class JudgementWriter {
    static final String FORMAT = "jilian-judgement-1";

    private JudgementWriter() {}

    static ObjectNode write(Judgement judgement) {
        Judgement.Basis basis = judgement.basis();
        ObjectNode out = object();
        out.put("format", FORMAT);
        out.put("period", basis.period().value());
        out.put("first", basis.span().first().toString());
        out.put("last", basis.span().last().toString());
        out.set("person", person(basis.person()));
        ArrayNode policy = out.putArray("policy");
        basis.policy()
                .forEach(each -> policy.addObject()
                        .put("policy", each.policy())
                        .put("version", each.version())
                        .put("digest", each.digest().toString()));
        out.set("choice", why(basis.choice()));
        carried(out, "carriedIn", basis.carriedIn());
        ArrayNode lines = out.putArray("lines");
        judgement.lines().forEach(each -> lines.add(line(each)));
        ObjectNode totals = out.putObject("totals");
        totals.put("all", Decimals.text(judgement.totals().all()));
        totals.set("lines", sums(judgement.totals().lines()));
        totals.set("carriedIn", sums(judgement.totals().carriedIn()));
        ArrayNode duties = out.putArray("duties");
        judgement
                .duties()
                .forEach(each -> duties.addObject()
                        .put("of", each.category().map(Category::code).orElse("total"))
                        .put("least", Decimals.text(each.least()))
                        .put("counted", Decimals.text(each.counted()))
                        .put("missing", Decimals.text(each.missing())));
        out.put("met", judgement.met());
        carried(out, "carryOver", judgement.carryOver());
        out.set("notes", why(judgement.notes()));
        return out;
    }

    private static ObjectNode person(Facts person) {
        ObjectNode out = object();
        words(out, "places", person.places());
        person.rank().ifPresent(rank -> out.put("rank", rank));
        person.unitNature().ifPresent(nature -> out.put("unitNature", nature));
        person.industry().ifPresent(industry -> out.put("industry", industry));
        words(out, "programmes", person.programmes());
        words(out, "tags", person.tags());
        return out;
    }

    private static ObjectNode line(Judgement.Line line) {
        ObjectNode out = object();
        out.put("record", line.id().record());
        out.put("version", line.id().version());
        line.category().ifPresent(category -> out.put("category", category.code()));
        if (line.hours().compareTo(line.counted()) != 0) {
            out.put("hours", Decimals.text(line.hours()));
        }
        out.put("counted", Decimals.text(line.counted()));
        List<Why> said = line.why().stream()
                .filter(each -> !line.saysOnlyThatItCounts(each))
                .toList();
        if (!said.isEmpty()) {
            out.set("why", why(said));
        }
        return out;
    }

    private static void carried(ObjectNode out, String field, Carried carried) {
        if (!carried.equals(Carried.NOTHING)) {
            out.putObject(field).put("period", carried.period()).set("hours", sums(carried.sums()));
        }
    }

    private static ObjectNode sums(Sums sums) {
        ObjectNode out = object();
        sums.hours().forEach((category, hours) -> out.put(category.code(), Decimals.text(hours)));
        return out;
    }

    private static ArrayNode why(List<Why> reasons) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        reasons.forEach(each -> {
            ObjectNode parameters =
                    out.addObject().put("code", each.code().code()).putObject("parameters");
            each.parameters().forEach(parameters::put);
        });
        return out;
    }

    private static void words(ObjectNode out, String field, Collection<String> words) {
        ArrayNode array = out.putArray(field);
        words.forEach(array::add);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}

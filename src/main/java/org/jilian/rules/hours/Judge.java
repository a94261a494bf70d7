package org.jilian.rules.hours;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.record.MalformedException;

/** Judges one person's hours in one period under one policy. A pure function: no clock, no order, no outside. */
public final class Judge {
    private final Facts person;
    private final Choice.Chosen chosen;
    private final Used used = new Used();

    private Judge(Facts person, Choice.Chosen chosen) {
        this.person = person;
        this.chosen = chosen;
    }

    /**
     * @param lines of the period; with a policy that spreads hours also those of the periods before
     * @param carried what the judgement of the period before let be carried over
     */
    public static Judgement judge(Facts person, Choice.Chosen chosen, Collection<HourLine> lines, Carried carried) {
        return new Judge(person, chosen).judge(lines, carried);
    }

    /**
     * The judgement again, from what its document says of person and period: the same document, if nothing changed.
     *
     * @param policy the policy that the document cites, with what it inherits
     * @throws MalformedException if the document is no judgement, or the policy none that it could be made by
     */
    public static ObjectNode recompute(JsonNode document, Collection<HourLine> lines, Effective policy) {
        Judgement.Basis basis = Judgement.read(document).basis();
        Duty duty = policy.rules()
                .owed()
                .duty(basis.person())
                .orElseThrow(() -> new MalformedException(
                        "policy of the judgement",
                        "one with a duty for this person",
                        policy.policy().name()));
        Span span = policy.cycle()
                .span(basis.period())
                .orElseThrow(() -> new MalformedException(
                        "period of the judgement",
                        "one of " + policy.policy().name(),
                        basis.period().value()));
        Choice.Chosen chosen = new Choice.Chosen(policy, basis.period(), span, duty, basis.choice());
        return judge(basis.person(), chosen, lines, basis.carriedIn()).write();
    }

    private Judgement judge(Collection<HourLine> lines, Carried carried) {
        Counting counting = chosen.policy().rules().counting();
        used.source(chosen.policy().cycle().source());
        used.source(chosen.duty().source());
        List<Row> rows = new ArrayList<>(lines.size());
        lines.stream().sorted(HourLine.ORDER).forEach(line -> rows.add(new Row(line)));

        Repeats.ofOneRecord(rows);
        LineCheck check = new LineCheck(chosen, person, used);
        rows.stream().filter(Row::isIn).forEach(check::check);
        new Repeats(counting, used).ofOneActivity(rows);
        new Converting(counting).convert(rows, used);
        CarriedIn carriedIn =
                CarriedIn.of(carried, chosen.policy().rules().owed().carryOver(), used);
        BigDecimal minimum = minimum();
        Capping capping = new Capping(counting.caps().orElse(List.of()), minimum, used);
        Sums counted = carriedIn.under(capping, counting.caps().orElse(List.of()));
        capping.cap(rows, counted);

        List<Judgement.Line> judged = rows.stream().map(Row::judged).toList();
        Judgement.Totals totals = new Judgement.Totals(sums(rows), counted);
        List<Judgement.Measured> duties = measured(totals, minimum);
        Carried further = CarryingOver.of(chosen, totals, duties);
        List<Why> notes = new ArrayList<>(carriedIn.said(counted));
        notes.addAll(used.unverified());
        return new Judgement(
                new Judgement.Basis(
                        chosen.period(), chosen.span(), person, chosen.policy().cited(), chosen.why(), carried),
                judged,
                totals,
                duties,
                further,
                notes);
    }

    /** The prescribed total in hours. */
    private BigDecimal minimum() {
        Duty duty = chosen.duty();
        if (duty.unit() == Unit.HOURS) {
            return duty.least();
        }
        Conversion conversion = chosen.policy()
                .rules()
                .counting()
                .conversion(duty.unit(), person)
                .orElseThrow(() -> new MalformedException(
                        "policy of the judgement",
                        "one that converts " + duty.unit(),
                        chosen.policy().policy().name()));
        used.source(conversion.source());
        return conversion.of(duty.least());
    }

    private Sums sums(List<Row> rows) {
        Map<Category, BigDecimal> sums = new EnumMap<>(Category.class);
        rows.stream().filter(Row::isIn).forEach(row -> sums.merge(row.category(), row.counted(), BigDecimal::add));
        return new Sums(sums);
    }

    private List<Judgement.Measured> measured(Judgement.Totals totals, BigDecimal minimum) {
        List<Judgement.Measured> measured = new ArrayList<>();
        measured.add(Judgement.Measured.of(Optional.empty(), minimum, totals.all()));
        for (Category category : Category.values()) {
            Quantity least = chosen.duty().categories().get(category);
            if (least != null) {
                measured.add(Judgement.Measured.of(
                        Optional.of(category),
                        least.hours(minimum, totals.all(), RoundingMode.CEILING),
                        totals.of(category)));
            }
        }
        return measured;
    }
}

package org.jilian.rules.hours;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jilian.rules.Period;

/**
 * Which policy goes before which: the more local place's, then the one meant for fewer, if it is in force on the
 * period's last day and has a duty for the person. A place without such a policy leaves the question to the next.
 */
final class Precedence {
    static final Comparator<Policy> MEANT_FOR_FEWER_FIRST = Comparator.comparingInt(
                    (Policy each) -> each.applies().criteria())
            .reversed()
            .thenComparing(each -> each.inForce().from(), Comparator.reverseOrder())
            .thenComparing(Policy::name);

    private final Policies policies;
    private final Facts person;
    private final Period period;

    Precedence(Policies policies, Facts person, Period period) {
        this.policies = policies;
        this.person = person;
        this.period = period;
    }

    Choice general() {
        List<String> passedOver = new ArrayList<>();
        for (String place : person.places()) {
            for (Policy each : policies.at(place)) {
                if (!each.beside() && each.applies().to(person)) {
                    Optional<Choice> choice = choice(each, passedOver);
                    if (choice.isPresent()) {
                        return choice.get();
                    }
                }
            }
            passedOver.add(place);
        }
        return new Choice.None(Why.of(WhyCode.NO_POLICY, Map.of("period", period.value())));
    }

    List<Choice.Chosen> beside() {
        List<Choice.Chosen> chosen = new ArrayList<>();
        for (String place : person.places()) {
            for (Policy each : policies.at(place)) {
                if (each.beside()
                        && each.applies().to(person)
                        && choice(each, List.of()).orElse(null) instanceof Choice.Chosen one) {
                    chosen.add(one);
                }
            }
        }
        return chosen;
    }

    /** Empty if the policy is not in force, or has no duty for the person. */
    private Optional<Choice> choice(Policy policy, List<String> passedOver) {
        Optional<Effective> effective = policies.effective(policy, period);
        if (effective.isEmpty()) {
            // only known from its own cycle; a policy that is not in force then is nobody's concern
            boolean inForce = policy.inForce()
                    .on(policy.rules()
                            .owed()
                            .cycle()
                            .orElse(Cycle.CALENDAR_YEAR)
                            .spanning(period)
                            .last());
            return inForce ? Optional.of(none(WhyCode.NO_PARENT, policy, Map.of())) : Optional.empty();
        }
        Effective rules = effective.get();
        Span days = rules.cycle().spanning(period);
        Optional<Duty> duty = rules.rules().owed().duty(person);
        if (!policy.inForce().on(days.last()) || duty.isEmpty()) {
            return Optional.empty();
        }
        if (rules.cycle().span(period).isEmpty()) {
            return Optional.of(none(
                    WhyCode.OTHER_CYCLE,
                    policy,
                    Map.of("period", period.value(), "example", rules.cycle().example(period))));
        }
        Unit unit = duty.get().unit();
        if (unit != Unit.HOURS
                && rules.rules().counting().conversion(unit, person).isEmpty()) {
            return Optional.of(none(WhyCode.NO_CONVERSION_OF_DUTY, policy, Map.of("unit", unit.code())));
        }
        return Optional.of(new Choice.Chosen(rules, period, days, duty.get(), why(rules, days, passedOver)));
    }

    private List<Why> why(Effective rules, Span days, List<String> passedOver) {
        List<Why> why = new ArrayList<>();
        Policy policy = rules.policy();
        why.add(said(
                policy.beside() ? WhyCode.BESIDE : WhyCode.CHOSEN,
                policy,
                Map.of("place", policy.place(), "day", days.last().toString())));
        if (!passedOver.isEmpty()) {
            why.add(Why.of(WhyCode.PASSED_OVER, Map.of("places", String.join("、", passedOver))));
        }
        Policy heir = policy;
        for (Cited cited : rules.cited().subList(1, rules.cited().size())) {
            Policy parent = policies.named(cited.policy()).orElseThrow();
            why.add(said(WhyCode.INHERITED, parent, Map.of("rules", taken(heir, parent))));
            heir = parent;
        }
        return why;
    }

    private String taken(Policy heir, Policy parent) {
        SortedSet<Rules.Group> taken =
                heir.inherits().map(Inherits::rules).map(TreeSet::new).orElseGet(TreeSet::new);
        policies.effective(parent, period)
                .ifPresent(above -> taken.retainAll(above.rules().stated()));
        taken.removeAll(heir.rules().stated());
        return taken.stream().map(Rules.Group::toString).collect(Collectors.joining(" "));
    }

    private static Choice none(WhyCode code, Policy policy, Map<String, String> parameters) {
        return new Choice.None(said(code, policy, parameters));
    }

    private static Why said(WhyCode code, Policy policy, Map<String, String> parameters) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("policy", policy.name());
        all.put("version", String.valueOf(policy.head().version()));
        all.put("label", policy.head().label().zh());
        all.put("labelEn", policy.head().label().en());
        return Why.of(code, all);
    }
}

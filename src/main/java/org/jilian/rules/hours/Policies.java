package org.jilian.rules.hours;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.rules.Period;

/**
 * All policies that a level knows, with their digests. Names are unique, whatever is inherited exists, nothing inherits
 * itself, and no two policies of one place claim the same persons on the same day. Immutable.
 */
public final class Policies {
    private final Map<String, Policy> byName = new TreeMap<>();
    private final Map<String, List<Policy>> byPlace = new HashMap<>();
    private final Map<String, Digest> digests = new HashMap<>();

    /** Made once a policy and period, of which there are few, and asked for each person. */
    private final Map<Asked, Optional<Effective>> effective = new ConcurrentHashMap<>();

    private record Asked(String policy, String period) {}

    private Policies(Collection<Policy> policies, Hash hash) {
        for (Policy each : policies) {
            if (byName.put(each.name(), each) != null) {
                throw mistake(each, "policy", "a name is one policy's", "another name", "'" + each.name() + "' again");
            }
            digests.put(each.name(), each.digest(hash));
            byPlace.computeIfAbsent(each.place(), place -> new ArrayList<>()).add(each);
        }
        // the order decides between policies of one place, so it must not depend on the order of files
        byPlace.values().forEach(each -> each.sort(Precedence.MEANT_FOR_FEWER_FIRST));
    }

    /** @throws PolicyMistakeException if they do not fit together */
    public static Policies of(Collection<Policy> policies, Hash hash) {
        Policies all = new Policies(policies, hash);
        all.byName.values().forEach(each -> all.checkAncestors(each, new LinkedHashSet<>()));
        all.byPlace.values().forEach(Policies::checkClaims);
        return all;
    }

    public Collection<Policy> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    public Optional<Policy> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Digest digest(Policy policy) {
        return Optional.ofNullable(digests.get(policy.name()))
                .orElseThrow(() -> new IllegalArgumentException("not one of these policies: " + policy.name()));
    }

    /** The general policy that judges this person in this period: the most local one in force on its last day. */
    public Choice choose(Facts person, Period period) {
        return new Precedence(this, person, period).general();
    }

    /** Over how many periods hours are spread at most, by any of the policies; 1 where none spreads. */
    public int periodsSpread() {
        return byName.values().stream()
                .flatMap(each -> each.rules().counting().spreads().orElse(List.of()).stream())
                .mapToInt(Spread::periods)
                .max()
                .orElse(1);
    }

    /** The policies that add a duty beside the general one, each to be judged by itself. */
    public List<Choice.Chosen> beside(Facts person, Period period) {
        return new Precedence(this, person, period).beside();
    }

    /** What a policy says together with what it inherits in a period; empty if there is nothing to inherit from. */
    public Optional<Effective> effective(Policy policy, Period period) {
        Asked asked = new Asked(policy.name(), period.value());
        Optional<Effective> known = effective.get(asked);
        if (known == null) {
            known = made(policy, period);
            effective.put(asked, known);
        }
        return known;
    }

    private Optional<Effective> made(Policy policy, Period period) {
        if (policy.inherits().isEmpty()) {
            return Optional.of(new Effective(policy, List.of(cited(policy)), policy.rules()));
        }
        Inherits inherits = policy.inherits().get();
        return parent(policy, inherits, period)
                .flatMap(parent -> effective(parent, period).map(above -> {
                    List<Cited> cited = new ArrayList<>(List.of(cited(policy)));
                    cited.addAll(above.cited());
                    return new Effective(policy, cited, policy.rules().orElse(above.rules(), inherits.rules()));
                }));
    }

    /** A place's policy is asked for on the last day that the heir's own cycle has, for a cycle can be inherited, too. */
    private Optional<Policy> parent(Policy policy, Inherits inherits, Period period) {
        Cycle cycle = policy.rules().owed().cycle().orElse(Cycle.CALENDAR_YEAR);
        return inherits.policy()
                .map(byName::get)
                .or(() -> at(inherits.place().orElse("")).stream()
                        .filter(each -> !each.beside() && each.applies().criteria() == 0)
                        .filter(each -> each.inForce().on(cycle.spanning(period).last()))
                        .findFirst());
    }

    List<Policy> at(String place) {
        return byPlace.getOrDefault(place, List.of());
    }

    private Cited cited(Policy policy) {
        return new Cited(policy.name(), policy.head().version(), digest(policy));
    }

    private void checkAncestors(Policy policy, Set<String> heirs) {
        if (!heirs.add(policy.name())) {
            throw mistake(policy, "inherits", "nothing inherits itself", "no circle", String.join(" < ", heirs));
        }
        policy.inherits().ifPresent(inherits -> {
            List<Policy> parents = inherits.policy()
                    .map(name -> named(name).map(List::of).orElse(List.of()))
                    .orElseGet(() -> at(inherits.place().orElse("")).stream()
                            .filter(each -> !each.beside())
                            .toList());
            if (parents.isEmpty()) {
                throw mistake(
                        policy,
                        "inherits",
                        "what is inherited exists",
                        "one of " + byName.keySet() + ", or a place with a policy",
                        "'" + inherits.policy().or(inherits::place).orElse("") + "'");
            }
            parents.forEach(parent -> checkAncestors(parent, new LinkedHashSet<>(heirs)));
        });
    }

    private static void checkClaims(List<Policy> ofOnePlace) {
        for (int i = 0; i < ofOnePlace.size(); i++) {
            for (Policy other : ofOnePlace.subList(i + 1, ofOnePlace.size())) {
                Policy each = ofOnePlace.get(i);
                if (!each.beside()
                        && !other.beside()
                        && each.applies().equals(other.applies())
                        && each.inForce().meets(other.inForce())) {
                    throw mistake(
                            other,
                            "from",
                            "a place has one policy for the same persons on a day",
                            "'until' of the older one before 'from' of the newer",
                            "in force at the same time as '" + each.name() + "'");
                }
            }
        }
    }

    private static PolicyMistakeException mistake(
            Policy policy, String path, String rule, String expected, String actual) {
        return new PolicyMistakeException(policy.name(), path, rule, expected, actual);
    }
}

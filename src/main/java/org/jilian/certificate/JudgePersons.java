package org.jilian.certificate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.certificate.IssueReport.Fate;
import org.jilian.directory.Directory;
import org.jilian.exchange.Self;
import org.jilian.record.Disclosure;
import org.jilian.record.RecordVersion;
import org.jilian.rules.hours.Choice;
import org.jilian.rules.hours.Facts;
import org.jilian.rules.hours.Judge;
import org.jilian.rules.hours.Judgement;
import org.jilian.rules.hours.Policies;
import org.jilian.store.Certificates;
import org.jilian.store.Database;
import org.jilian.store.Disclosures;
import org.jilian.store.Transaction;

/**
 * Judges persons by a thread of its own, ahead of whoever writes the certificates. It only reads: what it finds about
 * certificates in force is looked at again by whoever writes, under the lock that makes it true.
 */
final class JudgePersons {
    private final Self self;
    private final Database database;
    private final Directory directory;
    private final Policies policies;
    private final IssueOrder order;
    private final Delegation delegation;
    private final Places places;
    private final Disclosures disclosures;
    /** Facts that decide which policy applies are few, persons are many. */
    private final Map<Facts, Choice> chosen = new HashMap<>();

    /** Some persons: those who may have to be certified, and what became of the others. */
    record Batch(List<Judged> due, List<Settled> settled, int persons, long lines) {}

    /** @param who a pseudonym or a serial number, and why */
    record Settled(Fate fate, String who) {}

    JudgePersons(
            Self self,
            Database database,
            Directory directory,
            Policies policies,
            IssueOrder order,
            Delegation delegation,
            Places places) {
        this.self = self;
        this.database = database;
        this.directory = directory;
        this.policies = policies;
        this.order = order;
        this.delegation = delegation;
        this.places = places;
        this.disclosures = new Disclosures(self.keys().atRest());
    }

    void judge(HoursHeld hours, Ahead.Out<Batch> out) {
        for (Optional<List<HoursOf>> some = hours.next(); some.isPresent(); some = hours.next()) {
            List<HoursOf> persons = some.get();
            out.put(database.read(tx -> judge(tx, persons)));
        }
    }

    private Batch judge(Transaction tx, List<HoursOf> persons) throws SQLException {
        List<Settled> settled = new ArrayList<>();
        Map<String, PersonHeld> registered = PersonHeld.of(
                tx,
                persons.stream().map(HoursOf::subject).toList(),
                self.suite().hash());
        List<Chosen> chosenFor = new ArrayList<>();
        long lines = 0;
        for (HoursOf each : persons) {
            lines += each.lines().size();
            PersonHeld person = registered.get(each.subject());
            if (person == null) {
                settled.add(new Settled(Fate.UNREGISTERED, each.subject()));
            } else {
                choose(each, person, settled).ifPresent(chosenFor::add);
            }
        }
        CarriedBefore carried = CarriedBefore.of(
                tx,
                chosenFor.stream().map(Chosen::carrying).toList(),
                self.suite().hash());
        List<Judged> judged = new ArrayList<>();
        for (Chosen each : chosenFor) {
            Judgement judgement = Judge.judge(
                    each.facts(),
                    each.policy(),
                    LinesOfPeriod.of(each.hours().lines(), each.policy()),
                    carried.into(each.carrying()));
            if (order.metOnly() && !judgement.met()) {
                settled.add(new Settled(Fate.SHORT, each.hours().subject()));
            } else {
                judged.add(Judged.of(each.person(), each.hours(), judgement));
            }
        }
        return new Batch(disclosed(tx, unsettled(tx, judged, settled)), settled, persons.size(), lines);
    }

    /** One with the policy that applies. */
    private record Chosen(HoursOf hours, PersonHeld person, Facts facts, Choice.Chosen policy) {
        CarriedBefore.Of carrying() {
            return new CarriedBefore.Of(hours, policy);
        }
    }

    private Optional<Chosen> choose(HoursOf hours, PersonHeld person, List<Settled> settled) {
        Facts facts = person.facts(places);
        if (!facts.places().contains(order.division()) || !ofItsSector(person)) {
            settled.add(new Settled(Fate.ELSEWHERE, hours.subject()));
            return Optional.empty();
        }
        Choice choice = chosen.computeIfAbsent(facts, unused -> policies.choose(facts, order.period()));
        if (!(choice instanceof Choice.Chosen policy)) {
            settled.add(new Settled(
                    Fate.NO_POLICY,
                    hours.subject() + ": " + ((Choice.None) choice).why().text().zh()));
            return Optional.empty();
        }
        return Optional.of(new Chosen(hours, person, facts, policy));
    }

    /** A delegation for a sector is one for those whom that sector's authorities registered. */
    private boolean ofItsSector(PersonHeld person) {
        return delegation.sectors().isEmpty()
                || directory
                        .node(person.version().id().firstAuthor())
                        .flatMap(node -> node.jurisdiction().sector())
                        .filter(delegation.sectors()::contains)
                        .isPresent();
    }

    /** Those for whom something is left to do; of the others, nothing more is looked up. */
    private List<Judged> unsettled(Transaction tx, List<Judged> judged, List<Settled> settled) throws SQLException {
        Map<String, Certificates.Issued> active = active(tx, order, judged);
        List<Judged> left = new ArrayList<>();
        for (Judged each : judged) {
            Optional<Settled> known = settled(order, each, each.certificate(active));
            known.ifPresentOrElse(settled::add, () -> left.add(each));
        }
        return left;
    }

    static Map<String, Certificates.Issued> active(Transaction tx, IssueOrder order, List<Judged> judged)
            throws SQLException {
        List<String> subjects = new ArrayList<>();
        for (Judged each : judged) {
            subjects.add(each.subject());
            subjects.addAll(each.further());
        }
        return Certificates.active(tx, order.period().value(), subjects);
    }

    /** What the certificate in force says about it; empty if one is to be written. */
    static Optional<Settled> settled(IssueOrder order, Judged judged, Optional<Certificates.Issued> before) {
        if (before.isEmpty()) {
            return Optional.empty();
        }
        if (before.get().judged().equals(judged.fingerprint())) {
            return Optional.of(new Settled(Fate.UNCHANGED, before.get().serial()));
        }
        return order.replace()
                ? Optional.empty()
                : Optional.of(new Settled(Fate.CHANGED, before.get().serial()));
    }

    private List<Judged> disclosed(Transaction tx, List<Judged> due) throws SQLException {
        Map<RecordVersion, List<Disclosure>> found = disclosures.find(
                tx, due.stream().map(each -> each.person().version()).toList());
        return due.stream()
                .map(each -> {
                    Map<String, String> values = new HashMap<>();
                    found.getOrDefault(each.person().version(), List.of())
                            .forEach(value -> values.put(value.path(), value.value()));
                    return each.with(values);
                })
                .toList();
    }
}

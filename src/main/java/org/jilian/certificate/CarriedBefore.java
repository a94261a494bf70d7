package org.jilian.certificate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jilian.record.Hash;
import org.jilian.record.RecordVersion;
import org.jilian.rules.hours.Carried;
import org.jilian.rules.hours.Choice;
import org.jilian.rules.hours.Judgement;
import org.jilian.store.Certificates;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/**
 * The hours that certificates in force for the period before let be carried over (结转), for those whose policy has such a
 * rule. What was never certified here is not carried: nobody has said that the year before met its duty.
 */
final class CarriedBefore {
    private final Map<String, Carried> bySubject;

    private CarriedBefore(Map<String, Carried> bySubject) {
        this.bySubject = bySubject;
    }

    /** Whose hours, judged by which policy. */
    record Of(HoursOf hours, Choice.Chosen policy) {
        boolean carries() {
            return policy.policy().rules().owed().carryOver().isPresent();
        }

        String periodBefore() {
            return policy.policy().cycle().before(policy.period()).value();
        }

        Stream<String> subjects() {
            return Stream.concat(Stream.of(hours.subject()), hours.further().stream());
        }
    }

    static CarriedBefore of(Transaction tx, Collection<Of> persons, Hash hash) throws SQLException {
        Map<String, List<String>> byPeriod = new TreeMap<>();
        persons.stream()
                .filter(Of::carries)
                .forEach(each -> each.subjects()
                        .forEach(byPeriod.computeIfAbsent(each.periodBefore(), unused -> new ArrayList<>())::add));
        Map<String, Carried> carried = new HashMap<>();
        for (Map.Entry<String, List<String>> each : byPeriod.entrySet()) {
            for (Certificates.Issued issued :
                    Certificates.active(tx, each.getKey(), each.getValue()).values()) {
                Optional<Versions.Held> held = Versions.current(tx, issued.record(), hash);
                held.map(Versions.Held::version)
                        .ifPresent(version -> carried.put(issued.subject(), carryOver(version)));
            }
        }
        return new CarriedBefore(carried);
    }

    private static Carried carryOver(RecordVersion certificate) {
        return Judgement.read(certificate.content().path("judgement")).carryOver();
    }

    Carried into(Of person) {
        return !person.carries()
                ? Carried.NOTHING
                : person.subjects()
                        .flatMap(subject -> Stream.ofNullable(bySubject.get(subject)))
                        .findFirst()
                        .orElse(Carried.NOTHING);
    }
}

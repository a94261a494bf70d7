package org.jilian.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jilian.certificate.Judging;
import org.jilian.ledger.Outcome;
import org.jilian.record.RecordVersion;
import org.jilian.rules.Period;
import org.jilian.rules.hours.Judgement;
import org.jilian.store.Versions;

/** What is held of one person, in the order of an archive, and what its hours come to. */
final class Held {
    private static final List<String> ORDER = List.of(
            "person",
            "transfer",
            "hour-record",
            "hour-certificate",
            "enrolment",
            "training-certificate",
            "engineer-certificate",
            "credit-entry",
            "commendation");
    private static final Set<String> OF_A_PERIOD = Set.of("hour-record", "hour-certificate");
    private static final Pattern PERIOD = Pattern.compile("(19|20)[0-9]{2}(-(19|20)[0-9]{2})?");

    private final List<Versions.Held> versions;
    private final Optional<Period> only;
    private final ArrayNode judgements = JsonNodeFactory.instance.arrayNode();
    private final Set<String> judged = new HashSet<>();

    Held(List<Versions.Held> found, Judging judging, Optional<Period> only) {
        this.only = only;
        this.versions = new ArrayList<>(found);
        versions.sort(Comparator.comparingInt((Versions.Held each) -> place(each.version()))
                .thenComparing(each -> each.version().kind().value())
                .thenComparing(each -> each.version().period().orElse(""))
                .thenComparing(each -> each.version().id().toString())
                .thenComparing(each -> each.outcome() == Outcome.APPLIED ? 0 : 1)
                .thenComparing(each -> -each.version().version())
                .thenComparing(each -> each.version().digest().toString()));
        // the version in force says of which period a record is: its others follow it
        registration().ifPresent(person -> periods().forEach(period -> judge(judging, person, period)));
    }

    private static int place(RecordVersion version) {
        int place = ORDER.indexOf(version.kind().value());
        return place < 0 ? ORDER.size() : place;
    }

    /** Those in the archive: with a period, what is of it, what its judgement is about, and what is of none. */
    List<Versions.Held> shown() {
        Set<String> kept = new HashSet<>();
        for (Versions.Held each : versions) {
            RecordVersion version = each.version();
            boolean ofIt = only.isEmpty()
                    || !OF_A_PERIOD.contains(version.kind().value())
                    || version.period().equals(only.map(Period::value))
                    || judged.contains(version.id().toString());
            if (ofIt) {
                kept.add(version.id().toString());
            }
        }
        return versions.stream()
                .filter(each -> kept.contains(each.version().id().toString()))
                .toList();
    }

    ArrayNode judgements() {
        return judgements;
    }

    /** Certificates as they state themselves, those in force and those taken back. */
    ArrayNode certificates() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (RecordVersion each : current("hour-certificate")) {
            if (only.isPresent() && !each.period().equals(only.map(Period::value))) {
                continue;
            }
            ObjectNode one = all.addObject()
                    .put("record", each.id().toString())
                    .put("status", each.status())
                    .put("period", each.period().orElse(""));
            for (String field : List.of(
                    "serial",
                    "issuedOn",
                    "policy",
                    "totalHours",
                    "publicHours",
                    "professionalHours",
                    "verdict",
                    "replaces",
                    "replacedBy",
                    "revokedOn",
                    "revocationReason")) {
                JsonNode value = each.content().get(field);
                if (value != null) {
                    one.set(field, value);
                }
            }
        }
        return all;
    }

    private List<RecordVersion> current(String kind) {
        return versions.stream()
                .filter(each -> each.outcome() == Outcome.APPLIED)
                .map(Versions.Held::version)
                .filter(each -> each.kind().value().equals(kind))
                .toList();
    }

    /** As certificates choose it: of those in force the one whose id is smallest. */
    private Optional<RecordVersion> registration() {
        return current("person").stream()
                .filter(each -> each.status().equals(RecordVersion.ACTIVE))
                .min(Comparator.comparing(each -> each.id().toString()));
    }

    private Set<Period> periods() {
        Set<Period> periods = new TreeSet<>(Comparator.comparing(Period::value));
        if (only.isPresent()) {
            return Set.of(only.get());
        }
        for (String kind : OF_A_PERIOD) {
            current(kind).stream()
                    .map(RecordVersion::period)
                    .flatMap(Optional::stream)
                    .filter(each -> PERIOD.matcher(each).matches())
                    .map(Period::new)
                    .forEach(periods::add);
        }
        return periods;
    }

    private void judge(Judging judging, RecordVersion person, Period period) {
        Judging.Result result = judging.of(person, current("hour-record"), period);
        ObjectNode one = judgements.addObject().put("period", period.value());
        result.judgement().map(Judgement::write).ifPresent(judgement -> {
            judgement
                    .path("lines")
                    .forEach(line -> judged.add(line.path("record").asText()));
            one.set("judgement", judgement);
        });
        result.none()
                .ifPresent(why -> one.putObject("none")
                        .put("zh", why.text().zh())
                        .put("en", why.text().en()));
    }
}

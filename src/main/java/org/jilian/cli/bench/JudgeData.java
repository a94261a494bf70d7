package org.jilian.cli.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jilian.exchange.Self;
import org.jilian.ledger.Outcome;
import org.jilian.record.Disclosure;
import org.jilian.record.Hash;
import org.jilian.record.KindName;
import org.jilian.record.NaturalKey;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.store.Database;
import org.jilian.store.Disclosures;
import org.jilian.store.Versions;

/** Invented persons and hours of one city, put straight into its tables; the same numbers for the same counts. */
final class JudgeData {
    static final String PERIOD = "2025";
    private static final NodeId COUNTY = NodeId.of("370800");
    private static final int BATCH = 5_000;
    private static final String[] RANKS = {"411", "412", "420", "420", "430", "434", "499"};
    private static final String[] NATURES = {"state-owned", "institution", "institution", "non-public"};
    private static final String[] FORMS = {"class", "remote", "remote", "seminar", "self-study"};

    private final Self self;
    private final Database database;
    private final Hash hash;
    private final Disclosures disclosures;
    private final Random random = new Random(370800);

    JudgeData(Self self, Database database) {
        this.self = self;
        this.database = database;
        this.hash = self.suite().hash();
        this.disclosures = new Disclosures(self.keys().atRest());
    }

    void fill(int persons, int records) {
        List<RecordVersion> registered = new ArrayList<>();
        List<RecordVersion> hours = new ArrayList<>();
        List<Disclosure> values = new ArrayList<>();
        for (int i = 0; i < persons; i++) {
            String subject = "1:" + "%040x".formatted(0x9E3779B97F4A7C15L * (i + 1));
            registered.add(person(i, subject, values));
            for (int k = 0; k < records; k++) {
                hours.add(hours(subject, k));
            }
            if (hours.size() >= BATCH) {
                write(registered, hours, values);
            }
        }
        write(registered, hours, values);
    }

    private void write(List<RecordVersion> registered, List<RecordVersion> hours, List<Disclosure> values) {
        List<Versions.Held> all = new ArrayList<>();
        registered.forEach(version -> all.add(held(version)));
        hours.forEach(version -> all.add(held(version)));
        database.change(tx -> {
            Versions.putFirst(tx, all);
            disclosures.put(tx, values, hash);
        });
        registered.clear();
        hours.clear();
        values.clear();
    }

    private static Versions.Held held(RecordVersion version) {
        return new Versions.Held(version, Outcome.APPLIED, Optional.empty(), Optional.empty());
    }

    private RecordVersion person(int i, String subject, List<Disclosure> values) {
        KindName kind = new KindName("person");
        RecordId id = new RecordId(COUNTY, kind, NaturalKey.hash(kind, List.of(subject), hash));
        Disclosure name = Disclosure.of(id, 1, "name", "示例" + i, self.keys().salt());
        Disclosure number = Disclosure.of(
                id, 1, "documentNumber", "%018d".formatted(i), self.keys().salt());
        values.add(name);
        values.add(number);
        ObjectNode document = record(id, subject, "registry");
        document.putObject("content")
                .put("documentType", "111")
                .put("titleRank", RANKS[random.nextInt(RANKS.length)])
                .put("unit", "示例单位" + i % 500)
                .put("unitNature", NATURES[random.nextInt(NATURES.length)]);
        document.putObject("protected")
                .put("documentNumber", number.digest(hash).toString())
                .put("name", name.digest(hash).toString());
        return RecordVersion.of(document, hash);
    }

    private RecordVersion hours(String subject, int k) {
        KindName kind = new KindName("hour-record");
        String course = "示例课程" + k + "-" + random.nextInt(200);
        int day = random.nextInt(360);
        String start = java.time.LocalDate.ofYearDay(2025, day + 1).toString();
        RecordId id = new RecordId(COUNTY, kind, NaturalKey.hash(kind, List.of(subject, PERIOD, course, start), hash));
        ObjectNode document = record(id, subject, "hours").put("period", PERIOD);
        document.putObject("content")
                .put("category", random.nextInt(3) == 0 ? "public" : "professional")
                .put("course", course)
                .put(
                        "endDate",
                        java.time.LocalDate.ofYearDay(2025, day + 1 + random.nextInt(5))
                                .toString())
                .put("form", FORMS[random.nextInt(FORMS.length)])
                .put("hours", random.nextInt(4) == 0 ? "4.5" : Integer.toString(4 + random.nextInt(16)))
                .put("institutionName", "示例施教机构" + random.nextInt(40))
                .put("result", random.nextInt(50) == 0 ? "failed" : "passed")
                .put("startDate", start);
        return RecordVersion.of(document, hash);
    }

    private static ObjectNode record(RecordId id, String subject, String channel) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("at", "2026-01-06T00:00:00Z")
                .put("author", COUNTY.value())
                .put("division", COUNTY.value())
                .put("holder", COUNTY.value())
                .put("id", id.toString())
                .put("kind", id.kind().value())
                .put("status", "active")
                .put("subject", subject)
                .put("version", 1);
        document.putArray("streams").add("above." + COUNTY + "/" + channel);
        return document;
    }
}

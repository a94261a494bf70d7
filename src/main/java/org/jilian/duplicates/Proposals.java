package org.jilian.duplicates;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jilian.exchange.Self;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Hash;
import org.jilian.record.KindName;
import org.jilian.record.RecordVersion;
import org.jilian.rules.PlaceNames;
import org.jilian.rules.Proposal;
import org.jilian.store.Database;
import org.jilian.store.Discrepancies;
import org.jilian.store.Discrepancy;
import org.jilian.store.Transaction;

/**
 * Looks for records that may be of one person or institution, and keeps what it finds as open discrepancies until a person
 * decides. What was rejected is not asked again, unless something that was compared has changed. Nothing is merged here.
 */
public final class Proposals {
    static final KindName PERSON = new KindName("person");
    static final KindName INSTITUTION = new KindName("institution");

    /** One number under two names (reconciliation's class of that name). */
    public static final String CONFLICT = "IDENTITY_CONFLICT";

    public static final String SAME_PERSON = "SAME_PERSON";
    public static final String SAME_INSTITUTION = "SAME_INSTITUTION";
    /** What a person has said of a proposal; it is never open. */
    static final String DECIDED = "DUPLICATE_DECIDED";

    private static final int ID = 12;
    private static final int PAGE = 1_000;

    private final Self self;
    private final Database database;
    private final PlaceNames placeNames;

    public Proposals(Self self, Database database, PlaceNames placeNames) {
        this.self = self;
        this.database = database;
        this.placeNames = placeNames;
    }

    /** A proposal with its entries, in the order of its references. */
    record Found(String type, Proposal proposal, List<Entry> entries) {
        /** The same records are the same proposal, whatever speaks for it. */
        String id(Hash hash) {
            String records = proposal.references().stream().sorted().collect(Collectors.joining("\n"));
            return hash.of((type + "\n" + records).getBytes(StandardCharsets.UTF_8))
                    .toString()
                    .substring(0, ID);
        }

        ObjectNode evidence() {
            ObjectNode document = JsonNodeFactory.instance
                    .objectNode()
                    .put("confidence", proposal.confidence().name());
            ArrayNode words = document.putArray("evidence");
            proposal.evidence().forEach(each -> words.add(each.name()));
            ArrayNode records = document.putArray("records");
            entries.forEach(
                    each -> records.addObject().put("record", each.reference()).put("what", each.what()));
            return document;
        }
    }

    /** What is compared of a record, as a digest: of a person the salted digests that stand in the record. */
    static String what(RecordVersion version, Hash hash) {
        ObjectNode compared = JsonNodeFactory.instance.objectNode();
        for (String field : List.of("creditCode", "name", "formerNames", "documentType")) {
            if (version.content().has(field)) {
                compared.set(field, version.content().get(field));
            }
        }
        for (String field : List.of("name", "documentNumber", "birthDate")) {
            if (version.protectedFields().containsKey(field)) {
                compared.put(
                        "protected " + field,
                        String.valueOf(version.protectedFields().get(field)));
            }
        }
        return hash.of(CanonicalJson.write(compared)).toString();
    }

    /**
     * @param persons whether to look for persons
     * @param institutions whether to look for institutions
     * @return all that are open now, masked
     */
    public ObjectNode look(boolean persons, boolean institutions) {
        List<Found> found = database.read(tx -> {
            List<Found> all = new ArrayList<>();
            if (persons) {
                all.addAll(new Persons(self).find(tx));
            }
            if (institutions) {
                all.addAll(new Institutions(self, placeNames).find(tx));
            }
            return all;
        });
        List<String> types = new ArrayList<>();
        if (persons) {
            types.addAll(List.of(CONFLICT, SAME_PERSON));
        }
        if (institutions) {
            types.add(SAME_INSTITUTION);
        }
        List<Found> open = database.write(tx -> keep(tx, found, types));
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("node", self.node().value())
                .put("found", found.size())
                .put("open", open.size());
        ArrayNode proposals = document.putArray("proposals");
        open.forEach(each -> proposals.add(written(each)));
        return document;
    }

    /** @return those that no person has rejected */
    private List<Found> keep(Transaction tx, List<Found> found, List<String> types) throws SQLException {
        Hash hash = self.suite().hash();
        List<Found> open = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Found each : found) {
            String id = each.id(hash);
            if (!Decide.isRejected(tx, id, each.evidence(), hash)) {
                Discrepancies.note(tx, each.type(), id, each.evidence(), self.now());
                ids.add(id);
                open.add(each);
            }
        }
        // what is no longer found was settled elsewhere: a record was corrected or revoked
        for (String type : types) {
            String after = "";
            List<Discrepancy> page;
            do {
                page = Discrepancies.open(tx, type, after, PAGE);
                for (Discrepancy each : page) {
                    after = each.record();
                    if (!ids.contains(each.record())) {
                        Discrepancies.settle(tx, type, each.record(), self.now());
                    }
                }
            } while (page.size() == PAGE);
        }
        return open;
    }

    private ObjectNode written(Found found) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("proposal", found.id(self.suite().hash()))
                .put("type", found.type())
                .put("confidence", found.proposal().confidence().name())
                .put("zh", found.proposal().sentence().zh())
                .put("en", found.proposal().sentence().en());
        ArrayNode entries = document.putArray("entries");
        found.entries().forEach(each -> entries.add(each.shown()));
        return document;
    }
}

package org.jilian.duplicates;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jilian.exchange.Self;
import org.jilian.record.RecordVersion;
import org.jilian.rules.CreditCode;
import org.jilian.rules.DivisionCode;
import org.jilian.rules.InstitutionEntry;
import org.jilian.rules.InstitutionMatcher;
import org.jilian.rules.PlaceNames;
import org.jilian.rules.Proposal;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/** Institutions that may be one. Their names are public, and there are some tens of thousands at most: all are in memory. */
final class Institutions {
    private final Self self;
    private final InstitutionMatcher matcher;

    Institutions(Self self, PlaceNames placeNames) {
        this.self = self;
        this.matcher = new InstitutionMatcher(placeNames);
    }

    List<Proposals.Found> find(Transaction tx) throws SQLException {
        Map<String, RecordVersion> byId = new LinkedHashMap<>();
        List<InstitutionEntry> entries = new ArrayList<>();
        Versions.eachActive(tx, Proposals.INSTITUTION, self.suite().hash(), version -> {
            byId.put(version.id().toString(), version);
            entries.add(entry(version));
        });
        return matcher.proposals(entries).stream()
                .map(proposal -> found(proposal, byId))
                .toList();
    }

    private static InstitutionEntry entry(RecordVersion version) {
        JsonNode content = version.content();
        List<String> former = new ArrayList<>();
        content.path("formerNames").forEach(name -> former.add(name.asText()));
        return new InstitutionEntry(
                version.id().toString(),
                content.path("name").asText(),
                former,
                CreditCode.check(content.path("creditCode").asText())
                        .fold(valid -> Optional.of(valid.value()), reason -> Optional.empty()),
                Optional.empty(),
                DivisionCode.check(version.division())
                        .fold(valid -> Optional.of(valid.value()), reason -> Optional.empty()));
    }

    private Proposals.Found found(Proposal proposal, Map<String, RecordVersion> byId) {
        List<Entry> entries = proposal.references().stream()
                .map(id -> Objects.requireNonNull(byId.get(id)))
                .map(version -> new Entry(
                        version,
                        version.content().path("name").asText(),
                        version.content().path("creditCode").asText(),
                        Proposals.what(version, self.suite().hash())))
                .toList();
        return new Proposals.Found(Proposals.SAME_INSTITUTION, proposal, entries);
    }
}

package org.jilian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jilian.directory.Closing;
import org.jilian.directory.DirectoryDraft;
import org.jilian.directory.LastGood;
import org.jilian.directory.Node;
import org.jilian.directory.Reset;
import org.jilian.ledger.LedgerId;
import org.jilian.record.Draft;
import org.jilian.record.Kind;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.jilian.simulate.SampleKinds;
import org.jilian.store.Discrepancies;
import org.jilian.store.Discrepancy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A directory changes who may author what: records that are held come out as they would if they came only now. */
class JudgeAgainTest {
    private static final String WANG = "110101199003070016";
    private static final LedgerId CITYS = Town.ledger(Town.CITY, "above.370811/hours");
    private static final LedgerId SIBLINGS = Town.ledger(Town.SIBLING, "above.370811/hours");

    private final Town town = new Town(getClass());

    @AfterEach
    void closeAndCompare() {
        judgeToTheEnd();
        for (NodeId id : Town.ALL) {
            assertThat(town.problem(id)).as("tables and parcels of %s", id).isEmpty();
        }
        town.close();
    }

    @Test
    void aVersionThatNobodyWasEntitledToCountsOnceItsKindLetsAncestorsOverride() {
        RecordVersion first = first();
        RecordVersion second = next(first, CITYS);
        assertThat(town.held(Town.PROVINCE, first.id())).contains(first);
        assertThat(town.outcomes(Town.PROVINCE, CITYS)).containsExactly("1/0 REFUSED NOT_ENTITLED");

        town.publish(draft -> overridden(draft, "ancestor"));

        assertThat(town.held(Town.PROVINCE, first.id())).contains(second);
        assertThat(town.outcomes(Town.PROVINCE, CITYS)).containsExactly("1/0 REFUSED NOT_ENTITLED", "1/0 APPLIED");

        town.publish(draft -> overridden(draft, "none"));

        assertThat(town.held(Town.PROVINCE, first.id())).contains(first);
    }

    @Test
    void whatTheSuccessorOfAClosedNodeHadAuthoredCountsOnceTheDirectoryNamesHim() {
        RecordVersion first = first();
        RecordVersion second = next(first, SIBLINGS);
        assertThat(town.held(Town.CITY, first.id())).contains(first);

        town.publish(draft -> closed(draft, Town.COUNTY, Town.SIBLING));

        assertThat(town.held(Town.CITY, first.id())).contains(second);
        assertThat(town.outcomes(Town.CITY, SIBLINGS)).endsWith("1/0 APPLIED");
    }

    @Test
    void itGoesOnWhereAProcessBeforeLeftIt() {
        RecordVersion first = first();
        RecordVersion second = next(first, CITYS);
        town.publishUnheard(draft -> overridden(draft, "ancestor"));
        assertThat(town.node(Town.PROVINCE).isJudgingAgain()).isTrue();
        assertThat(town.held(Town.PROVINCE, first.id())).contains(first);

        town.restart(Town.PROVINCE);
        town.settle();

        assertThat(town.held(Town.PROVINCE, first.id())).contains(second);
    }

    @Test
    void moreThanOneBatchIsJudged() {
        Draft[] drafts = new Draft[1_100];
        for (int i = 0; i < drafts.length; i++) {
            drafts[i] = Town.hours(WANG, "C" + i, "1");
        }
        town.author(Town.COUNTY, drafts);
        town.settle();
        RecordVersion first = first();
        RecordVersion second = next(first, CITYS);

        town.publish(draft -> overridden(draft, "ancestor"));
        judgeToTheEnd();

        assertThat(town.held(Town.PROVINCE, first.id())).contains(second);
    }

    @Test
    void aDirectoryThatChangesNothingOfTheKindJudgesNothing() {
        first();
        town.publishUnheard(draft -> {
            var same = draft.federation();
            return draft.with(new org.jilian.directory.Federation(
                    same.identity(), same.expires().plusSeconds(1), same.trust(), same.limits(), same.sealing()));
        });

        assertThat(town.node(Town.PROVINCE).isJudgingAgain()).isFalse();
        town.settle();
    }

    @Test
    void aPersonWhomAResetTakesAwayIsMissed() {
        town.author(Town.COUNTY, Town.person(WANG, "医院"));
        town.settle();
        first();
        assertThat(open(Town.CITY)).isEmpty();

        LedgerId registry = Town.ledger(Town.COUNTY, "above.370811/registry");
        town.publish(draft ->
                draft.with(new Reset(Town.COUNTY, registry.stream(), new LastGood(1, 0, Optional.empty()), 2, "test")));

        assertThat(open(Town.CITY)).extracting(Discrepancy::type).containsExactly("UNKNOWN_SUBJECT");
        assertThat(town.node(Town.CITY).referenceProblem()).isEmpty();
    }

    private void judgeToTheEnd() {
        for (NodeId id : Town.ALL) {
            while (town.node(id).isJudgingAgain()) {
                town.carry(id, town.node(id).turn());
            }
        }
    }

    private RecordVersion first() {
        RecordVersion first = ((Authored.First) town.author(Town.COUNTY, Town.hours(WANG, "C1-1", "4.5"))
                        .get(0))
                .version();
        town.settle();
        return first;
    }

    /** The next version, as this origin's ledger brings it to everybody above. */
    private RecordVersion next(RecordVersion before, LedgerId ledger) {
        NodeId author = ledger.origin();
        byte[] bytes = Forger.hour(author, 'a', record -> {
            record.put("id", before.id().toString())
                    .put("version", 2)
                    .put("subject", before.subject().orElseThrow())
                    .put("previous", before.digest().toString());
            record.putArray("streams").add("above.370811/hours");
        });
        byte[] frame = new Forger(ledger).frame(bytes);
        if (!author.equals(Town.CITY)) {
            town.bring(author, Town.CITY, frame);
        }
        town.bring(Town.CITY, Town.PROVINCE, frame);
        town.settle();
        return RecordVersion.read(bytes, Town.SUITE.hash());
    }

    private static DirectoryDraft overridden(DirectoryDraft draft, String by) {
        ObjectNode hours = SampleKinds.all().get(1).write();
        return draft.with(Kind.read(hours.put("override", by)));
    }

    private DirectoryDraft closed(DirectoryDraft draft, NodeId id, NodeId successor) {
        Node node = town.node(Town.PROVINCE).directory().node(id).orElseThrow();
        return draft.with(new Node(
                node.id(),
                node.name(),
                node.jurisdiction(),
                node.endpoint(),
                node.certificates(),
                node.readsProtected(),
                Optional.of(new Closing(Town.NOW.plusSeconds(3_600), Optional.of(successor)))));
    }

    private List<Discrepancy> open(NodeId id) {
        return town.database(id).read(tx -> Discrepancies.open(tx, 100));
    }
}

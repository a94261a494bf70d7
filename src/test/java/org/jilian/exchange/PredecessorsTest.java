package org.jilian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jilian.directory.LastGood;
import org.jilian.directory.Reset;
import org.jilian.ledger.Frame;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Proof;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.RefusalCode;
import org.jilian.store.Proofs;
import org.jilian.store.Versions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A record that was handed on twice continues versions that its new holder's ledgers do not hold. */
class PredecessorsTest {
    private static final NodeId THIRD = NodeId.of("370828");
    private static final String WANG = "110101199003070016";

    private final Town town = new Town(getClass(), THIRD);
    private RecordId id;

    @BeforeEach
    void handARecordOnTwice() {
        id = version(town.author(Town.COUNTY, Town.hours(WANG, "C1", "4.5")).get(0))
                .id();
        town.settle();
        version(town.node(Town.COUNTY).revise(id, Revision.handOver(Town.SIBLING)));
        town.settle();
        version(town.node(Town.SIBLING).revise(id, Revision.handOver(THIRD)));
        town.settle();
    }

    @AfterEach
    void closeTheTown() {
        town.close();
    }

    @Test
    void itWaitsUntilItsPastIsProvedAndThenCounts() {
        assertThat(town.held(THIRD, id)).isEmpty();
        assertThat(town.outcomes(THIRD, Town.ledger(Town.SIBLING, "to.370828/hours")))
                .containsExactly("1/0 WAITING PREDECESSOR_MISSING");

        town.carry(THIRD, town.node(THIRD).tidy());
        town.settle();

        assertThat(town.held(THIRD, id)).isEqualTo(town.held(Town.PROVINCE, id)).isPresent();
        assertThat(town.outcomes(THIRD, Town.ledger(Town.SIBLING, "to.370828/hours")))
                .containsExactly("1/0 WAITING PREDECESSOR_MISSING", "1/0 APPLIED");
        assertThat(town.problem(THIRD)).isEmpty();
    }

    @Test
    void itsNewHolderGoesOnWithItAndEverybodyFollows() {
        town.carry(THIRD, town.node(THIRD).tidy());

        RecordVersion fourth = version(town.node(THIRD).revise(id, Revision.of(content("8"))));
        town.settle();

        assertThat(fourth.version()).isEqualTo(4);
        assertThat(town.held(Town.PROVINCE, id)).contains(fourth);
        assertThat(town.held(Town.SIBLING, id)).contains(fourth);
    }

    @Test
    void whoIsNotInReachOfARecordGetsNoProofOfIt() {
        RecordVersion other =
                version(town.author(Town.COUNTY, Town.hours(WANG, "C2", "2")).get(0));
        town.settle();

        assertThat(ask(Town.SIBLING, other.id(), other.digest())).isEmpty();

        assertThat(town.refused(Town.CITY)).containsExactly(RefusalCode.NOT_ENTITLED_TO_ASK);
    }

    @Test
    void aProofThatNobodyAskedForIsNotTaken() {
        RecordVersion other =
                version(town.author(Town.COUNTY, Town.hours(WANG, "C2", "2")).get(0));
        town.settle();

        bring(proof(other.id(), 1));

        assertThat(town.refused(THIRD)).containsExactly(RefusalCode.NOT_ASKED_FOR);
        assertThat(town.held(THIRD, other.id())).isEmpty();
    }

    @Test
    void aProofOfAChangedRecordIsRefused() {
        Proof sound = proof(id, 2);
        byte[] changed = sound.record().clone();
        changed[changed.length / 2] ^= 1;

        bring(new Proof(changed, sound.inclusion(), sound.header(), sound.signature()));

        assertThat(town.refused(THIRD)).singleElement().isIn(RefusalCode.BODY, RefusalCode.RECORD_FORM);
        assertThat(town.held(THIRD, id)).isEmpty();
    }

    @Test
    void aProofWithAnotherParcelsSignatureIsRefused() {
        Proof second = proof(id, 2);
        Proof first = proof(id, 1);

        bring(new Proof(second.record(), second.inclusion(), second.header(), first.signature()));

        assertThat(town.refused(THIRD)).containsExactly(RefusalCode.SIGNATURE);
    }

    @Test
    void aProofFallsWithTheParcelThatItIsOf() {
        town.carry(THIRD, town.node(THIRD).tidy());
        assertThat(town.held(THIRD, id)).isPresent();
        LedgerId handedOver =
                town.database(THIRD).read(tx -> Proofs.all(tx).get(0).place().ledger());

        town.publish(draft -> draft.with(
                new Reset(handedOver.origin(), handedOver.stream(), new LastGood(1, 0, Optional.empty()), 2, "test")));

        assertThat(town.held(THIRD, id)).isEmpty();
        assertThat(town.problem(THIRD)).isEmpty();
    }

    private static ObjectNode content(String hours) {
        return JsonNodeFactory.instance.objectNode().put("course", "C1").put("hours", hours);
    }

    private static RecordVersion version(Authored authored) {
        return authored instanceof Authored.First first ? first.version() : ((Authored.Next) authored).version();
    }

    /** As the city has it. */
    private Proof proof(RecordId record, int number) {
        return town.database(Town.CITY).read(tx -> {
            Versions.Held held = Versions.of(tx, List.of(record), Town.SUITE.hash()).stream()
                    .filter(each -> each.version().version() == number)
                    .findFirst()
                    .orElseThrow();
            return Prove.version(tx, held, Town.SUITE.hash()).orElseThrow();
        });
    }

    private void bring(Proof proof) {
        town.node(THIRD)
                .receive(new Envelope(Town.CITY, new Message(Message.Type.PROOFS, Frame.join(List.of(proof.frame())))));
    }

    private List<Envelope> ask(NodeId asker, RecordId record, Digest digest) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putArray("records")
                .addObject()
                .put("digest", digest.toString())
                .put("id", record.toString());
        return town.node(Town.CITY)
                .receive(new Envelope(asker, new Message(Message.Type.PROOF_REQUEST, CanonicalJson.write(document))));
    }
}

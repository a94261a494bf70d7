package org.jilian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jilian.directory.Jurisdiction;
import org.jilian.directory.Node;
import org.jilian.ledger.LedgerId;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Draft;
import org.jilian.record.KindName;
import org.jilian.record.Level;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Steps of a workflow that no honest node takes, signed all the same by the node that holds the record. */
class WorkflowTest {
    private final Town town = new Town(getClass());
    private final RecordId proposal = propose();

    @AfterEach
    void close() {
        town.close();
    }

    private RecordId propose() {
        ObjectNode content = JsonNodeFactory.instance.objectNode().put("code", "P-1");
        Authored authored = town.author(
                        Town.COUNTY,
                        new Draft(new KindName("proposal"), "370811", Optional.of("2026"), Optional.empty(), content))
                .get(0);
        town.settle();
        return ((Authored.First) authored).version().id();
    }

    /** The next version by the city, which holds the record, in its ledgers to the province and to the county. */
    private void forge(Consumer<ObjectNode> change) {
        RecordVersion before = town.held(Town.CITY, proposal).orElseThrow();
        ObjectNode document = (ObjectNode) CanonicalJson.read(before.bytes());
        document.put("version", before.version() + 1)
                .put("previous", before.digest().toString())
                .put("author", Town.CITY.value())
                .put("holder", Town.CITY.value());
        change.accept(document);
        byte[] record = CanonicalJson.write(document);
        town.bring(Town.CITY, Town.PROVINCE, forger("above.370811/programmes").frame(record));
        town.bring(Town.CITY, Town.COUNTY, forger("to.370811/programmes").frame(record));
        town.settle();
    }

    private static Forger forger(String stream) {
        return new Forger(Town.ledger(Town.CITY, stream));
    }

    private String status(NodeId node) {
        return town.held(node, proposal).map(RecordVersion::status).orElse("not held");
    }

    @Test
    void anApprovalByALevelThatMayNotIsRefusedEverywhere() {
        forge(document -> document.put("status", "approved"));

        assertThat(List.of(status(Town.PROVINCE), status(Town.COUNTY))).containsOnly("proposed");
        LedgerId up = Town.ledger(Town.CITY, "above.370811/programmes");
        assertThat(town.outcomes(Town.PROVINCE, up)).containsExactly("1/0 REFUSED STEP");
        assertThat(town.outcomes(Town.COUNTY, Town.ledger(Town.CITY, "to.370811/programmes")))
                .containsExactly("1/0 REFUSED STEP");
        assertThat(town.problem(Town.PROVINCE)).isEmpty();
    }

    @Test
    void aRecommendationThatHandsTheRecordToNobodyAboveIsRefused() {
        forge(document -> document.put("status", "recommended").put("holder", Town.SIBLING.value()));

        assertThat(status(Town.PROVINCE)).isEqualTo("proposed");
    }

    @Test
    void handingOverWithoutAStepIsRefused() {
        forge(document -> document.put("holder", Town.PROVINCE.value()));

        assertThat(town.held(Town.PROVINCE, proposal).orElseThrow().holder()).isEqualTo(Town.CITY);
    }

    @Test
    void aFirstVersionThatBeginsInTheMiddleIsRefused() {
        ObjectNode document = (ObjectNode) CanonicalJson.read(
                town.held(Town.COUNTY, proposal).orElseThrow().bytes());
        document.put("id", "370881:proposal:" + "a".repeat(32))
                .put("author", "370881")
                .put("holder", "370881")
                .put("status", "approved");
        document.putArray("streams").add("above.370881/programmes").add("to.370881/programmes");

        town.bring(
                Town.SIBLING,
                Town.CITY,
                new Forger(Town.ledger(Town.SIBLING, "above.370881/programmes")).frame(CanonicalJson.write(document)));
        town.settle();

        LedgerId ledger = Town.ledger(Town.SIBLING, "above.370881/programmes");
        assertThat(town.outcomes(Town.CITY, ledger)).containsExactly("1/0 REFUSED STEP");
        assertThat(town.outcomes(Town.PROVINCE, ledger)).containsExactly("1/0 REFUSED STEP");
        assertThat(town.problem(Town.CITY)).isEmpty();
    }

    @Test
    void anApprovalOfWhatWasNeverProposedCountsNowhere() {
        ObjectNode document = (ObjectNode) CanonicalJson.read(
                town.held(Town.COUNTY, proposal).orElseThrow().bytes());
        document.put("id", "370881:proposal:" + "a".repeat(32))
                .put("author", "370881")
                .put("holder", "370881")
                .put("version", 3)
                .put("previous", "0".repeat(64))
                .put("status", "approved");
        document.putArray("streams").add("above.370881/programmes").add("to.370881/programmes");

        town.bring(
                Town.SIBLING,
                Town.CITY,
                new Forger(Town.ledger(Town.SIBLING, "above.370881/programmes")).frame(CanonicalJson.write(document)));
        town.settle();

        LedgerId ledger = Town.ledger(Town.SIBLING, "above.370881/programmes");
        for (NodeId each : List.of(Town.CITY, Town.PROVINCE)) {
            assertThat(town.outcomes(each, ledger)).containsExactly("1/0 WAITING PREDECESSOR_MISSING");
            assertThat(town.held(each, RecordId.parse("370881:proposal:" + "a".repeat(32))))
                    .isEmpty();
            assertThat(town.problem(each)).isEmpty();
        }
    }

    @Test
    void whenTheDirectoryChangesALevelItsStepsAreJudgedAgain() {
        assertThat(town.node(Town.CITY).step(proposal, "recommend", JsonNodeFactory.instance.objectNode()))
                .isInstanceOf(Authored.Next.class);
        town.settle();
        assertThat(status(Town.PROVINCE)).isEqualTo("recommended");

        town.publish(draft -> draft.with(ofLevel(Town.CITY, Level.PROVINCE)));
        assertThat(status(Town.PROVINCE)).isEqualTo("proposed");
        assertThat(town.node(Town.CITY)
                        .step(proposal, "recommend", JsonNodeFactory.instance.objectNode())
                        .toString())
                .contains("may take: none");

        town.publish(draft -> draft.with(ofLevel(Town.CITY, Level.CITY)));
        assertThat(status(Town.PROVINCE)).isEqualTo("recommended");
        assertThat(town.problem(Town.PROVINCE)).isEmpty();
    }

    private Node ofLevel(NodeId id, Level level) {
        Node node = town.described(id);
        return new Node(
                node.id(),
                node.name(),
                new Jurisdiction(Optional.empty(), Optional.of(level), List.of()),
                node.endpoint(),
                node.certificates(),
                node.readsProtected(),
                node.closing());
    }
}

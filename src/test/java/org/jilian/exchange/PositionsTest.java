package org.jilian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.jilian.crypto.SigningKey;
import org.jilian.ledger.Frame;
import org.jilian.ledger.LedgerId;
import org.jilian.record.CanonicalJson;
import org.jilian.record.NodeId;
import org.jilian.record.RefusalCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What neighbours believe each other about how far they are, and what a restored backup learns from it. */
class PositionsTest {
    private static final String WANG = "11010119900307123X";
    private static final LedgerId HOURS = Town.hoursOf(Town.COUNTY);

    private final Town town = new Town(getClass());

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aSignedPositionAheadOfTheOwnHeadStopsThatLedger() {
        receive(Town.CITY, Town.COUNTY, list(Town.CITY, ahead()));
        assertThat(town.node(Town.COUNTY).recovering()).containsExactly(HOURS);
    }

    @Test
    void aNeighbourThatTookAResetFirstStopsNothing() {
        receive(
                Town.CITY,
                Town.COUNTY,
                list(Town.CITY, entry -> entry.put("epoch", 2).put("sequence", 0)));
        assertThat(town.node(Town.COUNTY).recovering()).isEmpty();
    }

    @Test
    void aNeighboursClockThatIsAheadIsNamedUntilItIsSet() {
        town.clock(Town.NOW.minusSeconds(600));
        receive(Town.CITY, Town.COUNTY, list(Town.CITY, entry -> entry.put("sequence", 0)));
        assertThat(town.node(Town.COUNTY).troubles())
                .singleElement()
                .asString()
                .contains("the clock of 370800 is at least 600 s ahead", "set it");
        town.clock(Town.NOW);
        receive(Town.CITY, Town.COUNTY, list(Town.CITY, entry -> entry.put("sequence", 0)));
        assertThat(town.node(Town.COUNTY).troubles()).isEmpty();
    }

    @Test
    void aListThatItsSenderDidNotSignStopsNothing() {
        byte[] genuine = list(Town.CITY, ahead());
        byte[] other = Frame.split(list(Town.CITY, entry -> {}), 2).get(1);
        receive(
                Town.CITY,
                Town.COUNTY,
                Frame.join(List.of(Frame.split(genuine, 2).get(0), other)));
        receive(Town.CITY, Town.COUNTY, list(Town.CITY, ahead(), key(Town.SIBLING)));
        receive(Town.CITY, Town.COUNTY, list(Town.SIBLING, ahead(), key(Town.SIBLING)));
        assertThat(town.node(Town.COUNTY).recovering()).isEmpty();
        assertThat(town.refused(Town.COUNTY))
                .containsExactly(RefusalCode.SIGNATURE, RefusalCode.CERTIFICATE_UNKNOWN, RefusalCode.NOT_ON_THIS_LINK);
    }

    @Test
    void aNeighboursWordAloneRenumbersNothingThatThisNodeSaid() {
        town.author(Town.COUNTY, Town.hours(WANG, "C1", "4.5"));
        town.settle();
        for (long outcomes : List.of(5L, 1_000_000_000_000L, CanonicalJson.MAX_INTEGER)) {
            receive(
                    Town.COUNTY,
                    Town.CITY,
                    list(
                            Town.COUNTY,
                            entry -> entry.put("receiver", Town.CITY.value()).put("outcomes", outcomes)));
            assertThat(town.position(Town.CITY, HOURS).orElseThrow().outcomes()).isZero();
        }
    }

    @Test
    void aRestoredBackupNumbersItsOutcomesAfterThoseItOnceSigned() {
        spoilt("C1");
        byte[] backup = town.database(Town.CITY).snapshot();
        spoilt("C2");
        assertThat(town.position(Town.CITY, HOURS).orElseThrow().outcomes()).isEqualTo(4);
        town.database(Town.CITY).restore(backup);
        town.restart(Town.CITY);
        for (int i = 1; i < 6; i++) {
            town.clock(Town.NOW.plusSeconds(60L * i));
            town.settle();
        }
        assertThat(town.outcomes(Town.CITY, HOURS)).hasSize(5).last().isEqualTo("1/0 APPLIED");
        long said = town.position(Town.CITY, HOURS).orElseThrow().outcomes();
        assertThat(said).isEqualTo(5);
        long heard = town.database(Town.COUNTY).read(tx -> {
            long n = org.jilian.store.Ledgers.find(tx, HOURS).orElseThrow().n();
            return org.jilian.store.Receipts.extent(tx, Town.CITY, n).outcomes();
        });
        assertThat(heard).isEqualTo(said);
    }

    @Test
    void aReceiptThatAnotherForgedInThisNodesNameRenumbersNothing() {
        town.author(Town.COUNTY, Town.hours(WANG, "C1", "4.5"));
        town.settle();
        byte[] receipt = new org.jilian.ledger.Receipt(
                        "sample",
                        Town.CITY,
                        town.position(Town.CITY, HOURS).orElseThrow().place(),
                        town.position(Town.CITY, HOURS).orElseThrow().head().orElseThrow(),
                        CanonicalJson.MAX_INTEGER,
                        List.of(),
                        Town.NOW)
                .write();
        byte[] signature = Town.SUITE.sign(receipt, Town.NOW, List.of(key(Town.COUNTY)));
        town.node(Town.CITY)
                .receive(new Envelope(
                        Town.COUNTY, new Message(Message.Type.RECEIPT, Frame.join(List.of(receipt, signature)))));
        assertThat(town.refused(Town.CITY)).containsExactly(RefusalCode.CERTIFICATE_UNKNOWN);
        assertThat(town.position(Town.CITY, HOURS).orElseThrow().outcomes()).isZero();
    }

    /** Twice something is said of it at the city: that its body is awaited, and that it came. */
    private void spoilt(String course) {
        town.author(Town.COUNTY, Town.hours(WANG, course, "1"));
        byte[] frame = town.sealed(Town.COUNTY).get(0);
        byte[] body = Forger.part(frame, 2).clone();
        body[body.length / 2] ^= 1;
        town.bring(Town.COUNTY, Town.CITY, Forger.with(frame, 2, body));
        town.settle();
    }

    private void receive(NodeId from, NodeId to, byte[] frame) {
        town.node(to).receive(new Envelope(from, new Message(Message.Type.POSITION_LIST, frame)));
    }

    private static Consumer<ObjectNode> ahead() {
        return entry -> entry.put("sequence", 9);
    }

    private static byte[] list(NodeId sender, Consumer<ObjectNode> change) {
        return list(sender, change, key(sender));
    }

    private static byte[] list(NodeId sender, Consumer<ObjectNode> change, SigningKey key) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("at", Town.NOW.toString())
                .put("federation", "sample")
                .put("format", "jilian-positions/1")
                .put("reply", false)
                .put("sender", sender.value());
        ObjectNode entry = document.putArray("entries")
                .addObject()
                .put("epoch", 1)
                .put("head", "00".repeat(32))
                .put("origin", HOURS.origin().value())
                .put("outcomes", 0)
                .put("receiver", HOURS.origin().value())
                .put("sequence", 1)
                .put("stream", HOURS.stream().toString());
        change.accept(entry);
        byte[] body = CanonicalJson.write(document);
        return Frame.join(List.of(body, Town.SUITE.sign(body, Town.NOW, List.of(key))));
    }

    private static SigningKey key(NodeId node) {
        return Town.KEYS.of(node).keys().signing();
    }
}

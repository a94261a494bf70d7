package org.jilian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jilian.ledger.LedgerId;
import org.jilian.record.Digest;
import org.jilian.record.Draft;
import org.jilian.record.KindName;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.RefusalCode;
import org.jilian.store.Parcels;
import org.jilian.store.Versions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What reaches whom in a town where everybody is honest. */
class ExchangeTest {
    private static final String WANG = "11010119900307123X";
    private static final LedgerId HOURS = Town.hoursOf(Town.COUNTY);

    private final Town town = new Town(getClass());

    @AfterEach
    void closeAndCompare() {
        for (NodeId id : Town.ALL) {
            assertThat(town.problem(id)).as("tables and parcels of %s", id).isEmpty();
        }
        town.close();
    }

    @Test
    void whatACountyAuthorsReachesItsCityAndProvinceAndNobodyElse() {
        List<RecordVersion> authored = new ArrayList<>();
        authored.add(first(town.author(Town.COUNTY, Town.person(WANG, "医院"))));
        authored.add(first(town.author(Town.COUNTY, Town.hours(WANG, "C1", "4.5"))));
        town.settle();
        for (RecordVersion version : authored) {
            for (NodeId id : List.of(Town.COUNTY, Town.CITY, Town.PROVINCE)) {
                assertThat(town.held(id, version.id())).as("at %s", id).contains(version);
            }
            assertThat(town.held(Town.SIBLING, version.id())).isEmpty();
        }
        assertThat(town.node(Town.COUNTY).lag(Town.CITY)).isZero();
        assertThat(town.node(Town.CITY).lag(Town.PROVINCE)).isZero();
        Town.ALL.forEach(id -> assertThat(town.node(id).refusals()).isZero());
    }

    @Test
    void theOriginHoldsTheReceiptOfEveryLevel() {
        town.author(Town.COUNTY, Town.hours(WANG, "C1", "4.5"));
        town.settle();
        for (NodeId receiver : List.of(Town.CITY, Town.PROVINCE)) {
            boolean receipted = town.database(Town.COUNTY).read(tx -> {
                long n = org.jilian.store.Ledgers.find(tx, HOURS).orElseThrow().n();
                return org.jilian.store.Receipts.covering(tx, receiver, new Parcels.Key(n, 1, 1))
                        .isPresent();
            });
            assertThat(receipted).as("receipt of %s", receiver).isTrue();
        }
    }

    @Test
    void everyHopHoldsTheParcelByteForByte() {
        town.author(Town.COUNTY, Town.hours(WANG, "C1", "4.5"), Town.hours(WANG, "C2", "2"));
        town.settle();
        List<byte[]> copies = new ArrayList<>();
        for (NodeId id : List.of(Town.COUNTY, Town.CITY, Town.PROVINCE)) {
            copies.add(town.database(id)
                    .read(tx -> Accept.frame(Parcels.find(
                                    tx,
                                    new Parcels.Key(
                                            org.jilian.store.Ledgers.find(tx, HOURS)
                                                    .orElseThrow()
                                                    .n(),
                                            1,
                                            1))
                            .orElseThrow()
                            .parcel())));
        }
        assertThat(copies.get(1)).isEqualTo(copies.get(0));
        assertThat(copies.get(2)).isEqualTo(copies.get(0));
    }

    @Test
    void theSameRosterAgainChangesNothing() {
        Draft[] roster = {Town.person(WANG, "医院"), Town.hours(WANG, "C1", "4.5"), Town.hours(WANG, "C2", "2")};
        town.author(Town.COUNTY, roster);
        town.settle();
        long parcels = parcels(Town.PROVINCE);
        assertThat(town.author(Town.COUNTY, roster)).hasOnlyElementsOfType(Authored.Unchanged.class);
        town.settle();
        assertThat(parcels(Town.PROVINCE)).isEqualTo(parcels);
        assertThat(parcels(Town.COUNTY)).isEqualTo(parcels);
    }

    @Test
    void aChangedRowBecomesTheNextVersionEverywhere() {
        RecordVersion first = first(town.author(Town.COUNTY, Town.hours(WANG, "C1", "4.5")));
        town.settle();
        List<Authored> again = town.author(Town.COUNTY, Town.hours(WANG, "C1", "5"));
        assertThat(again.get(0)).isInstanceOf(Authored.Next.class);
        town.settle();
        for (NodeId id : List.of(Town.COUNTY, Town.CITY, Town.PROVINCE)) {
            RecordVersion held = town.held(id, first.id()).orElseThrow();
            assertThat(held.version()).isEqualTo(2);
            assertThat(held.previous()).contains(first.digest());
        }
    }

    @Test
    void aDuplicateParcelIsReceiptedAgainAndNotRefused() {
        town.author(Town.COUNTY, Town.hours(WANG, "C1", "4.5"));
        byte[] frame = town.sealed(Town.COUNTY).get(0);
        for (int i = 0; i < 3; i++) {
            assertThat(town.bring(Town.COUNTY, Town.CITY, frame))
                    .anyMatch(answer -> answer.neighbour().equals(Town.COUNTY)
                            && answer.message().type() == Message.Type.RECEIPT);
        }
        town.settle();
        assertThat(town.refused(Town.CITY)).isEmpty();
        assertThat(town.outcomes(Town.CITY, HOURS)).isEmpty();
        long count = town.database(Town.CITY).read(Versions::count);
        town.bring(Town.COUNTY, Town.CITY, frame);
        assertThat(town.database(Town.CITY).<Long>read(Versions::count)).isEqualTo(count);
    }

    @Test
    void parcelsThatComeInTheWrongOrderAreAskedForAndTaken() {
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            town.author(Town.COUNTY, Town.hours(WANG, "C" + i, "1"));
            town.clock(Town.NOW.plusSeconds(i + 1));
            frames.addAll(town.sealed(Town.COUNTY));
        }
        assertThat(frames).hasSize(3);
        town.bring(Town.COUNTY, Town.CITY, frames.get(2));
        town.bring(Town.COUNTY, Town.CITY, frames.get(1));
        town.bring(Town.COUNTY, Town.CITY, frames.get(0));
        town.settle();
        assertThat(town.position(Town.PROVINCE, HOURS).orElseThrow().sequence()).isEqualTo(3);
        assertThat(town.refused(Town.CITY)).isEmpty();
    }

    @Test
    void theEntitledHoldProtectedValuesAndTheOthersHoldNone() {
        RecordVersion person = first(town.author(Town.COUNTY, Town.person(WANG, "医院")));
        town.settle();
        assertThat(new String(person.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("王小明", WANG);
        String[] values = {"documentNumber=" + WANG, "name=王小明"};
        assertThat(town.values(Town.COUNTY, person)).containsExactly(values);
        assertThat(town.values(Town.PROVINCE, person)).containsExactly(values);
        assertThat(town.values(Town.CITY, person)).isEmpty();
        assertThat(town.outcomes(Town.CITY, Town.ledger(Town.COUNTY, "above.370811/registry")))
                .as("a node that may not read misses nothing")
                .isEmpty();
    }

    @Test
    void whatIsPublishedDownwardsReachesEveryCounty() {
        Draft course = new Draft(
                new org.jilian.record.KindName("course"),
                "370000",
                Optional.empty(),
                Optional.empty(),
                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                        .objectNode()
                        .put("code", "K1")
                        .put("name", "公需科目"));
        RecordVersion version = first(town.author(Town.PROVINCE, course));
        town.settle();
        Town.ALL.forEach(
                id -> assertThat(town.held(id, version.id())).as("at %s", id).contains(version));
    }

    @Test
    void oneBadRecordDelaysNoOther() {
        byte[] frame = new Forger(HOURS)
                .frame(
                        Forger.hour(Town.COUNTY, 'a'),
                        Forger.hour(
                                Town.COUNTY,
                                'b',
                                bad -> bad.putObject("content").put("course", 7)),
                        Forger.utf8("[".repeat(500) + "]".repeat(500)),
                        Forger.hour(Town.COUNTY, 'd', bad -> bad.put("holder", "999999")),
                        Forger.hour(Town.COUNTY, 'e'));
        town.bring(Town.COUNTY, Town.CITY, frame);
        town.settle();
        for (NodeId id : List.of(Town.CITY, Town.PROVINCE)) {
            assertThat(town.held(id, id('a'))).isPresent();
            assertThat(town.held(id, id('b'))).isEmpty();
            assertThat(town.held(id, id('e'))).isPresent();
            assertThat(town.outcomes(id, HOURS))
                    .containsExactlyInAnyOrder(
                            "1/1 REFUSED SCHEMA", "1/2 REFUSED RECORD_FORM", "1/3 REFUSED UNKNOWN_NODE");
        }
    }

    @Test
    void aKindThatNobodyDescribesYetIsKeptAndForwarded() {
        Function<Character, byte[]> diary = letter -> Forger.hour(
                Town.COUNTY,
                letter,
                record -> record.put(
                                "id", "370811:diary:" + String.valueOf(letter).repeat(32))
                        .put("kind", "diary"));
        town.bring(Town.COUNTY, Town.CITY, new Forger(HOURS).frame(diary.apply('a'), Forger.hour(Town.COUNTY, 'b')));
        town.settle();
        for (NodeId id : List.of(Town.CITY, Town.PROVINCE)) {
            assertThat(town.outcomes(id, HOURS)).containsExactly("1/0 WAITING KIND_UNKNOWN");
            assertThat(town.held(id, id('b'))).isPresent();
        }
    }

    @Test
    void theSameRecordOfAnUnknownKindTwiceIsKeptOnceWithBothItsPlaces() {
        byte[] diary = Forger.hour(
                Town.COUNTY,
                'a',
                record -> record.put("id", "370811:diary:" + "a".repeat(32)).put("kind", "diary"));
        byte[] twice = new Forger(HOURS).frame(diary, diary);
        town.bring(Town.COUNTY, Town.CITY, twice);
        town.bring(
                Town.COUNTY,
                Town.CITY,
                new Forger(HOURS).at(1, 2, Optional.of(Forger.digest(twice))).frame(diary));
        assertThat(town.outcomes(Town.CITY, HOURS))
                .containsExactly("1/0 WAITING KIND_UNKNOWN", "1/1 WAITING KIND_UNKNOWN", "2/0 WAITING KIND_UNKNOWN");
        RecordVersion version = RecordVersion.read(diary, Town.SUITE.hash());
        assertThat(town.database(Town.CITY).<List<Versions.Evidence>>read(tx -> Versions.furtherPlaces(tx, version)))
                .hasSize(2);
    }

    @Test
    void anAuthorSpeaksForNobodyElse() {
        byte[] frame = new Forger(Town.hoursOf(Town.SIBLING))
                .frame(
                        Forger.hour(
                                Town.COUNTY,
                                'a',
                                record -> record.putArray("streams")
                                        .add("above.370811/hours")
                                        .add("above.370881/hours")),
                        Forger.hour(
                                Town.SIBLING,
                                'b',
                                record -> record.putArray("streams").add("above.370811/hours")),
                        Forger.hour(Town.SIBLING, 'c'));
        town.bring(Town.SIBLING, Town.CITY, frame);
        town.settle();
        assertThat(town.outcomes(Town.PROVINCE, Town.hoursOf(Town.SIBLING)))
                .containsExactly("1/0 REFUSED AUTHOR", "1/1 REFUSED STREAM");
        assertThat(town.held(Town.PROVINCE, RecordId.parse("370881:hour-record:" + "c".repeat(32))))
                .isPresent();
    }

    @Test
    void aRecordThatIsHandedOnIsTheNewHoldersAlone() {
        RecordVersion person = first(town.author(Town.COUNTY, Town.person(WANG, "医院")));
        town.settle();
        assertThat(town.node(Town.COUNTY).revise(person.id(), Revision.handOver(Town.CITY)))
                .isInstanceOf(Authored.Next.class);
        town.settle();
        assertThat(town.held(Town.CITY, person.id()).orElseThrow().holder()).isEqualTo(Town.CITY);
        assertThat(town.author(Town.COUNTY, Town.person(WANG, "另一家")))
                .containsExactly(new Authored.HeldElsewhere(person.id(), Town.CITY));
    }

    @Test
    void aBodyThatAHopSpoiltIsSaidToWaitAndFetchedFromWhoHasIt() {
        town.author(Town.COUNTY, Town.hours(WANG, "C1", "4.5"), Town.hours(WANG, "C2", "2"));
        byte[] frame = town.sealed(Town.COUNTY).get(0);
        byte[] spoilt = Forger.part(frame, 2).clone();
        spoilt[spoilt.length / 2] ^= 1;
        List<Envelope> answers = town.node(Town.CITY)
                .receive(new Envelope(Town.COUNTY, new Message(Message.Type.PARCEL, Forger.with(frame, 2, spoilt))));
        assertThat(town.position(Town.CITY, HOURS).orElseThrow().sequence()).isEqualTo(1);
        assertThat(answers).anyMatch(answer -> answer.message().type() == Message.Type.FETCH);
        assertThat(town.outcomes(Town.CITY, HOURS))
                .as("nobody may take these records for applied")
                .containsExactly("1/0 WAITING BODY", "1/1 WAITING BODY");
        town.carry(Town.CITY, answers);
        town.settle();
        assertThat(town.outcomes(Town.CITY, HOURS))
                .containsExactly("1/0 WAITING BODY", "1/1 WAITING BODY", "1/0 APPLIED", "1/1 APPLIED");
        assertThat(town.database(Town.PROVINCE).<Long>read(Versions::count))
                .isEqualTo(town.database(Town.CITY).<Long>read(Versions::count));
    }

    @Test
    void aSpoiltBodyIsOneLineInTheAuditTrailAndWhatCameBesideItIsNotKept() {
        RecordVersion person = first(town.author(Town.COUNTY, Town.person(WANG, "医院")));
        byte[] frame = town.sealed(Town.COUNTY).get(0);
        byte[] spoilt = Forger.with(Forger.with(frame, 2, new byte[] {1, 2, 3}), 3, new byte[] {4, 5, 6});
        town.node(Town.CITY).receive(new Envelope(Town.COUNTY, new Message(Message.Type.PARCEL, spoilt)));
        assertThat(town.refused(Town.CITY)).containsExactly(RefusalCode.BODY);
        town.bring(Town.COUNTY, Town.CITY, Forger.with(frame, 2, new byte[] {7, 8, 9}));
        assertThat(town.node(Town.CITY).refusals()).isEqualTo(2);
        town.bring(Town.COUNTY, Town.CITY, frame);
        // what was sent on without its body was lost; now it is sent again, and whole
        town.clock(Town.NOW.plusSeconds(60));
        town.settle();
        assertThat(town.values(Town.PROVINCE, person)).hasSize(2);
    }

    @Test
    void aMissingProtectedValueIsNamedBesideWhatBecameOfItsRecord() {
        LedgerId registry = Town.ledger(Town.COUNTY, "above.370811/registry");
        Digest missing = Digest.parse("00".repeat(32));
        byte[] applied = personWithName('a', 1, missing);
        byte[] waiting = personWithName('b', 2, missing);
        byte[] refused = personWithName('c', 1, missing, record -> record.putObject("content"));
        for (NodeId hop : List.of(Town.COUNTY, Town.CITY)) {
            town.bring(
                    hop,
                    hop.equals(Town.COUNTY) ? Town.CITY : Town.PROVINCE,
                    new Forger(registry).frame(applied, applied, waiting, refused));
        }
        assertThat(town.outcomes(Town.PROVINCE, registry))
                .containsExactly(
                        "1/3 REFUSED SCHEMA",
                        "1/1 HELD",
                        "1/2 WAITING PREDECESSOR_MISSING",
                        "1/0 APPLIED",
                        "1/1 HELD DISCLOSURE_ABSENT",
                        "1/2 WAITING DISCLOSURE_ABSENT",
                        "1/2 WAITING PREDECESSOR_MISSING");
    }

    private static byte[] personWithName(char letter, int version, Digest name) {
        return personWithName(letter, version, name, record -> {});
    }

    private static byte[] personWithName(
            char letter,
            int version,
            Digest name,
            java.util.function.Consumer<com.fasterxml.jackson.databind.node.ObjectNode> change) {
        return Forger.hour(Town.COUNTY, letter, record -> {
            String author = version == 1 ? "370811" : "410000";
            record.put("id", author + ":person:" + String.valueOf(letter).repeat(32))
                    .put("kind", "person")
                    .put("version", version);
            record.putObject("content").put("unit", "医院");
            record.putObject("protected").put("name", name.toString());
            record.putArray("streams").add("above.370811/registry");
            if (version > 1) {
                record.put("previous", "11".repeat(32));
            }
            change.accept(record);
        });
    }

    @Test
    void whatNobodyHasAnyMoreKeepsNoOtherBodyFromBeingAskedFor() {
        List<Object> asked = new ArrayList<>();
        Optional<Digest> head = Optional.empty();
        for (int i = 1; i <= 20; i++) {
            byte[] frame = new Forger(HOURS).at(1, i, head).frame(Forger.hour(Town.COUNTY, (char) ('a' + i)));
            head = Optional.of(Forger.digest(frame));
            town.node(Town.CITY)
                    .receive(new Envelope(
                            Town.COUNTY, new Message(Message.Type.PARCEL, Forger.with(frame, 2, new byte[0]))));
        }
        for (int i = 0; i < 2; i++) {
            for (Envelope each : town.node(Town.CITY).tidy()) {
                asked.add(Fetch.read(each.message().body()).place().sequence());
            }
        }
        assertThat(asked).contains(1L, 16L, 17L, 20L);
    }

    @Test
    void anAuthorsTwoSuccessorsOfOneVersionAreReportedOnce() {
        byte[] first = Forger.hour(Town.COUNTY, 'a');
        byte[] frame = new Forger(HOURS).frame(first, second(first, "5"), second(first, "6"));
        town.bring(Town.COUNTY, Town.CITY, frame);
        byte[] third =
                new Forger(HOURS).at(1, 2, Optional.of(Forger.digest(frame))).frame(second(first, "5"));
        town.bring(Town.COUNTY, Town.CITY, third);
        assertThat(discrepancies(Town.CITY)).containsExactly("EQUIVOCATION " + id('a'));
        assertThat(audited(Town.CITY, "equivocation")).isEqualTo(1);
    }

    @Test
    void aHolderAndANodeAboveThatWriteAtOnceAreReportedWhereverBothAreHeld() {
        RecordVersion person = first(town.author(Town.COUNTY, Town.person(WANG, "医院")));
        town.settle();
        town.node(Town.COUNTY).revise(person.id(), Revision.revoke());
        town.node(Town.PROVINCE).revise(person.id(), Revision.handOver(Town.CITY));
        town.settle();
        for (NodeId id : List.of(Town.PROVINCE, Town.CITY)) {
            assertThat(town.held(id, person.id()).orElseThrow().author()).isEqualTo(Town.PROVINCE);
            assertThat(discrepancies(id)).containsExactly("CONFLICT " + person.id());
            assertThat(audited(id, "conflict")).isEqualTo(1);
        }
    }

    @Test
    void aLedgerThatCannotBeReadKeepsNoOtherFromBeingShipped() {
        town.author(Town.COUNTY, Town.hours(WANG, "C1", "1"), Town.person(WANG, "医院"));
        assertThat(town.sealed(Town.COUNTY)).hasSize(2);
        Parcels.Key key = town.database(Town.COUNTY)
                .read(tx -> new Parcels.Key(
                        org.jilian.store.Ledgers.find(tx, HOURS).orElseThrow().n(), 1, 1));
        Digest digest =
                town.database(Town.COUNTY).read(tx -> Parcels.digest(tx, key)).orElseThrow();
        setDigest(key, new byte[] {1});
        town.restart(Town.COUNTY);
        assertThat(town.sealed(Town.COUNTY)).as("the other ledger's").hasSize(1);
        setDigest(key, digest.bytes());
        town.clock(Town.NOW.plusSeconds(60));
        assertThat(town.sealed(Town.COUNTY)).as("both, once it is mended").hasSize(2);
    }

    private void setDigest(Parcels.Key key, byte[] digest) {
        town.database(Town.COUNTY)
                .change(tx -> tx.update("UPDATE parcel SET digest = ? WHERE ledger = ?", digest, key.ledger()));
    }

    private static byte[] second(byte[] first, String hours) {
        return Forger.hour(Town.COUNTY, 'a', record -> {
            record.put("version", 2)
                    .put(
                            "previous",
                            RecordVersion.read(first, Town.SUITE.hash())
                                    .digest()
                                    .toString());
            record.putObject("content").put("course", "Ca").put("hours", hours);
        });
    }

    @Test
    void whatEverybodyElseWouldRefuseForItsSizeIsNotAuthored() {
        ObjectNode content = JsonNodeFactory.instance.objectNode().put("code", "P-1");
        ObjectNode beyond = content.deepCopy().put("document", "长".repeat(100_000));
        RecordId id = first(town.author(Town.COUNTY, proposal(content))).id();
        town.settle();

        for (Authored each : List.of(
                town.author(Town.COUNTY, proposal(beyond.deepCopy().put("code", "P-2")))
                        .get(0),
                town.node(Town.CITY).revise(id, Revision.of(beyond)))) {
            assertThat(each)
                    .isInstanceOfSatisfying(
                            Authored.Refused.class,
                            refused -> assertThat(refused.refusal().code()).isEqualTo(RefusalCode.TOO_LARGE));
        }
    }

    private static Draft proposal(ObjectNode content) {
        return new Draft(new KindName("proposal"), "370811", Optional.of("2026"), Optional.empty(), content);
    }

    /** But for the persons whom nobody registered here. */
    private List<String> discrepancies(NodeId id) {
        return town.database(id)
                .read(tx -> org.jilian.store.Discrepancies.open(tx, 10).stream()
                        .filter(each -> !each.type().equals(References.UNKNOWN_SUBJECT))
                        .map(each -> each.type() + " " + each.record())
                        .toList());
    }

    private long audited(NodeId id, String event) {
        return town.database(id)
                .read(tx -> tx.find(
                        "SELECT count(*) AS n FROM audit_waiting WHERE event = ?", row -> row.number("n"), event))
                .orElseThrow();
    }

    private static RecordId id(char letter) {
        return RecordId.parse("370811:hour-record:" + String.valueOf(letter).repeat(32));
    }

    private long parcels(NodeId id) {
        return town.database(id).read(Parcels::count);
    }

    private static RecordVersion first(List<Authored> authored) {
        assertThat(authored).hasOnlyElementsOfType(Authored.First.class);
        return ((Authored.First) authored.get(0)).version();
    }
}

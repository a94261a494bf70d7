package org.jilian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jilian.directory.LastGood;
import org.jilian.directory.Reset;
import org.jilian.ledger.LedgerId;
import org.jilian.record.Digest;
import org.jilian.record.Kind;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a new version of the directory changes about ledgers and records that are held already. */
class ResetTest {
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
    void whatWaitedForItsKindIsJudgedWhenADirectoryDescribesIt() {
        byte[] good = diary('a', "C1");
        byte[] bad = diary('b', "");
        town.bring(Town.COUNTY, Town.CITY, new Forger(HOURS).frame(good, good, bad));
        town.settle();
        assertThat(town.outcomes(Town.PROVINCE, HOURS)).hasSize(3).allMatch(said -> said.endsWith("KIND_UNKNOWN"));
        town.publish(draft -> draft.with(diaries(1)));
        for (NodeId id : List.of(Town.CITY, Town.PROVINCE)) {
            assertThat(town.held(id, RecordId.parse("370811:diary:" + "a".repeat(32))))
                    .as("at %s", id)
                    .isPresent();
            List<String> said = town.outcomes(id, HOURS);
            assertThat(said.subList(3, said.size()))
                    .containsExactlyInAnyOrder("1/0 APPLIED", "1/1 HELD", "1/2 REFUSED SCHEMA");
        }
    }

    @Test
    void aRecordIsJudgedByTheDirectoryThatItsParcelNamesWheneverItComes() {
        town.publish(draft -> draft.with(diaries(1)));
        int lenient = town.directoryVersion();
        town.publish(draft -> draft.with(diaries(5)));
        byte[] old = new Forger(HOURS).directory(lenient).frame(diary('a', "C1"));
        byte[] recent = new Forger(HOURS)
                .at(1, 2, Optional.of(Forger.digest(old)))
                .directory(lenient + 1)
                .frame(diary('b', "C1"));
        town.bring(Town.COUNTY, Town.CITY, old);
        town.bring(Town.COUNTY, Town.CITY, recent);
        assertThat(town.outcomes(Town.CITY, HOURS)).containsExactly("2/0 REFUSED SCHEMA");
        assertThat(town.held(Town.CITY, RecordId.parse("370811:diary:" + "a".repeat(32))))
                .isPresent();
    }

    private static byte[] diary(char letter, String course) {
        return Forger.hour(Town.COUNTY, letter, record -> {
            record.put("id", "370811:diary:" + String.valueOf(letter).repeat(32))
                    .put("kind", "diary");
            record.putObject("content").put("course", course);
        });
    }

    private static Kind diaries(int shortestCourse) {
        try {
            return Kind.read(new com.fasterxml.jackson.databind.ObjectMapper().readTree("""
                            {"kind":"diary","label":{"zh":"日志"},"channel":"hours","naturalKey":["content.course"],
                             "streams":["above.{author}/hours"],
                             "schema":{"type":"object","properties":{"course":{"type":"string","minLength":%d}}}}
                            """.formatted(shortestCourse)));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anOriginGoesOnInTheNewEpochByItself() {
        town.author(Town.COUNTY, Town.hours(WANG, "C1", "1"));
        town.settle();
        Digest last = town.position(Town.COUNTY, HOURS).orElseThrow().head().orElseThrow();
        town.publish(draft ->
                draft.with(new Reset(Town.COUNTY, HOURS.stream(), new LastGood(1, 1, Optional.of(last)), 2, "test")));
        town.author(Town.COUNTY, Town.hours(WANG, "C2", "2"));
        town.settle();
        for (NodeId id : List.of(Town.COUNTY, Town.CITY, Town.PROVINCE)) {
            assertThat(town.position(id, HOURS).orElseThrow().place()).hasToString(HOURS + " #2.1");
        }
        assertThat(town.node(Town.COUNTY).lag(Town.CITY)).isZero();
    }

    /** As after a restored backup: the ledger was reset, and this database has never heard of it. */
    @Test
    void aLedgerOfWhichNothingCountsBeginsInTheNewEpoch() {
        town.publish(draft ->
                draft.with(new Reset(Town.COUNTY, HOURS.stream(), new LastGood(1, 0, Optional.empty()), 2, "test")));
        town.author(Town.COUNTY, Town.hours(WANG, "C1", "1"));
        town.settle();
        for (NodeId id : List.of(Town.COUNTY, Town.CITY, Town.PROVINCE)) {
            assertThat(town.position(id, HOURS))
                    .as("at %s", id)
                    .hasValueSatisfying(position -> assertThat(position.place()).hasToString(HOURS + " #2.1"));
        }
    }

    @Test
    void aNodeThatStoppedBeforeTheLastGoodParcelTakesWhatItLacksAndGoesOn() {
        town.author(Town.COUNTY, Town.hours(WANG, "C1", "1"));
        town.settle();
        byte[] second = new Forger(HOURS).frame(Forger.hour(Town.COUNTY, 'b'));
        town.bring(Town.COUNTY, Town.CITY, second);
        assertThat(town.position(Town.CITY, HOURS).orElseThrow().stopped()).isPresent();
        town.author(Town.COUNTY, Town.hours(WANG, "C2", "2"));
        town.settle();
        Digest last = town.position(Town.COUNTY, HOURS).orElseThrow().head().orElseThrow();
        assertThat(town.position(Town.COUNTY, HOURS).orElseThrow().sequence()).isEqualTo(2);
        assertThat(town.position(Town.CITY, HOURS).orElseThrow().sequence()).isEqualTo(1);
        town.publish(draft ->
                draft.with(new Reset(Town.COUNTY, HOURS.stream(), new LastGood(1, 2, Optional.of(last)), 2, "test")));
        town.author(Town.COUNTY, Town.hours(WANG, "C3", "3"));
        town.clock(Town.NOW.plusSeconds(60));
        town.settle();
        for (NodeId id : List.of(Town.COUNTY, Town.CITY, Town.PROVINCE)) {
            assertThat(town.position(id, HOURS).orElseThrow().place())
                    .as("at %s", id)
                    .hasToString(HOURS + " #2.1");
        }
    }

    @Test
    void whoHoldsAnotherParcelThanTheLastGoodOneTakesThatInItsPlace() {
        Digest last = forked(1);
        reset(new LastGood(1, 2, Optional.of(last)), 2);
        goOn("#2.1");
        assertThat(town.held(Town.PROVINCE, forged('b'))).isEmpty();
    }

    @Test
    void whoHoldsAnotherBranchGoesBackToWhereItBegan() {
        Digest last = forked(3);
        reset(new LastGood(1, 4, Optional.of(last)), 2);
        goOn("#2.1");
        for (char letter : new char[] {'b', 'c', 'd'}) {
            assertThat(town.held(Town.PROVINCE, forged(letter))).isEmpty();
        }
    }

    @Test
    void aResetThatReachesBackAnEpochDiscountsBoth() {
        RecordVersion one = first("C1");
        Digest good = town.position(Town.COUNTY, HOURS).orElseThrow().head().orElseThrow();
        RecordVersion two = first("C2");
        Digest last = town.position(Town.COUNTY, HOURS).orElseThrow().head().orElseThrow();
        reset(new LastGood(1, 2, Optional.of(last)), 2);
        RecordVersion three = first("C3");
        reset(new LastGood(1, 1, Optional.of(good)), 3);
        goOn("#3.1");
        for (NodeId id : List.of(Town.COUNTY, Town.CITY, Town.PROVINCE)) {
            assertThat(town.held(id, one.id())).as("at %s", id).isPresent();
            assertThat(town.held(id, two.id())).as("at %s", id).isEmpty();
            assertThat(town.held(id, three.id())).as("at %s", id).isEmpty();
        }
    }

    /** The county holds some parcels after its first, the others hold as many forged ones. @return the county's last */
    private Digest forked(int parcels) {
        first("C1");
        Optional<Digest> head = town.position(Town.COUNTY, HOURS).orElseThrow().head();
        for (int i = 0; i < parcels; i++) {
            town.author(Town.COUNTY, Town.hours(WANG, "D" + i, "1"));
            // a busy ledger lets a record wait a moment for company
            town.clock(Town.NOW.plusSeconds(i + 1));
            town.sealed(Town.COUNTY);
        }
        for (int i = 0; i < parcels; i++) {
            byte[] forged = new Forger(HOURS)
                    .at(1, 2 + i, head)
                    .sealedAt(Town.NOW.plusSeconds(30))
                    .frame(Forger.hour(Town.COUNTY, (char) ('b' + i)));
            town.bring(Town.COUNTY, Town.CITY, forged);
            head = Optional.of(Forger.digest(forged));
        }
        assertThat(town.held(Town.PROVINCE, forged('b'))).isPresent();
        assertThat(town.position(Town.PROVINCE, HOURS).orElseThrow().sequence()).isEqualTo(parcels + 1);
        return town.position(Town.COUNTY, HOURS).orElseThrow().head().orElseThrow();
    }

    private static RecordId forged(char letter) {
        return RecordId.parse("370811:hour-record:" + String.valueOf(letter).repeat(32));
    }

    private RecordVersion first(String course) {
        RecordVersion version = ((Authored.First)
                        town.author(Town.COUNTY, Town.hours(WANG, course, "1")).get(0))
                .version();
        town.settle();
        return version;
    }

    private void reset(LastGood lastGood, int epoch) {
        town.publish(draft -> draft.with(new Reset(Town.COUNTY, HOURS.stream(), lastGood, epoch, "test")));
    }

    /** The county authors once more, and all who should come to hold it at this place. */
    private void goOn(String place) {
        town.author(Town.COUNTY, Town.hours(WANG, "C9", "9"));
        for (int i = 1; i <= 6; i++) {
            town.clock(Town.NOW.plusSeconds(60L * i));
            town.settle();
        }
        for (NodeId id : List.of(Town.COUNTY, Town.CITY, Town.PROVINCE)) {
            assertThat(town.position(id, HOURS).orElseThrow().place())
                    .as("at %s", id)
                    .hasToString(HOURS + " " + place);
        }
    }

    @Test
    void whatDependedOnAParcelThatCountsNoMoreIsJudgedAgain() {
        RecordVersion one = ((Authored.First)
                        town.author(Town.COUNTY, Town.hours(WANG, "C1", "1")).get(0))
                .version();
        town.settle();
        Digest last = town.position(Town.COUNTY, HOURS).orElseThrow().head().orElseThrow();
        town.author(Town.COUNTY, Town.hours(WANG, "C1", "9"));
        town.settle();
        assertThat(town.held(Town.PROVINCE, one.id()).orElseThrow().version()).isEqualTo(2);
        town.publish(draft ->
                draft.with(new Reset(Town.COUNTY, HOURS.stream(), new LastGood(1, 1, Optional.of(last)), 2, "test")));
        for (NodeId id : List.of(Town.COUNTY, Town.CITY, Town.PROVINCE)) {
            assertThat(town.held(id, one.id())).as("at %s", id).contains(one);
        }
    }
}

package org.jilian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jilian.record.Channel;
import org.jilian.record.Draft;
import org.jilian.record.KindName;
import org.jilian.record.NaturalKey;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.store.Discrepancies;
import org.jilian.store.Discrepancy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hour records whose person is not held: applied, and an open discrepancy about the person while they refer to him. */
class ReferencesTest {
    private static final String WANG = "110101199003070016";

    private final Town town = new Town(getClass());

    @AfterEach
    void openAreThoseThatAreMissing() {
        for (NodeId id : Town.ALL) {
            assertThat(town.node(id).referenceProblem()).isEmpty();
            assertThat(town.problem(id)).isEmpty();
        }
        town.close();
    }

    @Test
    void anHourRecordBeforeItsPersonIsAppliedWithADiscrepancyUntilThePersonComes() {
        RecordVersion hours = author(Town.hours(WANG, "C1", "4.5"));
        town.settle();

        assertThat(town.held(Town.PROVINCE, hours.id())).contains(hours);
        for (NodeId above : List.of(Town.CITY, Town.PROVINCE)) {
            assertThat(open(above)).singleElement().satisfies(each -> {
                assertThat(each.type()).isEqualTo("UNKNOWN_SUBJECT");
                assertThat(each.record()).isEqualTo(person(hours));
                assertThat(each.evidence()).isEqualTo("{\"by\":[\"" + hours.id() + "\"]}");
            });
        }
        assertThat(open(Town.COUNTY)).as("its author sees for himself").isEmpty();

        author(Town.person(WANG, "医院"));
        town.settle();

        assertThat(open(Town.CITY)).isEmpty();
        assertThat(open(Town.PROVINCE)).isEmpty();
    }

    @Test
    void ofAPersonWhoIsHeldNothingIsSaid() {
        author(Town.person(WANG, "医院"));
        town.settle();
        author(Town.hours(WANG, "C1", "4.5"));
        town.settle();

        assertThat(all(Town.CITY)).isZero();
    }

    @Test
    void allThatReferToOnePersonAreOneDiscrepancyThatNamesFive() {
        town.author(
                Town.COUNTY,
                IntStream.range(0, 4)
                        .mapToObj(i -> Town.hours(WANG, "C" + i, "1"))
                        .toArray(Draft[]::new));
        town.settle();
        town.author(
                Town.COUNTY,
                IntStream.range(4, 9)
                        .mapToObj(i -> Town.hours(WANG, "C" + i, "1"))
                        .toArray(Draft[]::new));
        town.settle();

        assertThat(open(Town.CITY))
                .singleElement()
                .satisfies(each ->
                        assertThat(each.evidence()).endsWith("\"more\":true}").contains(":hour-record:"));
        assertThat(open(Town.CITY).get(0).evidence().split(":hour-record:")).hasSize(6);
    }

    @Test
    void theSameParcelAgainChangesNothing() {
        author(Town.hours(WANG, "C1", "4.5"));
        byte[] frame = town.sealed(Town.COUNTY).get(0);
        town.bring(Town.COUNTY, Town.CITY, frame);
        Discrepancy before = open(Town.CITY).get(0);
        town.clock(Town.NOW.plusSeconds(10));
        town.bring(Town.COUNTY, Town.CITY, frame);

        assertThat(open(Town.CITY)).containsExactly(before);
        town.settle();
    }

    @Test
    void whatWasTakenBackRefersToNobody_AlsoAfterARestart() {
        RecordVersion hours = author(Town.hours(WANG, "C1", "4.5"));
        town.settle();
        town.node(Town.COUNTY).revise(hours.id(), Revision.revoke());
        town.settle();
        town.restart(Town.CITY);

        for (NodeId id : Town.ALL) {
            town.carry(id, town.node(id).tidy());
        }

        assertThat(open(Town.CITY)).isEmpty();
        assertThat(open(Town.PROVINCE)).isEmpty();
    }

    @Test
    void whoIsRegisteredHereAnswersAtLeisure() {
        author(Town.hours(WANG, "C1", "4.5"));
        town.settle();
        town.author(Town.CITY, Town.person(WANG, "医院"));
        town.settle();
        assertThat(open(Town.PROVINCE)).as("it came there").isEmpty();

        town.node(Town.CITY).tidy();

        assertThat(open(Town.CITY)).isEmpty();
    }

    @Test
    void wherePersonsDoNotComeNobodyIsMissed() {
        town.publish(draft -> draft.with(new org.jilian.directory.Link(
                Town.COUNTY,
                org.jilian.directory.Line.GOVERNMENT,
                Town.CITY,
                new TreeSet<>(List.of(new Channel("hours"))),
                List.of())));
        author(Town.hours(WANG, "C1", "4.5"));
        town.settle();

        assertThat(all(Town.CITY)).isZero();
    }

    /** Its person may be known under the pseudonym of an earlier epoch. */
    @Test
    void aSubjectOfALaterEpochIsNotLookedFor() {
        byte[] frame = new Forger(Town.hoursOf(Town.COUNTY))
                .frame(Forger.hour(Town.COUNTY, 'a', record -> record.put("subject", "2:" + "0".repeat(40))));
        town.bring(Town.COUNTY, Town.CITY, frame);

        assertThat(town.held(Town.CITY, RecordId.parse("370811:hour-record:" + "a".repeat(32))))
                .isPresent();
        assertThat(all(Town.CITY)).isZero();
    }

    private RecordVersion author(Draft draft) {
        return ((Authored.First) town.author(Town.COUNTY, draft).get(0)).version();
    }

    private static String person(RecordVersion hours) {
        KindName person = new KindName("person");
        return person + ":" + NaturalKey.hash(person, List.of(hours.subject().orElseThrow()), Town.SUITE.hash());
    }

    private List<Discrepancy> open(NodeId id) {
        return town.database(id).read(tx -> Discrepancies.open(tx, 100));
    }

    private long all(NodeId id) {
        return town.database(id)
                .read(tx -> tx.find("SELECT count(*) AS n FROM discrepancy", row -> row.number("n")))
                .orElseThrow();
    }
}

package org.jilian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jilian.directory.DirectoryDraft;
import org.jilian.directory.Federation;
import org.jilian.directory.Limits;
import org.jilian.directory.Sealing;
import org.jilian.ledger.Header;
import org.jilian.record.Draft;
import org.jilian.record.RecordVersion;
import org.jilian.store.Ledgers;
import org.jilian.store.Parcels;
import org.jilian.store.Unsealed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches that fill parcels by themselves are sealed by the transaction that authors them. */
class FullBatchTest {
    private static final int FULL = Sealing.STANDARD.records();
    private static final String WANG = "110101199003070016";

    private final Town town = new Town(getClass());

    @AfterEach
    void closeTheTown() {
        town.close();
    }

    @Test
    void aBatchOfTwoParcelsAndAFifthIsThreeParcelsOfOneSizeAtOnce() {
        List<Authored> authored = town.author(Town.COUNTY, hours(0, 2 * FULL + FULL / 5));

        assertThat(authored).hasSize(2 * FULL + FULL / 5).hasOnlyElementsOfType(Authored.First.class);
        assertThat(head()).isEqualTo(3);
        assertThat(unsealed()).isZero();

        town.settle();

        assertThat(counts()).allSatisfy(count -> assertThat(count).isBetween(FULL * 7 / 10, FULL * 8 / 10));
        Town.ALL.stream()
                .filter(node -> !node.equals(Town.SIBLING))
                .forEach(node -> assertThat(town.problem(node)).as(node.value()).isEmpty());
        authored.forEach(
                each -> assertThat(town.held(Town.PROVINCE, version(each).id())).contains(version(each)));
        assertThat(town.outcomes(Town.PROVINCE, Town.hoursOf(Town.COUNTY))).isEmpty();
    }

    @Test
    void whatAFullBatchWouldComeToIsSaidWithoutAParcelAndAsOftenAsAsked() {
        List<Authored> first = town.node(Town.COUNTY).wouldAuthor(List.of(hours(0, FULL)));
        List<Authored> again = town.node(Town.COUNTY).wouldAuthor(List.of(hours(0, FULL)));

        assertThat(first).hasSize(FULL).hasOnlyElementsOfType(Authored.First.class);
        assertThat(again).hasSize(FULL).hasOnlyElementsOfType(Authored.First.class);
        assertThat(head()).isZero();
        assertThat(unsealed()).isZero();
        assertThat(town.sealed(Town.COUNTY)).isEmpty();

        town.author(Town.COUNTY, hours(0, 1));
        assertThat(town.node(Town.COUNTY).wouldAuthor(List.of(hours(0, 2))))
                .hasExactlyElementsOfTypes(Authored.Unchanged.class, Authored.First.class);
    }

    @Test
    void aBatchOfAQuarterParcelIsOneAtOnce() {
        town.author(Town.COUNTY, hours(0, FULL / 4));

        assertThat(head()).isEqualTo(1);
        assertThat(unsealed()).isZero();
    }

    @Test
    void whatWasAuthoredEarlierIsSealedEarlier() {
        RecordVersion earlier = version(
                town.author(Town.COUNTY, Town.hours(WANG, "C-earlier", "1")).get(0));

        town.author(Town.COUNTY, hours(0, FULL));

        assertThat(head()).as("nothing overtakes what waits").isZero();
        town.settle();
        assertThat(town.held(Town.PROVINCE, earlier.id())).contains(earlier);
        assertThat(unsealed()).isZero();
    }

    @Test
    void protectedValuesOfAFullBatchReachTheEntitled() {
        List<Draft> persons = new ArrayList<>();
        for (int i = 0; i < FULL; i++) {
            persons.add(Town.person(String.format("1101011990%08d", i), "医院"));
        }

        List<Authored> authored = town.author(Town.COUNTY, persons.toArray(Draft[]::new));
        town.settle();

        RecordVersion last = version(authored.get(FULL - 1));
        assertThat(town.values(Town.PROVINCE, last))
                .contains("documentNumber=" + String.format("1101011990%08d", FULL - 1));
        assertThat(town.values(Town.CITY, last)).isEmpty();
        assertThat(town.outcomes(Town.PROVINCE, Town.ledger(Town.COUNTY, "above.370811/registry")))
                .isEmpty();
    }

    @Test
    void aRecordThatComesTwiceInAFullBatchHasItsVersionsInOrder() {
        List<Draft> drafts = new ArrayList<>(List.of(hours(0, FULL)));
        drafts.add(Town.hours(WANG, "C7", "99"));

        List<Authored> authored = town.author(Town.COUNTY, drafts.toArray(Draft[]::new));
        town.settle();

        RecordVersion second = version(authored.get(FULL));
        assertThat(second.version()).isEqualTo(2);
        assertThat(town.held(Town.PROVINCE, second.id())).contains(second);
        assertThat(town.problem(Town.COUNTY)).isEmpty();
    }

    @Test
    void howManyFillAParcelTheDirectorySays() {
        town.publish(draft -> sealing(draft, new Sealing(10, 1024 * 1024, Duration.ofMillis(200)), Limits.STANDARD));

        town.author(Town.COUNTY, hours(0, 21));

        assertThat(head()).isEqualTo(3);
        assertThat(counts()).allSatisfy(count -> assertThat(count).isBetween(5, 10));
        assertThat(unsealed()).isZero();
    }

    @Test
    void noParcelIsLargerThanTheDirectoryAllows() {
        Limits two = new Limits(2, 8 * 1024 * 1024, 256 * 1024, 200, 32, Duration.ofSeconds(120));
        town.publish(draft -> sealing(draft, Sealing.STANDARD, two));

        town.author(Town.COUNTY, hours(0, 5));
        town.settle();

        assertThat(head()).isEqualTo(3);
        assertThat(town.refused(Town.CITY)).isEmpty();
    }

    @Test
    void aBusyNodeLetsRecordsWaitForAsLongAsTheDirectorySays() {
        town.publish(draft -> sealing(draft, new Sealing(12, 1024 * 1024, Duration.ofSeconds(7)), Limits.STANDARD));
        town.author(Town.COUNTY, hours(0, 1));
        assertThat(town.sealed(Town.COUNTY)).as("quiet until now").hasSize(1);

        town.author(Town.COUNTY, hours(1, 1));
        town.clock(Town.NOW.plusSeconds(6));
        assertThat(town.sealed(Town.COUNTY)).isEmpty();
        assertThat(unsealed()).isEqualTo(1);

        town.clock(Town.NOW.plusSeconds(7));
        assertThat(town.sealed(Town.COUNTY)).hasSize(1);

        for (int batch = 0; batch < 6; batch++) {
            assertThat(town.sealed(Town.COUNTY)).isEmpty();
            town.author(Town.COUNTY, hours(2 + 2 * batch, 2));
        }
        assertThat(town.sealed(Town.COUNTY)).as("twelve of them fill it").hasSize(1);
    }

    private static DirectoryDraft sealing(DirectoryDraft draft, Sealing sealing, Limits limits) {
        Federation same = draft.federation();
        return draft.with(new Federation(same.identity(), same.expires(), same.trust(), limits, sealing));
    }

    private static Draft[] hours(int from, int count) {
        Draft[] drafts = new Draft[count];
        for (int i = 0; i < count; i++) {
            drafts[i] = Town.hours(WANG, "C" + (from + i), "4.5");
        }
        return drafts;
    }

    private static RecordVersion version(Authored authored) {
        return authored instanceof Authored.First first ? first.version() : ((Authored.Next) authored).version();
    }

    private long head() {
        return town.position(Town.COUNTY, Town.hoursOf(Town.COUNTY))
                .map(Ledgers.Position::sequence)
                .orElse(0L);
    }

    /** How many records each parcel of the county's hours holds. */
    private List<Integer> counts() {
        return town.database(Town.COUNTY).read(tx -> {
            long ledger =
                    Ledgers.find(tx, Town.hoursOf(Town.COUNTY)).orElseThrow().n();
            return Parcels.all(tx, ledger).stream()
                    .map(stored -> Header.read(stored.parcel().header()).body().count())
                    .toList();
        });
    }

    private long unsealed() {
        return town.database(Town.COUNTY)
                .read(tx -> Unsealed.backlogs(tx).stream()
                        .mapToLong(Unsealed.Backlog::count)
                        .sum());
    }
}

package org.jilian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jilian.directory.LastGood;
import org.jilian.directory.Reset;
import org.jilian.ledger.LedgerId;
import org.jilian.record.Digest;
import org.jilian.record.NodeId;
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

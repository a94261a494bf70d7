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

/** A reset to a parcel that its origin alone had, before a backup was restored there: of databases in memory, to restore. */
class LostLastGoodTest {
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
    void aLastGoodParcelThatNobodyHoldsIsSaidAndAFurtherResetCuresIt() {
        first("C1");
        Digest good = town.position(Town.COUNTY, HOURS).orElseThrow().head().orElseThrow();
        byte[] backup = town.database(Town.COUNTY).snapshot();
        town.author(Town.COUNTY, Town.hours(WANG, "C2", "2"));
        town.sealed(Town.COUNTY);
        Digest lost = town.position(Town.COUNTY, HOURS).orElseThrow().head().orElseThrow();
        town.database(Town.COUNTY).restore(backup);
        town.restart(Town.COUNTY);
        reset(new LastGood(1, 2, Optional.of(lost)), 2);
        town.author(Town.COUNTY, Town.hours(WANG, "C3", "3"));
        town.clock(Town.NOW.plusSeconds(3_600));
        town.settle();
        for (NodeId id : List.of(Town.COUNTY, Town.CITY, Town.PROVINCE)) {
            assertThat(town.position(id, HOURS).orElseThrow().place()).hasToString(HOURS + " #1");
            assertThat(town.node(id).troubles())
                    .as("at %s", id)
                    .singleElement()
                    .asString()
                    .contains("waits at 1.1 for the parcel 1.2", "reset the ledger once more, to epoch 3", good + "}");
        }
        reset(new LastGood(1, 1, Optional.of(good)), 3);
        town.settle();
        for (NodeId id : List.of(Town.COUNTY, Town.CITY, Town.PROVINCE)) {
            assertThat(town.position(id, HOURS).orElseThrow().place()).hasToString(HOURS + " #3.1");
            assertThat(town.node(id).troubles()).as("at %s", id).isEmpty();
        }
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
}

package org.jilian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;
import org.jilian.store.CommitPoints;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That every refusal is a line, also when its first writing failed. */
class AuditTest {
    private static final Refusal REFUSAL = new Refusal(RefusalCode.SIGNATURE, "test");

    private final Town town = new Town(getClass());
    private final Audit audit = new Audit(
            new Self(
                    Town.CITY,
                    Town.SUITE,
                    Town.KEYS.of(Town.CITY).keys(),
                    java.time.Clock.systemUTC(),
                    new java.security.SecureRandom()),
            town.database(Town.CITY));

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aLineThatTheDatabaseRefusedIsWrittenAtTheNextAttempt() {
        town.database(Town.CITY).commitPoints(new CommitPoints() {
            @Override
            public void before() {
                throw new IllegalStateException("no commit today");
            }
        });
        assertThatThrownBy(() -> audit.refused(Town.COUNTY, Message.Type.PARCEL, REFUSAL))
                .hasMessage("no commit today");
        assertThat(town.refused(Town.CITY)).isEmpty();
        assertThat(audit.refusals()).as("whoever sees the count finds the line").isZero();
        town.database(Town.CITY).commitPoints(CommitPoints.NONE);
        audit.refused(Town.COUNTY, Message.Type.PARCEL, REFUSAL);
        assertThat(town.refused(Town.CITY)).containsExactly(RefusalCode.SIGNATURE);
        assertThat(audit.refusals()).isEqualTo(1);
    }

    @Test
    void theSameRefusalIsCountedAgainAndWrittenOnce() {
        for (int i = 0; i < 3; i++) {
            audit.refused(Town.COUNTY, Message.Type.PARCEL, REFUSAL);
        }
        assertThat(town.refused(Town.CITY)).containsExactly(RefusalCode.SIGNATURE);
        assertThat(audit.refusals()).isEqualTo(3);
    }
}

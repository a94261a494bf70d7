package org.jilian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jilian.directory.Line;
import org.jilian.directory.Link;
import org.jilian.ledger.LedgerId;
import org.jilian.record.Channel;
import org.jilian.record.RefusalCode;
import org.jilian.store.Ledgers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes of the city on one PostgreSQL: what one installs binds the other. */
class TwoProcessesIT {
    private static final LedgerId HOURS = Town.hoursOf(Town.COUNTY);

    private final Town town = new Town(getClass());
    private Exchange other = town.node(Town.CITY);

    @BeforeEach
    void startAnother() {
        town.restart(Town.CITY);
    }

    @AfterEach
    void close() {
        assertThat(town.problem(Town.CITY)).isEmpty();
        town.close();
    }

    @Test
    void aDirectoryThatOneInstalledIsTakenUpByTheOther() {
        town.publish(draft -> draft);
        town.publish(draft -> draft);
        assertThat(town.node(Town.CITY).directory().version()).isEqualTo(3);
        assertThat(other.directory().version()).isEqualTo(1);
        town.clock(Town.NOW.plusSeconds(2));
        other.turn();
        assertThat(other.directory().version()).isEqualTo(3);
    }

    @Test
    void theOtherTakesNothingThatTheNewDirectoryForbids() {
        TreeSet<Channel> hours = new TreeSet<>(Set.of(new Channel("hours")));
        town.publish(draft -> draft.with(new Link(Town.COUNTY, Line.GOVERNMENT, Town.PROVINCE, hours, List.of())));
        assertThat(other.directory().version()).isEqualTo(1);
        byte[] frame = new Forger(HOURS).frame(Forger.hour(Town.COUNTY, 'a'));
        other.receive(new Envelope(Town.COUNTY, new Message(Message.Type.PARCEL, frame)));
        assertThat(town.refused(Town.CITY)).endsWith(RefusalCode.NOT_IN_REACH);
        assertThat(town.position(Town.CITY, HOURS)
                        .map(Ledgers.Position::sequence)
                        .filter(sequence -> sequence > 0))
                .isEmpty();
        assertThat(other.directory().version()).isEqualTo(2);
    }
}

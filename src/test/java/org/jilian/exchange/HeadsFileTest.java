package org.jilian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jilian.ledger.LedgerId;
import org.jilian.record.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of an own ledger leaves before the heads file names it. */
class HeadsFileTest {
    private static final String WANG = "11010119900307123X";
    private static final LedgerId HOURS = Town.hoursOf(Town.COUNTY);

    @TempDir
    Path temp;

    @Test
    void whatCannotBeRememberedIsNotShippedUntilItCan() {
        try (Town town = new Town(getClass())) {
            town.fullDisk(Town.COUNTY, true);
            town.author(Town.COUNTY, Town.hours(WANG, "C1", "1"));
            town.settle();
            town.carry(Town.COUNTY, town.node(Town.COUNTY).tidy());
            town.settle();

            assertThat(town.position(Town.COUNTY, HOURS).orElseThrow().sequence())
                    .isEqualTo(1);
            assertThat(town.position(Town.CITY, HOURS)).isEmpty();
            assertThat(town.node(Town.COUNTY).troubles())
                    .singleElement()
                    .asString()
                    .contains("No space left on device", "make space");

            town.fullDisk(Town.COUNTY, false);
            town.carry(Town.COUNTY, town.node(Town.COUNTY).tidy());
            town.settle();

            assertThat(town.position(Town.CITY, HOURS).orElseThrow().sequence()).isEqualTo(1);
            assertThat(town.node(Town.COUNTY).troubles()).isEmpty();
        }
    }

    @Test
    void aHeadThatCouldNotBeWrittenIsWrittenAtTheNextAttempt() throws Exception {
        Path file = temp.resolve("heads");
        HeadsFile heads = new HeadsFile(file);
        ShippedHeads.Head head = new ShippedHeads.Head(1, 7, Digest.of(new byte[32]));
        Path inTheWay = Files.createDirectory(temp.resolve("heads.new"));

        assertThatThrownBy(() -> heads.remember(HOURS, head)).isInstanceOf(UncheckedIOException.class);
        assertThat(heads.all()).isEmpty();
        Files.delete(inTheWay);
        heads.remember(HOURS, head);

        assertThat(new HeadsFile(file).all()).containsEntry(HOURS, head);
    }
}

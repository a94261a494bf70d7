package org.jilian.cli.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jilian.cli.demo.ThreeHomes;
import org.jilian.record.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Half a year is the setting where {@code node.yaml} says nothing. */
class RetentionTest {
    @TempDir
    Path temp;

    @Test
    void whatWasKeptLongEnoughIsErasedWhereverItLies() throws Exception {
        NodeHome home = ThreeHomes.make(temp, Optional.empty()).home(ThreeHomes.COUNTY);
        Path roster = Files.writeString(temp.resolve("roster.csv"), "示例甲");
        List<Path> forTheClerk = List.of(
                home.errorSpreadsheets().resolve("roster.csv-errors.xlsx"),
                home.path().resolve("import/failed/roster.csv"),
                home.path().resolve("import/done/roster.csv.report.txt"));
        for (Path file : forTheClerk) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "示例甲");
        }

        Digest kept;
        try (OpenNode node = OpenNode.open(home, Clock.systemUTC())) {
            kept = new LocalDesk(node).keep(roster);
            new Retention(node).end();
            assertThat(forTheClerk).allMatch(Files::exists);
            assertThat(new KeptFile(node).into(kept, temp.resolve("back.csv"))).isEqualTo(Files.size(roster));
        }
        try (OpenNode node = OpenNode.open(home, Clock.offset(Clock.systemUTC(), Duration.ofDays(190)))) {
            new Retention(node).end();
            assertThat(forTheClerk).noneMatch(Files::exists);
            assertThatThrownBy(() -> new KeptFile(node).into(kept, temp.resolve("again.csv")))
                    .isInstanceOf(WrongUseException.class)
                    .hasMessageContaining("is kept here");
        }
    }
}

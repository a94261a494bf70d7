package org.jilian.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jilian.intake.People.LI;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mapping is proposed for files whose heads nobody listed. */
class SuggestTest {
    @TempDir
    Path folder;

    private Suggestion suggested(Path file) throws IOException {
        return new Suggest(Intakes.mapping("roster"), Intakes.CLOCK).of(file);
    }

    private Suggestion suggested(String text) throws IOException {
        Path file = folder.resolve("list.csv");
        Files.writeString(file, text);
        return suggested(file);
    }

    @Test
    void ofThirtyRostersWithUnlistedHeadsNearlyAllColumnsAreRightAndNoneIsSurelyWrong() throws IOException {
        int columns = 0;
        List<String> wrong = new ArrayList<>();
        List<String> surelyWrong = new ArrayList<>();
        for (int seed = 1; seed <= 30; seed++) {
            UnlistedRosters.Roster roster = UnlistedRosters.write(folder, seed);
            Suggestion suggestion = suggested(roster.file());
            assertThat(suggestion.columns())
                    .as("roster %s", seed)
                    .hasSameSizeAs(roster.meant().keySet());
            for (Suggestion.OfColumn each : suggestion.columns()) {
                columns++;
                String meant = roster.meant().get(each.head());
                if (!each.column().orElse("").equals(meant)) {
                    String said = each.head() + " means " + meant + ", not " + each.column() + " " + each.confidence();
                    wrong.add(said);
                    if (each.confidence() > 0.9) {
                        surelyWrong.add(said);
                    }
                }
            }
        }

        assertThat(surelyWrong).isEmpty();
        assertThat(wrong).as("of %s columns", columns).hasSizeLessThanOrEqualTo(columns * 5 / 100);
    }

    @Test
    void listedHeadsAreSure() throws IOException {
        Suggestion suggestion = suggested("名单\n姓名,身份证号,学时\n李示例," + LI + ",4\n");

        assertThat(suggestion.head()).isEqualTo(2);
        assertThat(suggestion.columns())
                .allSatisfy(each -> assertThat(each.confidence()).isGreaterThan(0.9));
        assertThat(suggestion.missing(Intakes.mapping("roster"))).containsExactlyInAnyOrder("category", "course");
    }

    @Test
    void aHeadWhoseValuesContradictItIsNotBelieved() throws IOException {
        Suggestion suggestion = suggested("姓名,身份证号,学时\n李示例,无此人,甲\n王示例,不详,乙\n");

        assertThat(suggestion.columns().get(1).column()).isNotEqualTo(Optional.of("documentNumber"));
        assertThat(suggestion.columns().get(1).confidence()).isLessThan(0.9);
        assertThat(suggestion.columns().get(0).column()).isEqualTo(Optional.of("name"));
    }

    @Test
    void theMappingThatIsWrittenReadsTheFile() throws IOException {
        UnlistedRosters.Roster roster = UnlistedRosters.write(folder, 7);
        Path mapping = folder.resolve("somewhere.yaml");

        Files.writeString(
                mapping,
                MappingText.like(
                        Intakes.CONFIG.resolve("mappings/roster.yaml"), "somewhere", suggested(roster.file()), 0.5));

        Mapping read = Mapping.read(mapping, Intakes.kinds(), Intakes.codes());
        Intakes taken = Intakes.read(roster.file(), read, Intakes.RENCHENG);
        assertThat(taken.report().good()).isEqualTo(60);
        assertThat(Files.readString(mapping)).contains("# 学员名单");
    }

    @Test
    void whatIsNoTableSaysWhy() throws IOException {
        Path file = folder.resolve("x.csv");
        Files.write(file, new byte[0]);

        assertThatThrownBy(() -> suggested(file))
                .isInstanceOf(Suggest.UnreadableException.class)
                .hasMessage("file.empty");
    }
}

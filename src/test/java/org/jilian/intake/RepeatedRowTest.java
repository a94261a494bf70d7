package org.jilian.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.intake.People.LI;
import static org.jilian.intake.People.WANG;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jilian.record.Draft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of one file that give the same record. */
class RepeatedRowTest {
    private static final String HEADS = "姓名,身份证号,工作单位,年度,科目类别,课程名称,开始时间,学时\n";

    @TempDir
    Path folder;

    @Test
    void oneRowTwiceIsTakenOnceAndNoted() throws IOException {
        Intakes taken = taken(row("李示例", LI, "甲", "4"), row("李示例", LI, "甲", "4.0"));

        assertThat(taken.drafts()).hasSize(2);
        assertThat(taken.notes(3)).contains("row.repeated");
        assertThat(taken.report().repeated()).isEqualTo(1);
        assertThat(taken.report().good()).isEqualTo(2);
    }

    @Test
    void twoRowsThatContradictEachOtherAreBothRefusedEachNamingTheOther() throws IOException {
        Intakes taken = taken(row("李示例", LI, "甲", "4"), row("王示例", WANG, "甲", "4"), row("李示例", LI, "甲", "8"));

        assertThat(taken.errors(2)).containsExactly(":row.conflict");
        assertThat(taken.errors(4)).containsExactly(":row.conflict");
        assertThat(taken.bad(2).errors().get(0).reason().what().zh()).contains("第4行");
        assertThat(taken.bad(4).errors().get(0).reason().what().en()).contains("row 2");
        assertThat(taken.good(3).drafts()).hasSize(2);
    }

    @Test
    void aPersonOfManyRowsIsTakenOnceWithTheFirstRowsUnit() throws IOException {
        Intakes taken = taken(row("李示例", LI, "甲医院", "4"), row("李示例", LI, "甲医院（总院）", "5", "另一课程"));

        assertThat(taken.drafts().stream().map(draft -> draft.kind().value()))
                .containsExactly("person", "hour-record", "hour-record");
        assertThat(taken.person(2).content().path("unit").asText()).isEqualTo("甲医院");
        assertThat(taken.notes(3)).contains("row.first-kept");
    }

    @Test
    void twoNamesUnderOneNumberAreRefused() throws IOException {
        Intakes taken = taken(row("李示例", LI, "甲", "4"), row("李样例", LI, "甲", "5", "另一课程"));

        assertThat(taken.errors(2)).containsExactly("姓名:row.conflict");
        assertThat(taken.errors(3)).containsExactly("姓名:row.conflict");
        assertThat(taken.bad(3).errors().get(0).value()).isEqualTo("李样例");
    }

    @Test
    void aPersonWhoseFirstRowIsRefusedIsTakenFromTheNext() throws IOException {
        Intakes taken = taken(row("李示例", LI, "甲", "4"), row("李示例", LI, "甲", "8"), row("李示例", LI, "甲", "5", "另一课程"));

        assertThat(taken.bad()).hasSize(2);
        assertThat(taken.person(4).content().path("name").asText()).isEqualTo("李示例");
    }

    /** Against a plain model that keeps everything: what is taken depends on the rows, never on a hash or a table's size. */
    @Property(tries = 50)
    void whatIsTakenIsWhatAModelTakes(@ForAll @Size(min = 1, max = 60) List<@IntRange(max = 39) Integer> picks)
            throws IOException {
        // a pick is a person (of 20) and one of two numbers of hours
        Path file = Files.createTempFile("repeats", ".csv");
        try {
            String text = HEADS
                    + picks.stream()
                            .map(pick -> row("示例", People.number(pick / 2), "甲", pick % 2 == 0 ? "4" : "5"))
                            .collect(Collectors.joining());
            Files.write(file, text.getBytes(UTF_8));
            Set<Integer> distinct = new HashSet<>(picks);
            Set<String> expected = distinct.stream()
                    .filter(pick -> !distinct.contains(pick ^ 1))
                    .map(pick -> People.number(pick / 2))
                    .collect(Collectors.toSet());

            Intakes taken = Intakes.roster(file);

            assertThat(taken.drafts().stream()
                            .filter(draft -> draft.kind().value().equals("hour-record"))
                            .map(draft -> draft.subject()
                                    .map(Draft.PersonNumber::number)
                                    .orElseThrow()))
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(taken.report().bad())
                    .isEqualTo(picks.stream()
                            .filter(pick -> distinct.contains(pick ^ 1))
                            .count());
        } finally {
            Files.delete(file);
        }
    }

    private Intakes taken(String... rows) throws IOException {
        return Intakes.roster(
                Files.write(folder.resolve("roster.csv"), (HEADS + String.join("", rows)).getBytes(UTF_8)));
    }

    private static String row(String name, String number, String unit, String hours) {
        return row(name, number, unit, hours, "示例课程");
    }

    private static String row(String name, String number, String unit, String hours, String course) {
        return String.join(",", name, number, unit, "2025", "公需", course, "2025-03-01", hours) + "\n";
    }
}

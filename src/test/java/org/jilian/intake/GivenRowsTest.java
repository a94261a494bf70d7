package org.jilian.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.intake.People.LI;
import static org.jilian.intake.People.WANG;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that no file holds. */
class GivenRowsTest {
    private static final List<String> HEADS = List.of("姓名", "身份证号", "工作单位", "年度", "科目类别", "课程名称", "学时");

    @Test
    void rowsFromElsewhereAreJudgedAsAFilesAre() throws IOException {
        Intakes taken = read(
                HEADS,
                List.of("李示例", LI, "示例单位", "2025", "公需", "课程", "4"),
                List.of("王示例", WANG, "示例单位", "2025", "公需", "课程", "x"));

        assertThat(taken.report().heads()).isEqualTo(HEADS);
        assertThat(taken.report().headRow()).isEqualTo(1);
        assertThat(taken.good(2).drafts()).hasSize(2);
        assertThat(taken.errors(3)).containsExactly("学时:hours.form");
    }

    @Test
    void rowsUnderHeadsThatTheMappingDoesNotKnowAreRefusedWhole() throws IOException {
        Intakes taken = read(List.of("甲", "乙"), List.of("1", "2"));

        assertThat(taken.refusal()).isEqualTo("file.no-head");
    }

    @SafeVarargs
    private static Intakes read(List<String> heads, List<String>... rows) throws IOException {
        List<TakenRow> taken = new ArrayList<>();
        Reading reading = new Intake(Intakes.CLOCK)
                .read(
                        new GivenRows("rows", heads, List.of(rows)),
                        Intakes.mapping("roster"),
                        Intakes.RENCHENG,
                        taken::add);
        return new Intakes(reading, taken);
    }
}

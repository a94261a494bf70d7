package org.jilian.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.rules.TitleRank.Level;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TitleRankTest {
    @ParameterizedTest
    @CsvSource({
        "410,SENIOR",
        "411,SENIOR",
        "412,SENIOR",
        "420,MIDDLE",
        "430,JUNIOR",
        "434,JUNIOR",
        "435,JUNIOR",
        "499,UNDETERMINED"
    })
    void aRankIsSeniorMiddleJuniorOrUndetermined(String code, Level level) {
        assertThat(TitleRank.of(code)).get().extracting(TitleRank::level).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"410,411 412", "420,''", "430,434 435", "411,''", "435,''", "499,''"})
    void aRankContainsItselfAndItsParts(String code, String parts) {
        TitleRank rank = TitleRank.of(code).orElseThrow();
        List<String> contained = Arrays.stream(TitleRank.values())
                .filter(rank::contains)
                .map(TitleRank::code)
                .toList();

        assertThat(contained)
                .containsExactlyInAnyOrder((code + " " + parts).trim().split(" "));
    }

    @ParameterizedTest
    @EnumSource
    void noRankIsPartOfAnotherLevel(TitleRank rank) {
        assertThat(Arrays.stream(TitleRank.values()).filter(rank::contains))
                .allSatisfy(part -> assertThat(part.level()).isEqualTo(rank.level()));
    }

    @Test
    void whatTheStandardDoesNotKnowIsNoRank() {
        assertThat(TitleRank.of("413")).isEmpty();
        assertThat(TitleRank.of("高级")).isEmpty();
    }
}

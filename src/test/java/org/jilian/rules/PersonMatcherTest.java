package org.jilian.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.rules.Checks.valid;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers are the examples of the standard; the names are made up. */
class PersonMatcherTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final String SAMPLE = "150102198807303035";

    @ParameterizedTest
    @CsvSource({
        "样某某,样某某,EQUAL",
        "样 某某,样某某,EQUAL",
        "样　某某,样某某,EQUAL",
        "甲·乙丙,甲•乙丙,EQUAL",
        "甲·乙丙,甲・乙丙,EQUAL",
        "甲·乙丙,甲.乙丙,EQUAL",
        "\uE81E某,\u9FB4某,EQUAL",
        "甲·乙丙,甲乙丙,DOUBTFUL",
        "樣國某,样国某,DOUBTFUL",
        "样\uE000某,样某某,DOUBTFUL",
        "样?某,样某某,DOUBTFUL",
        "Sample Name,SAMPLE NAME,DOUBTFUL",
        "样某某,样某甲,DIFFERENT",
        "样某,样某某,DIFFERENT",
        "??,样某,DIFFERENT"
    })
    void namesAreEqualDoubtfulOrDifferent(String one, String other, NameLikeness likeness) {
        assertThat(NameLikeness.of(one, other)).isEqualTo(likeness);
        assertThat(NameLikeness.of(other, one)).isEqualTo(likeness);
    }

    @Test
    void theOldAndTheNewFormOfANumberAreOnePerson() {
        Proposal proposal = only(entry("a", "150102880730303", "样某某"), entry("b", SAMPLE, "样 某某"));

        assertThat(proposal.references()).containsExactly("a", "b");
        assertThat(proposal.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(proposal.evidence()).containsExactly(Evidence.SAME_NUMBER, Evidence.SAME_NAME);
        assertThat(proposal.sentence().zh()).isEqualTo("2条人员记录：证件号码相同，名称相同。同一证件，是同一人。");
        assertThat(proposal.sentence().en())
                .startsWith("2 entries of persons: the same document number, the same name.");
    }

    @Test
    void oneNumberWithTwoNamesIsAConflict() {
        Proposal proposal = only(entry("a", SAMPLE, "样某某"), entry("b", SAMPLE, "例某某"));

        assertThat(proposal.confidence()).isEqualTo(Confidence.CONFLICT);
        assertThat(proposal.evidence()).containsExactly(Evidence.SAME_NUMBER, Evidence.NAMES_DIFFER);
        assertThat(proposal.sentence().zh()).contains("不得合并");
    }

    @Test
    void oneNumberWithASecondSpellingIsADoubt() {
        Proposal proposal = only(entry("a", SAMPLE, "樣國某"), entry("b", SAMPLE, "样国某"));

        assertThat(proposal.confidence()).isEqualTo(Confidence.DOUBTFUL);
        assertThat(proposal.evidence()).containsExactly(Evidence.SAME_NUMBER, Evidence.SIMILAR_NAME);
    }

    @Test
    void aStatedBirthDateThatIsNotThatOfTheNumberIsAConflict() {
        PersonEntry other = new PersonEntry("b", document(SAMPLE), "样某某", Optional.of(LocalDate.of(1988, 7, 31)));

        assertThat(only(entry("a", SAMPLE, "样某某"), other).confidence()).isEqualTo(Confidence.CONFLICT);
    }

    @Test
    void namesakesOfOneBirthDateAreADoubtAndNeverMore() {
        String body = "37081119880730" + "303";
        String number = body + IdentityNumber.checkDigit(body);
        Proposal proposal = only(entry("a", SAMPLE, "样某某"), entry("b", number, "样某某"));

        assertThat(proposal.confidence()).isEqualTo(Confidence.DOUBTFUL);
        assertThat(proposal.evidence())
                .containsExactly(Evidence.SAME_NAME, Evidence.SAME_BIRTH_DATE, Evidence.NUMBERS_DIFFER);
        assertThat(proposal.sentence().en()).contains("nothing is merged");
    }

    @Test
    void aPassportAndACardOfOneNameAndBirthDateAreADoubt() {
        PersonEntry passport = new PersonEntry(
                "b",
                Optional.of(valid(DocumentNumber.check("414", "E12345678", TODAY))),
                "样某某",
                Optional.of(LocalDate.of(1988, 7, 30)));

        assertThat(only(entry("a", SAMPLE, "样某某"), passport).confidence()).isEqualTo(Confidence.DOUBTFUL);
    }

    @Test
    void aNumberThatCanBeNobodysHoldsNoBirthDateAndStopsNothing() {
        for (String number : List.of("370811198813303035", "000000000000000007", "12", "")) {
            PersonEntry entry = new PersonEntry(
                    "b",
                    Optional.of(new DocumentNumber(DocumentNumber.IDENTITY_CARD, number)),
                    "样某某",
                    Optional.empty());

            assertThat(entry.nameAndBirth()).as(number).isEmpty();
            assertThat(PersonMatcher.proposals(List.of(entry("a", SAMPLE, "样某某"), entry)))
                    .as(number)
                    .isEmpty();
        }
    }

    @Test
    void nothingInCommonIsNoProposal() {
        assertThat(PersonMatcher.proposals(List.of(entry("a", SAMPLE, "样某某"), entry("b", "11010519491231002X", "样某某"))))
                .isEmpty();
        assertThat(PersonMatcher.proposals(List.of())).isEmpty();
    }

    @Test
    void noProposalSaysANameOrANumber() {
        Proposal proposal = only(entry("a", SAMPLE, "样某某"), entry("b", SAMPLE, "例某某"));

        assertThat(proposal.toString()).doesNotContain("样某某", "例某某", SAMPLE);
        assertThat(entry("a", SAMPLE, "样某某")).hasToString("entry a");
    }

    private static Proposal only(PersonEntry... entries) {
        List<Proposal> proposals = PersonMatcher.proposals(List.of(entries));
        assertThat(proposals).hasSize(1);
        return proposals.get(0);
    }

    private static PersonEntry entry(String reference, String number, String name) {
        return new PersonEntry(reference, document(number), name, Optional.empty());
    }

    private static Optional<DocumentNumber> document(String number) {
        return Optional.of(valid(DocumentNumber.check(DocumentNumber.IDENTITY_CARD, number, TODAY)));
    }
}

package org.jilian.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.rules.Checks.notes;
import static org.jilian.rules.Checks.refusal;
import static org.jilian.rules.Checks.valid;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganisationCodeTest {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /** The standard's own example, and characters 9 to 17 of the credit codes that the field's examples are. */
    @ParameterizedTest
    @CsvSource({"D2143569X", "M000100Y4", "666007217"})
    void theExamplesOfTheFieldAreValidWithoutANote(String code) {
        assertThat(valid(OrganisationCode.check(code)).value()).isEqualTo(code);
        assertThat(notes(OrganisationCode.check(code))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "D2143569-X,organisation-code.hyphen",
        "d2143569x,organisation-code.upper-case",
        "Ｄ２１４３５６９－Ｘ,text.full-width",
        "D2143569 X,text.inner-space"
    })
    void anotherSpellingIsNormalisedAndNoted(String text, String note) {
        assertThat(valid(OrganisationCode.check(text))).hasToString("D2143569X");
        assertThat(valid(OrganisationCode.check(text)).printed()).isEqualTo("D2143569-X");
        assertThat(notes(OrganisationCode.check(text))).contains(note);
    }

    @ParameterizedTest
    @CsvSource({
        "D2143569-1,organisation-code.check-character",
        "D2143569,organisation-code.form",
        "D2143569-A,organisation-code.form",
        "'',organisation-code.form",
        "91350100M000100Y43,organisation-code.credit-code",
        "6.66007E+08,number.precision-lost"
    })
    void aWrongCodeIsRefusedWithItsReason(String text, String code) {
        assertThat(refusal(OrganisationCode.check(text))).isEqualTo(code);
    }

    @Test
    void aCreditCodeCarriesIt() {
        CreditCode credit = valid(CreditCode.check("91350100M000100Y43"));

        assertThat(valid(OrganisationCode.of(credit)).value()).isEqualTo("M000100Y4");
        assertThat(valid(OrganisationCode.of(credit)).isPartOf(credit)).isTrue();
        assertThat(valid(OrganisationCode.check("666007217")).isPartOf(credit)).isFalse();
    }

    @Test
    void aCreditCodeWhosePartDoesNotCheckHasNone() {
        String first = "91350100M000100Y5";
        CreditCode credit = valid(CreditCode.check(first + CreditCode.checkCharacter(first)));

        assertThat(refusal(OrganisationCode.of(credit))).isEqualTo("organisation-code.check-character");
    }

    @Property
    void everyCodeHasExactlyOneCheckCharacter(@ForAll("first8") String first) {
        assertThat("0123456789X".chars().mapToObj(c -> first + (char) c))
                .filteredOn(each -> OrganisationCode.check(each) instanceof Checked.Valid)
                .containsExactly(first + OrganisationCode.checkCharacter(first));
    }

    @Property
    void aWrongCharacterIsFoundUnlessItDiffersByElevenOrTwentyTwo(
            @ForAll("first8") String first, @ForAll @IntRange(max = 7) int at, @ForAll @IntRange(max = 35) int other) {
        char check = OrganisationCode.checkCharacter(first);
        String wrong = first.substring(0, at) + ALPHABET.charAt(other) + first.substring(at + 1) + check;
        boolean alike = Math.floorMod(value(first.charAt(at)) - other, 11) == 0;

        assertThat(OrganisationCode.check(wrong) instanceof Checked.Valid).isEqualTo(alike);
    }

    @Property
    void exchangedNeighboursAreFoundUnlessTheyDifferByElevenOrTwentyTwo(
            @ForAll("first8") String first, @ForAll @IntRange(max = 6) int at) {
        char check = OrganisationCode.checkCharacter(first);
        String wrong = exchanged(first, at) + check;
        boolean alike = Math.floorMod(value(first.charAt(at)) - value(first.charAt(at + 1)), 11) == 0;

        assertThat(OrganisationCode.check(wrong) instanceof Checked.Valid).isEqualTo(alike);
    }

    @Property
    void ofDigitsEveryExchangeOfNeighboursIsFoundButThatOfAFinalOneAndX(
            @ForAll("digits") String first, @ForAll @IntRange(max = 7) int at) {
        String code = first + OrganisationCode.checkCharacter(first);
        String wrong = exchanged(code, at);
        boolean unseen = wrong.equals(code) || at == 7 && code.endsWith("1X");

        assertThat(OrganisationCode.check(wrong) instanceof Checked.Valid).isEqualTo(unseen);
    }

    @Property
    void noTextMakesItFail(@ForAll String text) {
        assertThat(OrganisationCode.check(text)).isNotNull();
    }

    @Provide
    Arbitrary<String> first8() {
        return Arbitraries.strings().withChars(ALPHABET.toCharArray()).ofLength(8);
    }

    @Provide
    Arbitrary<String> digits() {
        return Arbitraries.strings().numeric().ofLength(8);
    }

    private static int value(char c) {
        return ALPHABET.indexOf(c);
    }

    private static String exchanged(String text, int at) {
        return text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
    }
}

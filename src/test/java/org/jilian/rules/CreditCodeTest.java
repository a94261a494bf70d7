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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditCodeTest {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    @ParameterizedTest
    @ValueSource(strings = {"91350100M000100Y43", "91310110666007217T"})
    void theExamplesOfTheFieldAreValidWithoutANote(String code) {
        assertThat(valid(CreditCode.check(code)).value()).isEqualTo(code);
        assertThat(notes(CreditCode.check(code))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "91350100M000100Y44,credit-code.check-digit",
        "91350100M000100Y4,credit-code.form",
        "9135O100M000100Y43,credit-code.form",
        "123456789,credit-code.organisation-code",
        "12345678-9,credit-code.organisation-code",
        "9.1350100000001E+17,number.precision-lost"
    })
    void aWrongCodeIsRefusedWithItsReason(String text, String code) {
        assertThat(refusal(CreditCode.check(text))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"91350100m000100y43,credit-code.upper-case", "９１350100M000100Y43,text.full-width"})
    void anotherSpellingIsNormalisedAndNoted(String text, String note) {
        assertThat(valid(CreditCode.check(text)).value()).isEqualTo("91350100M000100Y43");
        assertThat(notes(CreditCode.check(text))).contains(note);
    }

    @Property
    void everyCodeHasExactlyOneCheckCharacter(@ForAll("first17") String first) {
        long fitting = ALPHABET.chars()
                .filter(c -> CreditCode.check(first + (char) c) instanceof Checked.Valid)
                .count();

        // a remainder of 0 is the case that a single mod forgets
        assertThat(fitting).isEqualTo(1);
    }

    @Property
    void oneWrongCharacterIsNeverAccepted(
            @ForAll("first17") String first,
            @ForAll @IntRange(max = 16) int at,
            @ForAll @IntRange(max = 30) int other) {
        String code = first + CreditCode.checkCharacter(first);
        String wrong = code.substring(0, at) + ALPHABET.charAt(other) + code.substring(at + 1);

        assertThat(CreditCode.check(wrong) instanceof Checked.Valid).isEqualTo(wrong.equals(code));
    }

    @Property
    void twoExchangedCharactersAreFoundUnlessTheyAreTheFirstAndTheLast(
            @ForAll("first17") String first, @ForAll @IntRange(max = 17) int one, @ForAll @IntRange(max = 17) int two) {
        String code = first + CreditCode.checkCharacter(first);
        String wrong = exchanged(code, one, two);
        boolean ends = Math.min(one, two) == 0 && Math.max(one, two) == 17;

        assertThat(CreditCode.check(wrong) instanceof Checked.Valid).isEqualTo(wrong.equals(code) || ends);
    }

    @Property
    void anySpellingGivesTheSameCode(@ForAll("first17") String first, @ForAll @IntRange(min = 1, max = 17) int at) {
        String code = first + CreditCode.checkCharacter(first);

        assertThat(Spellings.of(code, at)).allSatisfy(spelling -> {
            assertThat(valid(CreditCode.check(spelling)).value()).isEqualTo(code);
            assertThat(notes(CreditCode.check(spelling)).equals(notes(CreditCode.check(code))))
                    .isEqualTo(spelling.equals(code));
        });
    }

    @Provide
    Arbitrary<String> first17() {
        return Arbitraries.strings().withChars(ALPHABET.toCharArray()).ofLength(17);
    }

    private static String exchanged(String code, int one, int two) {
        char[] characters = code.toCharArray();
        characters[one] = code.charAt(two);
        characters[two] = code.charAt(one);
        return new String(characters);
    }
}

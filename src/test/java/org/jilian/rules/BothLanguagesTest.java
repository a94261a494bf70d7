package org.jilian.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever reads a reason or note reads it in his own language, and a machine tells it from every other. */
class BothLanguagesTest {
    private static final Set<String> CODES = new HashSet<>();

    static Stream<Class<?>> rules() {
        return Stream.of(
                Cleaned.class,
                CreditCode.class,
                Dates.class,
                DivisionCode.class,
                Divisions.class,
                DocumentNumber.class,
                Hours.class,
                IdentityNumber.class,
                OrganisationCode.class,
                Period.class,
                PersonName.class,
                Phone.class,
                Precision.class,
                RareCharacters.class,
                Yuan.class);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aReasonSaysWhatAndWhatToDoInChineseAndInEnglish(Class<?> rule) throws IllegalAccessException {
        int said = 0;
        for (Field field : rule.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            field.setAccessible(true);
            if (field.get(null) instanceof Reason reason) {
                inBoth(reason.what());
                inBoth(reason.remedy());
                assertThat(CODES.add(reason.code()))
                        .as(reason.code() + " is one reason's")
                        .isTrue();
                said++;
            } else if (field.get(null) instanceof Note note) {
                inBoth(note.text());
                said++;
            }
        }
        assertThat(said).isPositive();
    }

    private static void inBoth(Text text) {
        assertThat(text.zh()).matches(".*\\p{IsHan}.*");
        assertThat(text.en()).matches("[\\x20-\\x7E]+").matches(".*[a-z]{3}.*");
    }
}

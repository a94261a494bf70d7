package org.jilian.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What tests ask of a checked value. */
final class Checks {
    private Checks() {}

    static <T> T valid(Checked<T> checked) {
        assertThat(checked).isInstanceOf(Checked.Valid.class);
        return ((Checked.Valid<T>) checked).value();
    }

    static List<String> notes(Checked<?> checked) {
        assertThat(checked).isInstanceOf(Checked.Valid.class);
        return ((Checked.Valid<?>) checked).notes().stream().map(Note::code).toList();
    }

    static String refusal(Checked<?> checked) {
        return checked.fold(valid -> "valid: " + valid.value(), Reason::code);
    }
}

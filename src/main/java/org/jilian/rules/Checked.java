package org.jilian.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Either a value, with a note of all that was normalised to get it, or the reason why there is none; never a guess. */
public sealed interface Checked<T> {
    record Valid<T>(T value, List<Note> notes) implements Checked<T> {
        public Valid {
            notes = List.copyOf(notes);
        }
    }

    record Invalid<T>(Reason reason) implements Checked<T> {}

    static <T> Checked<T> valid(T value, List<Note> notes) {
        return new Valid<>(value, notes);
    }

    static <T> Checked<T> invalid(Reason reason) {
        return new Invalid<>(reason);
    }

    /** What becomes of the value, in either case. */
    default <R> R fold(Function<Valid<T>, R> valid, Function<Reason, R> invalid) {
        if (this instanceof Valid<T> value) {
            return valid.apply(value);
        }
        return invalid.apply(((Invalid<T>) this).reason());
    }

    default <R> Checked<R> map(Function<T, R> change) {
        return fold(valid -> valid(change.apply(valid.value()), valid.notes()), Checked::invalid);
    }

    /** The next check of the same value, keeping this one's notes before its own. */
    default <R> Checked<R> then(Function<T, Checked<R>> next) {
        if (this instanceof Valid<T> valid && valid.notes().isEmpty()) {
            return next.apply(valid.value());
        }
        return fold(
                valid -> next.apply(valid.value())
                        .fold(
                                further -> {
                                    List<Note> notes = new ArrayList<>(valid.notes());
                                    notes.addAll(further.notes());
                                    return valid(further.value(), notes);
                                },
                                Checked::invalid),
                Checked::invalid);
    }
}

package org.jilian.rules;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One entry of a person, as somebody's register has it. Its text form says neither name nor number.
 *
 * @param reference the caller's name for it
 * @param document normalised, so that 15 and 18 digits are one number
 */
public record PersonEntry(
        String reference, Optional<DocumentNumber> document, String name, Optional<LocalDate> birthDate) {

    /** As written, else as the identity number holds it; a register may have numbers that are nobody's. */
    Optional<LocalDate> born() {
        return birthDate.or(() -> document.filter(PersonEntry::holdsBirthDate)
                .flatMap(number -> IdentityNumber.birthDateIn(number.number())));
    }

    /** What namesakes of one birth date share, however the name is written; empty if no birth date is known. */
    public Optional<String> nameAndBirth() {
        return born().map(day -> NameLikeness.skeleton(name) + " " + day);
    }

    @Override
    public String toString() {
        return "entry " + reference;
    }

    private static boolean holdsBirthDate(DocumentNumber document) {
        return document.type().equals(DocumentNumber.IDENTITY_CARD)
                || document.type().equals(DocumentNumber.RESIDENCE_PERMIT);
    }
}

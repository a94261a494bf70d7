package org.jilian.rules;

import java.util.List;
import java.util.Optional;

/**
 * One entry of an institution, as somebody's register has it.
 *
 * @param reference the caller's name for it
 * @param organisationCode where only that is known; a credit code holds its own
 * @param division of its seat; counts where its name says no place
 */
public record InstitutionEntry(
        String reference,
        String name,
        List<String> formerNames,
        Optional<CreditCode> creditCode,
        Optional<OrganisationCode> organisationCode,
        Optional<DivisionCode> division) {
    public InstitutionEntry {
        formerNames = List.copyOf(formerNames);
    }

    /** The code stated, else the one within the credit code if that checks. */
    Optional<OrganisationCode> organisation() {
        return organisationCode.or(() -> creditCode.flatMap(code ->
                OrganisationCode.of(code).fold(valid -> Optional.of(valid.value()), reason -> Optional.empty())));
    }
}

package org.jilian.store;

import java.util.Locale;
import java.util.Optional;

/**
 * Which quarantined rows are meant.
 *
 * @param code of one of their errors
 * @param name part of their file's name, in whatever case
 */
public record QuarantineQuery(QuarantinedRow.State state, Optional<String> code, Optional<String> name) {
    /** All that are open. */
    public static final QuarantineQuery OPEN =
            new QuarantineQuery(QuarantinedRow.State.OPEN, Optional.empty(), Optional.empty());

    String codeLike() {
        return code.map(word -> "% " + literal(word) + " %").orElse("%");
    }

    String nameLike() {
        return "%" + name.map(part -> literal(part.toLowerCase(Locale.ROOT))).orElse("") + "%";
    }

    private static String literal(String text) {
        return text.replaceAll("[!%_]", "!$0");
    }
}

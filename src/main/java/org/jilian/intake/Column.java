package org.jilian.intake;

import java.util.List;
import java.util.Optional;

/**
 * One value of a row under the name that the mapping's records use.
 *
 * @param heads words that may stand above it in a file, the surest first; none if it never comes from a cell
 * @param required whether a row without it is refused
 * @param otherwise what stands for an empty cell
 */
record Column(String name, List<String> heads, Form form, boolean required, Otherwise otherwise) {
    Column {
        heads = List.copyOf(heads);
    }

    /** What an error calls it when the file has no such column. */
    String label() {
        return heads.isEmpty() ? name : heads.get(0);
    }

    /** Whether a file without this column cannot be read. */
    boolean mustStandInFile() {
        return required && otherwise instanceof Otherwise.Nothing;
    }

    /** Where a value comes from when the cell is empty or the file has no such column. */
    sealed interface Otherwise {
        record Nothing() implements Otherwise {}

        /** The mapping says it, in the form's own words. */
        record Constant(String text) implements Otherwise {}

        /** The importer says it for the whole file. */
        record FromImport(Given.Source source) implements Otherwise {}

        /** An identity number says it, and must not contradict what the cell says. */
        record FromNumber(String numberColumn, Part part) implements Otherwise {}
    }

    /** What an identity number tells of its holder. */
    enum Part {
        BIRTH_DATE,
        SEX
    }

    Optional<Otherwise.FromNumber> fromNumber() {
        return otherwise instanceof Otherwise.FromNumber from ? Optional.of(from) : Optional.empty();
    }
}

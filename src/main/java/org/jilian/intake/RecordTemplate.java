package org.jilian.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.record.Kind;

/**
 * One record that every row of a file gives.
 *
 * @param whom columns of the subject's document type and number
 * @param place columns of division and period
 * @param content content field to column, in the order of the mapping
 * @param when column without whose value the row does not give this record
 */
record RecordTemplate(
        Kind kind,
        Optional<Whom> whom,
        Place place,
        Map<String, String> content,
        Optional<String> when,
        Repeats repeats) {

    record Whom(String typeColumn, String numberColumn) {}

    record Place(String divisionColumn, Optional<String> periodColumn) {}

    /**
     * What two rows with the same natural key but different values mean.
     *
     * @param firstKept false: all such rows are refused; true: the first row's values stand, later ones are noted
     * @param agree fields in which even then all rows must agree, or all are refused
     */
    record Repeats(boolean firstKept, List<String> agree) {}
}

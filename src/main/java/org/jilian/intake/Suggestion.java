package org.jilian.intake;

import java.util.List;
import java.util.Optional;

/**
 * What the columns of a file probably are, for a person to look at.
 *
 * @param head 1-based row of the heads
 */
public record Suggestion(long head, List<OfColumn> columns) {
    public Suggestion {
        columns = List.copyOf(columns);
    }

    /**
     * One column of the file.
     *
     * @param column of the mapping, if one is likely
     * @param confidence 0 to 1; 1 if the mapping lists the head
     * @param read like the words of the column, 0 to 1
     * @param fit of the filled cells, 0 to 1
     */
    public record OfColumn(
            int index, String head, Optional<String> column, double confidence, double read, double fit) {}

    /** Columns that the mapping must have and no column of the file is likely to be. */
    public List<String> missing(Mapping mapping) {
        return mapping.columns().stream()
                .filter(Column::mustStandInFile)
                .map(Column::name)
                .filter(name -> columns.stream().noneMatch(each -> each.column().equals(Optional.of(name))))
                .toList();
    }
}

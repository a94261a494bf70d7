package org.jilian.intake;

import java.util.List;

/** One row as the file holds it. {@code number} is 1-based, as a spreadsheet program shows it. */
record RawRow(long number, List<Cell> cells) {
    Cell cell(int column) {
        return column < cells.size() ? cells.get(column) : Cell.EMPTY;
    }

    boolean isBlank() {
        return cells.stream().allMatch(Cell::isBlank);
    }

    List<String> shown() {
        return cells.stream().map(Cell::shown).toList();
    }
}

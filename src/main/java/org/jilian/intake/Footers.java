package org.jilian.intake;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jilian.rules.Cleaned;

/**
 * The rows below the data (表尾): totals, who filled the form in, remarks. A row is one only if it begins with such a word
 * and lacks a required value, so that no person whose unit is called 合计 is lost.
 */
final class Footers {
    private static final String COUNTED = "共[0-9]+(人|名|条|行)";

    private final Mapping mapping;
    private final Heads heads;
    private final Pattern start;

    Footers(Mapping mapping, Heads heads) {
        this.mapping = mapping;
        this.heads = heads;
        String words = mapping.footers().stream().map(Pattern::quote).collect(Collectors.joining("|"));
        this.start = Pattern.compile("((" + words + "|" + COUNTED + ")([:(,;.].*)?)", Pattern.DOTALL);
    }

    boolean has(RawRow row) {
        return lacksRequired(row) && beginsAsOne(row);
    }

    private boolean beginsAsOne(RawRow row) {
        for (Cell cell : row.cells()) {
            if (!cell.isBlank()) {
                String text = Cleaned.identifier(cell.shown())
                        .text()
                        .replace('，', ',')
                        .replace('。', '.');
                return start.matcher(text).matches();
            }
        }
        return false;
    }

    private boolean lacksRequired(RawRow row) {
        return mapping.columns().stream()
                .anyMatch(column ->
                        column.mustStandInFile() && heads.cell(row, column).isBlank());
    }
}

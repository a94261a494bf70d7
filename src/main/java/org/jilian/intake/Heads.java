package org.jilian.intake;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jilian.rules.Cleaned;

/**
 * Where a file's heads stand and which of its columns answers which of the mapping's.
 *
 * @param first 1-based row of the first row of heads
 * @param last the same, or the row below it where heads stand over two rows
 * @param texts all heads, by column of the file
 * @param columns the mapping's column to the file's, 0-based
 * @param ignored heads that answer nothing
 */
record Heads(long first, long last, List<String> texts, Map<String, Integer> columns, List<String> ignored) {
    private static final Pattern STARS = Pattern.compile("[*＊★※]");
    private static final Pattern REMARK = Pattern.compile("\\([^()]*\\)$");

    /** Case, width, spaces and the stars of required columns make no other head. */
    static String normalised(String head) {
        return Cleaned.identifier(STARS.matcher(head).replaceAll("")).text().toLowerCase(Locale.ROOT);
    }

    /** The same without a remark in brackets at its end, such as 身份证号（必填）. */
    static String withoutRemark(String normalised) {
        return REMARK.matcher(normalised).replaceFirst("");
    }

    Cell cell(RawRow row, Column column) {
        Integer index = columns.get(column.name());
        return index == null ? Cell.EMPTY : row.cell(index);
    }

    boolean has(Column column) {
        return columns.containsKey(column.name());
    }

    /** What errors call a column: its head in this file. */
    String label(Column column) {
        return Optional.ofNullable(columns.get(column.name())).map(texts::get).orElseGet(column::label);
    }

    /** Whether a row below repeats the heads, as printed lists do on every page. */
    boolean areRepeatedBy(RawRow row) {
        return columns.size() > 1
                && columns.values().stream()
                        .allMatch(index -> normalised(row.cell(index).shown()).equals(normalised(lastLine(index))));
    }

    private String lastLine(int index) {
        String text = texts.get(index);
        return text.substring(text.lastIndexOf('/') + 1);
    }
}

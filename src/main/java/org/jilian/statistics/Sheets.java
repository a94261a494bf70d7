package org.jilian.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jilian.rules.CellText;
import org.jilian.rules.Text;

/**
 * A report as a workbook (统计报表): one sheet a table, heads in Chinese and English, codes with their meaning. Figures are
 * numbers in it, to be added up by whoever likes; the report's own are the texts in the record.
 */
public final class Sheets {
    private static final int LONGEST = 1_000;
    private static final double WIDTH = 24;

    private final BiFunction<String, String, Optional<Text>> meaning;

    /** @param meaning of a code in a code table, by the table's name and the code */
    public Sheets(BiFunction<String, String, Optional<Text>> meaning) {
        this.meaning = meaning;
    }

    /**
     * @param tables as in a record of kind {@code annual-statistics}
     * @throws IOException if the file exists already or cannot be written
     */
    public void write(Path file, JsonNode tables) throws IOException {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                Workbook workbook = new Workbook(out, "jilian", "1.0")) {
            for (Table table : Table.values()) {
                write(
                        workbook.newWorksheet(
                                table.label().zh() + " " + table.label().en()),
                        table,
                        tables.path(table.code()));
            }
        }
    }

    private void write(Worksheet sheet, Table table, JsonNode rows) throws IOException {
        List<Text> heads = new ArrayList<>(List.of(new Text("分组", "By"), new Text("组", "Group")));
        table.item().ifPresent(heads::add);
        table.columns().forEach(column -> heads.add(column.label()));
        if (table == Table.PERSONS) {
            heads.add(Column.RATE_LABEL);
        }
        for (int i = 0; i < heads.size(); i++) {
            sheet.width(i, WIDTH);
            sheet.inlineString(0, i, heads.get(i).zh() + " " + heads.get(i).en());
            sheet.style(0, i).bold().set();
        }
        sheet.freezePane(0, 1);
        int line = 0;
        for (JsonNode row : rows) {
            write(sheet, table, row, ++line);
        }
        sheet.finish();
    }

    private void write(Worksheet sheet, Table table, JsonNode row, int line) {
        By by = By.of(row.path("by").asText());
        int cell = 0;
        text(sheet, line, cell++, both(by.label()));
        text(sheet, line, cell++, named(ofGroups(by), row.path("group").asText()));
        if (table.item().isPresent()) {
            text(sheet, line, cell++, named(ofItems(table), row.path("item").asText()));
        }
        for (Column column : table.columns()) {
            number(sheet, line, cell++, row.path(column.code()).asText());
        }
        if (row.has(Column.RATE)) {
            number(sheet, line, cell, row.path(Column.RATE).asText());
        }
    }

    private String named(String table, String code) {
        return meaning.apply(table, code)
                .or(() -> own(code))
                .map(text -> code + " " + both(text))
                .orElse(code);
    }

    private static Optional<Text> own(String code) {
        return switch (code) {
            case "all" -> Optional.of(new Text("全部", "All"));
            case Profile.NONE -> Optional.of(new Text("未填", "Not stated"));
            case "unregistered" -> Optional.of(new Text("未登记", "Not registered"));
            case "senior" -> Optional.of(new Text("高级", "Senior"));
            case "middle" -> Optional.of(new Text("中级", "Intermediate"));
            case "junior" -> Optional.of(new Text("初级", "Junior"));
            case "undetermined" -> Optional.of(new Text("未定", "Undetermined"));
            default -> Optional.empty();
        };
    }

    private static String both(Text text) {
        return text.zh() + " " + text.en();
    }

    private static String ofGroups(By by) {
        return switch (by) {
            case INDUSTRY -> "industry";
            case UNIT_NATURE -> "unit-nature";
            case ALL, DIVISION, RANK -> "";
        };
    }

    private static String ofItems(Table table) {
        return switch (table) {
            case CATEGORIES -> "category";
            case FORMS -> "learning-form";
            case CLASSES -> "class-type";
            case FUNDING -> "funding-source";
            default -> "";
        };
    }

    private static void text(Worksheet sheet, int row, int cell, String text) {
        sheet.inlineString(row, cell, CellText.harmless(text, LONGEST));
        sheet.style(row, cell).format("@").set();
    }

    private static void number(Worksheet sheet, int row, int cell, String text) {
        if (!text.isEmpty()) {
            sheet.value(row, cell, new BigDecimal(text));
        }
    }
}

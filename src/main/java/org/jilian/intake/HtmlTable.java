package org.jilian.intake;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/**
 * A web page that an old system calls a workbook: the rows of its tables, one at a time, whoever wrote how they nest. A cell
 * that reaches over others leaves these empty, as merging does in a workbook.
 */
record HtmlTable(Path file, CsvEncoding encoding) implements Table {
    private static final Pattern EXPONENT = Pattern.compile("([0-9]++\\.?[0-9]*+|\\.[0-9]++)[eE]\\+?[0-9]+");

    static HtmlTable open(Path file) throws IOException {
        MarkupGuard.watch(file);
        return new HtmlTable(file, CsvEncoding.of(file));
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        try (Reader reader = encoding.open(file);
                StreamParser parser = new StreamParser(Parser.htmlParser()).parse(reader, "")) {
            Spans spans = new Spans();
            long number = 0;
            Element before = null;
            for (Element row = parser.selectNext("tr"); row != null; row = parser.selectNext("tr")) {
                number++;
                if (number > Limits.ROWS) {
                    throw new RefusedException(FileReasons.TOO_MANY_ROWS);
                }
                if (before != null) {
                    // what was handed over is not kept
                    before.remove();
                }
                before = row;
                if (!visitor.accept(new RawRow(number, spans.cells(row)))) {
                    return;
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Cells of former rows that reach down into the next ones. */
    private static final class Spans {
        private final List<Integer> down = new ArrayList<>();

        List<Cell> cells(Element row) {
            List<Cell> cells = new ArrayList<>();
            for (Element each : row.children()) {
                if (each.normalName().equals("td") || each.normalName().equals("th")) {
                    skipReached(cells);
                    put(cells, cell(each), span(each, "colspan", Limits.COLUMNS), span(each, "rowspan", 65_534));
                }
            }
            skipReached(cells);
            return cells;
        }

        private void skipReached(List<Cell> cells) {
            while (cells.size() < down.size() && down.get(cells.size()) > 0) {
                down.set(cells.size(), down.get(cells.size()) - 1);
                cells.add(Cell.EMPTY);
            }
        }

        private void put(List<Cell> cells, Cell cell, int across, int rows) {
            if (cells.size() + across > Limits.COLUMNS) {
                throw new RefusedException(FileReasons.TOO_MANY_COLUMNS);
            }
            for (int i = 0; i < across; i++) {
                int column = cells.size();
                cells.add(i == 0 ? cell : Cell.EMPTY);
                if (column >= down.size()) {
                    down.addAll(Collections.nCopies(column + 1 - down.size(), 0));
                }
                down.set(column, rows - 1);
            }
        }

        private static int span(Element cell, String attribute, int most) {
            String value = cell.attr(attribute).strip();
            return value.matches("[0-9]{1,6}") ? Math.max(1, Math.min(most, Integer.parseInt(value))) : 1;
        }
    }

    private static Cell cell(Element element) {
        String text = element.text();
        if (text.length() > Limits.CELL) {
            throw new RefusedException(FileReasons.CELL_TOO_LONG);
        }
        // Excel shows 4.40524E+17 and keeps the number that it stands for beside it
        String number = element.attr("x:num").strip();
        if (EXPONENT.matcher(text.strip()).matches()) {
            String whole = number.matches("[0-9]+(\\.[0-9]+)?") ? number : text.strip();
            return Cell.number(Cell.Type.NUMBER, whole, false);
        }
        return Cell.text(text);
    }

    @Override
    public String form() {
        return "html";
    }

    @Override
    public Optional<Charset> charset() {
        return Optional.of(encoding.charset());
    }
}

package org.jilian.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jilian.intake.Suggestion.OfColumn;
import org.jilian.intake.Table.RefusedException;

/**
 * Proposes which column of a mapping each column of an unknown file is, from how its head reads and what its values are. Both
 * must agree before it is sure: a confidence above 0.9 means that the head reads like the column's words and that nearly all values
 * are valid ones, and that no other column comes near. Only proposals: a person decides.
 */
public final class Suggest {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int SAMPLE = 300;
    private static final double LEAST = 0.45;
    /** Confidence that a rival leaves, however well both fit. */
    private static final double DOUBTED = 0.85;

    private static final double RIVAL = 0.12;

    private final Mapping mapping;
    private final HeadLikeness likeness;
    private final LocalDate today;

    public Suggest(Mapping mapping, Clock clock) {
        this.mapping = mapping;
        this.likeness = new HeadLikeness(mapping);
        this.today = LocalDate.now(clock.withZone(CHINA));
    }

    /**
     * The suggestion, of the first table of the file that has data, or why the file cannot be read.
     *
     * @throws UnreadableException with the reason
     */
    public Suggestion of(Path file) throws IOException {
        try {
            for (Table table : Intake.tables(file)) {
                Optional<Suggestion> suggestion = of(sample(table));
                if (suggestion.isPresent()) {
                    return suggestion.get();
                }
            }
            throw new UnreadableException(FileReasons.EMPTY);
        } catch (RefusedException e) {
            throw new UnreadableException(e.reason());
        }
    }

    /** Why a file cannot be read. */
    public static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient org.jilian.rules.Reason reason;

        UnreadableException(org.jilian.rules.Reason reason) {
            super(reason.code());
            this.reason = reason;
        }

        public org.jilian.rules.Reason reason() {
            return reason;
        }
    }

    private static List<RawRow> sample(Table table) throws IOException {
        List<RawRow> rows = new ArrayList<>();
        table.visit(row -> {
            rows.add(row);
            return rows.size() < SAMPLE;
        });
        return rows;
    }

    private Optional<Suggestion> of(List<RawRow> rows) {
        Optional<RawRow> head = head(rows);
        return head.map(row -> new Suggestion(
                row.number(),
                columns(
                        row,
                        rows.stream()
                                .filter(each -> each.number() > row.number() && isData(each, row))
                                .toList())));
    }

    /** The row whose cells read most like heads: many words, none of them a value. */
    private Optional<RawRow> head(List<RawRow> rows) {
        RawRow best = null;
        double most = 1.5;
        for (RawRow row : rows.subList(0, Math.min(rows.size(), Limits.HEAD_ROWS))) {
            double score = 0;
            Set<String> words = new HashSet<>();
            for (Cell cell : row.cells()) {
                if (!cell.isBlank()) {
                    String text = cell.shown().strip();
                    boolean value =
                            cell.type() != Cell.Type.TEXT || text.length() > 30 || text.matches("[0-9Xx.\\-/: ]+");
                    score += value || !words.add(text) ? -1 : 1 + likeness(text);
                }
            }
            if (score > most) {
                most = score;
                best = row;
            }
        }
        return Optional.ofNullable(best);
    }

    private double likeness(String head) {
        return mapping.columns().stream()
                .mapToDouble(column -> likeness.of(head, column))
                .max()
                .orElse(0);
    }

    private static boolean isData(RawRow row, RawRow head) {
        long filled = row.cells().stream().filter(cell -> !cell.isBlank()).count();
        long heads = head.cells().stream().filter(cell -> !cell.isBlank()).count();
        // totals, signatures and remarks fill a cell or two
        return filled > 1 && filled * 3 >= heads;
    }

    private record Pair(int index, Column column, double score, double read, double fit) {}

    private List<OfColumn> columns(RawRow head, List<RawRow> data) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < head.cells().size(); i++) {
            if (!head.cell(i).isBlank()) {
                pairs.addAll(pairs(i, head.cell(i).shown().strip(), data));
            }
        }
        pairs.sort(Comparator.comparingDouble((Pair pair) -> -pair.score())
                .thenComparingInt(Pair::index)
                .thenComparing(pair -> pair.column().name()));
        Map<Integer, Pair> taken = new HashMap<>();
        Set<String> used = new HashSet<>();
        for (Pair pair : pairs) {
            if (pair.score() >= LEAST
                    && !taken.containsKey(pair.index())
                    && used.add(pair.column().name())) {
                taken.put(pair.index(), pair);
            }
        }
        List<OfColumn> columns = new ArrayList<>();
        for (int i = 0; i < head.cells().size(); i++) {
            int index = i;
            String text = head.cell(i).shown().strip();
            if (!text.isEmpty()) {
                columns.add(Optional.ofNullable(taken.get(i))
                        .map(pair -> new OfColumn(
                                index,
                                text,
                                Optional.of(pair.column().name()),
                                confidence(pair, pairs),
                                pair.read(),
                                pair.fit()))
                        .orElseGet(() -> new OfColumn(index, text, Optional.empty(), 0, 0, 0)));
            }
        }
        return columns;
    }

    private List<Pair> pairs(int index, String head, List<RawRow> data) {
        List<Cell> cells = data.stream().map(row -> row.cell(index)).toList();
        List<Pair> pairs = new ArrayList<>();
        for (Column column : mapping.columns()) {
            double read = likeness.of(head, column);
            ValueFit fit = ValueFit.of(cells, column, today);
            double score = fit.share() < 0.5
                    ? 0
                    : Math.min(
                            0.99,
                            0.72 * read + 0.28 * fit.telling() * fit.share() + (read > 0.9 ? 0.2 : 0.1 * fit.share()));
            pairs.add(new Pair(index, column, score, read, fit.share()));
        }
        return pairs;
    }

    /** Sure only where head and values agree and no other column, of the file or of the mapping, comes near. */
    private static double confidence(Pair pair, List<Pair> pairs) {
        double confidence = pair.score();
        if (pair.read() >= 0.95 && pair.fit() > 0.9) {
            confidence = Math.max(confidence, 0.97);
        }
        boolean doubted = pair.read() < 0.6
                || pair.fit() < 0.9
                || pairs.stream()
                        .anyMatch(other -> other != pair
                                && pair.read() < 0.95
                                && (other.index() == pair.index() || other.column() == pair.column())
                                && other.score() > pair.score() - RIVAL);
        return doubted ? Math.min(confidence, DOUBTED) : confidence;
    }
}

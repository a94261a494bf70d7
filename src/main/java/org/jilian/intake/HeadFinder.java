package org.jilian.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jilian.intake.Table.RefusedException;
import org.jilian.rules.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Finds the heads below titles and remarks: of all rows at the start, and of all pairs of neighbours, the one that
 * answers the most columns of the mapping, the upper and the simpler one on a tie.
 */
final class HeadFinder {
    private final Mapping mapping;
    private final Map<String, Word> words = new HashMap<>();

    /** A word of a head: whose it is, and how sure (0 is surest). */
    private record Word(String column, int rank) {}

    HeadFinder(Mapping mapping) {
        this.mapping = mapping;
        for (Column column : mapping.columns()) {
            for (int rank = 0; rank < column.heads().size(); rank++) {
                words.put(Heads.normalised(column.heads().get(rank)), new Word(column.name(), rank));
            }
        }
    }

    /** @throws RefusedException if no row will do */
    Heads find(List<RawRow> rows) {
        Heads best = null;
        for (RawRow row : rows) {
            best = better(best, heads(row.number(), row.number(), single(row)));
        }
        for (int i = 0; i + 1 < rows.size(); i++) {
            RawRow row = rows.get(i);
            if (rows.get(i + 1).number() == row.number() + 1) {
                best = better(best, heads(row.number(), row.number() + 1, pair(row, rows.get(i + 1))));
            }
        }
        if (best == null
                || best.columns().size() < Math.min(2, mapping.columns().size())) {
            throw new RefusedException(FileReasons.noHead(required()));
        }
        List<String> missing = new ArrayList<>();
        for (Column column : mapping.columns()) {
            if (column.mustStandInFile() && !best.has(column)) {
                missing.add(column.label() + "（" + String.join("/", column.heads()) + "）");
            }
        }
        if (!missing.isEmpty()) {
            throw new RefusedException(FileReasons.headLacks(best.last(), String.join("、", missing)));
        }
        refuseTwice(best);
        return best;
    }

    private String required() {
        return String.join(
                "、",
                mapping.columns().stream()
                        .filter(Column::mustStandInFile)
                        .map(Column::label)
                        .toList());
    }

    private Heads better(@Nullable Heads best, Heads candidate) {
        return best == null || candidate.columns().size() > best.columns().size() ? candidate : best;
    }

    private Heads heads(long first, long last, List<String> texts) {
        Map<String, Integer> columns = new HashMap<>();
        Map<String, Integer> ranks = new HashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            Word word = word(texts.get(i));
            if (word != null && word.rank() < ranks.getOrDefault(word.column(), Integer.MAX_VALUE)) {
                columns.put(word.column(), i);
                ranks.put(word.column(), word.rank());
            }
        }
        List<String> ignored = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (!texts.get(i).isBlank() && !columns.containsValue(i) && !ErrorSpreadsheet.isOwnHead(texts.get(i))) {
                ignored.add(texts.get(i));
            }
        }
        return new Heads(first, last, texts, columns, ignored);
    }

    private @Nullable Word word(String text) {
        // of a head over two rows: both together, then the lower one alone
        String whole = Heads.normalised(text.replace("/", ""));
        String asWritten = Heads.normalised(text);
        String lower = Heads.normalised(text.substring(text.lastIndexOf('/') + 1));
        for (String form : List.of(asWritten, whole, lower)) {
            Word word = words.getOrDefault(form, words.get(Heads.withoutRemark(form)));
            if (word != null) {
                return word;
            }
        }
        return null;
    }

    private static List<String> single(RawRow row) {
        return row.cells().stream().map(cell -> cell.shown().strip()).toList();
    }

    /** A head of the upper row reaches right over the empty cells that merging left, as far as there are lower heads. */
    private static List<String> pair(RawRow upper, RawRow lower) {
        List<String> texts = new ArrayList<>();
        String reaching = "";
        for (int i = 0; i < Math.max(upper.cells().size(), lower.cells().size()); i++) {
            String above = upper.cell(i).shown().strip();
            String below = lower.cell(i).shown().strip();
            reaching = above.isEmpty() && !below.isEmpty() ? reaching : above;
            texts.add(below.isEmpty() ? above : reaching.isEmpty() ? below : reaching + "/" + below);
        }
        return texts;
    }

    private static void refuseTwice(Heads heads) {
        for (int index : heads.columns().values()) {
            String head = Heads.normalised(heads.texts().get(index));
            long times = heads.texts().stream()
                    .filter(text -> Heads.normalised(text).equals(head))
                    .count();
            if (times > 1) {
                Reason reason =
                        FileReasons.headTwice(heads.last(), heads.texts().get(index));
                throw new RefusedException(reason);
            }
        }
    }
}

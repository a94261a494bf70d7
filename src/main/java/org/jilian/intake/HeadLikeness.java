package org.jilian.intake;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much a head that nobody listed reads like one of a column's words, from 0 to 1: by the characters that both have in the
 * same order, where what a word ends with says most, as in 学员姓名 or 参训人员姓名. Some characters turn a word into another:
 * 开始 is no 结束. And a pair of characters that only other columns' words have, such as 施教 for a unit, speaks against it.
 */
final class HeadLikeness {
    /** Whoever has one of the left does not mean what has one of the right. */
    private static final Map<String, String> CONTRARY = Map.of(
            "始起开", "止终末毕束",
            "止终末毕束", "始起开",
            "名", "码号",
            "码号", "名");

    /** What is left of a likeness that something speaks against. */
    private static final double SPOKEN_AGAINST = 0.85;

    /** The pairs of characters in each column's words. */
    private final Map<String, Set<String>> pairs = new HashMap<>();

    HeadLikeness(Mapping mapping) {
        for (Column column : mapping.columns()) {
            Set<String> own = new HashSet<>();
            column.heads().forEach(head -> own.addAll(pairs(bare(head))));
            pairs.put(column.name(), own);
        }
    }

    private static Set<String> pairs(String word) {
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 1 < word.length(); i++) {
            pairs.add(word.substring(i, i + 2));
        }
        return pairs;
    }

    double of(String head, Column column) {
        double likeness = read(head, column);
        Set<String> own = pairs.getOrDefault(column.name(), Set.of());
        boolean others = pairs(bare(head)).stream()
                .anyMatch(pair -> !own.contains(pair) && pairs.values().stream().anyMatch(all -> all.contains(pair)));
        return others && likeness < 0.95 ? likeness * SPOKEN_AGAINST : likeness;
    }

    private static double read(String head, Column column) {
        String asked = bare(head);
        double best = 0;
        List<String> heads = column.heads();
        for (int i = 0; i < heads.size(); i++) {
            String word = bare(heads.get(i));
            double likeness = asked.equals(word) ? 1 : likeness(asked, word);
            // the surest words stand first
            best = Math.max(best, likeness - Math.min(0.05, 0.005 * i));
        }
        return best;
    }

    private static String bare(String head) {
        return Heads.withoutRemark(Heads.normalised(head)).replaceAll("[\\s_\\-:：/]|\\(.*?\\)|（.*?）", "");
    }

    private static double likeness(String head, String word) {
        if (head.isEmpty() || word.isEmpty() || contradict(head, word)) {
            return 0;
        }
        int common = common(head, word);
        double overlap = 2.0 * common / (head.length() + word.length());
        double held = word.length() >= 2 && head.contains(word) ? 0.62 + 0.3 * word.length() / head.length() : 0;
        double ending = endsAlike(head, word) ? 0.08 : 0;
        return Math.min(0.97, Math.max(overlap * 0.9, held) + ending);
    }

    private static boolean contradict(String head, String word) {
        return CONTRARY.entrySet().stream()
                .anyMatch(each -> hasOne(head, each.getKey())
                        && !hasOne(head, each.getValue())
                        && hasOne(word, each.getValue())
                        && !hasOne(word, each.getKey()));
    }

    private static boolean hasOne(String text, String characters) {
        return text.chars().anyMatch(c -> characters.indexOf(c) >= 0);
    }

    private static boolean endsAlike(String head, String word) {
        int length = Math.min(2, Math.min(head.length(), word.length()));
        return head.endsWith(word.substring(word.length() - length));
    }

    /** Length of the longest common subsequence. */
    private static int common(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = 0;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                row[j] = a.charAt(i - 1) == b.charAt(j - 1) ? diagonal + 1 : Math.max(row[j], row[j - 1]);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}

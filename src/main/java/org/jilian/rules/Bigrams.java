package org.jilian.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Similarity of short texts: twice the pairs of neighbouring characters that both have, divided by the number that each
 * has (Sørensen and Dice), from 0 to 1. Texts of one character have no pairs and are like none but their equal.
 */
final class Bigrams {
    private Bigrams() {}

    static double similarity(String one, String other) {
        return one.equals(other) ? 1 : similarity(of(one), of(other));
    }

    private static double similarity(int[] one, int[] other) {
        int common = 0;
        int i = 0;
        int j = 0;
        while (i < one.length && j < other.length) {
            int difference = Integer.compare(one[i], other[j]);
            common += difference == 0 ? 1 : 0;
            i += difference <= 0 ? 1 : 0;
            j += difference >= 0 ? 1 : 0;
        }
        return one.length + other.length == 0 ? 0 : 2.0 * common / (one.length + other.length);
    }

    /** Two texts at least as similar as asked. */
    record Pair(int one, int other, double similarity) {}

    /**
     * All pairs of texts that are at least so similar, without looking at all pairs: two sets that share enough share one
     * of the rarest members of each (prefix filtering), so only those texts are compared. None is missed.
     */
    static List<Pair> similar(List<String> texts, double least) {
        List<int[]> sets = texts.stream().map(Bigrams::of).toList();
        Map<Integer, Integer> frequency = new HashMap<>();
        sets.forEach(set -> Arrays.stream(set).forEach(each -> frequency.merge(each, 1, Integer::sum)));
        Map<Integer, List<Integer>> index = new HashMap<>();
        List<Pair> pairs = new ArrayList<>();
        // the text for which each other one was looked at last: one text shares several rare pairs with another
        int[] seen = new int[sets.size()];
        Arrays.fill(seen, -1);
        for (int i = 0; i < sets.size(); i++) {
            for (int rare : rarest(sets.get(i), frequency, least)) {
                List<Integer> having = index.computeIfAbsent(rare, key -> new ArrayList<>());
                for (int candidate : having) {
                    if (seen[candidate] == i) {
                        continue;
                    }
                    seen[candidate] = i;
                    double similarity = similarity(sets.get(candidate), sets.get(i));
                    if (similarity >= least) {
                        pairs.add(new Pair(candidate, i, similarity));
                    }
                }
                having.add(i);
            }
        }
        return pairs;
    }

    /** A partner shares at least {@code least / (2 - least)} of the set: so many of the rarest cannot all be missing. */
    private static int[] rarest(int[] set, Map<Integer, Integer> frequency, double least) {
        int shared = (int) Math.ceil(least / (2 - least) * set.length - 1e-9);
        return Arrays.stream(set)
                .boxed()
                .sorted((a, b) -> {
                    int rarer = Integer.compare(frequency.getOrDefault(a, 0), frequency.getOrDefault(b, 0));
                    return rarer != 0 ? rarer : Integer.compare(a, b);
                })
                .limit(Math.max(0, set.length - shared + 1))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The distinct pairs in ascending order; names hold no characters beyond 16 bits that would matter here. */
    private static int[] of(String text) {
        int[] pairs = new int[Math.max(0, text.length() - 1)];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = text.charAt(i) << 16 | text.charAt(i + 1);
        }
        return Arrays.stream(pairs).sorted().distinct().toArray();
    }
}

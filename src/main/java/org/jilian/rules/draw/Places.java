package org.jilian.rules.draw;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many are drawn from each stratum, in proportion to its size: place by place to the stratum whose size divided by
 * twice its places plus one is largest (Sainte-Laguë), the first by name where several are; a stratum that is drawn whole
 * gets no more. Chosen because one place more never takes one from a stratum, which rounding of shares may do.
 */
final class Places {
    private Places() {}

    /** @param count at most the sum of the sizes */
    static SortedMap<String, Integer> of(SortedMap<String, Integer> sizes, int count) {
        SortedMap<String, Integer> places = new TreeMap<>(sizes.comparator());
        sizes.keySet().forEach(name -> places.put(name, 0));
        for (int i = 0; i < count; i++) {
            places.merge(next(sizes, places), 1, Integer::sum);
        }
        return places;
    }

    private static String next(SortedMap<String, Integer> sizes, SortedMap<String, Integer> places) {
        String best = null;
        long bestSize = 0;
        long bestDivisor = 1;
        for (Map.Entry<String, Integer> each : sizes.entrySet()) {
            int had = places.getOrDefault(each.getKey(), 0);
            long divisor = 2L * had + 1;
            // size / divisor > bestSize / bestDivisor, in whole numbers
            if (had < each.getValue() && each.getValue() * bestDivisor > bestSize * divisor) {
                best = each.getKey();
                bestSize = each.getValue();
                bestDivisor = divisor;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("more places than entries: " + sizes);
        }
        return best;
    }
}

package org.jilian.statistics;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which courses were learnt in which groups; what grows in memory is the number of different courses alone. */
final class Courses {
    private static final int TOP = 20;

    private final Map<String, Learnt> courses = new HashMap<>();
    private final Map<Tables.Place, Integer> groups = new HashMap<>();

    private static final class Learnt {
        private final BitSet groups = new BitSet();
        private long records;
        private long hours;
    }

    private record Ranked(String course, long records, long hours) {}

    void add(String course, BitSet groupsOfPerson, long hours) {
        Learnt learnt = courses.computeIfAbsent(course, unused -> new Learnt());
        learnt.records++;
        learnt.hours = Math.addExact(learnt.hours, hours);
        learnt.groups.or(groupsOfPerson);
    }

    /** Those that a person of this profile is counted in. */
    BitSet groups(Profile person) {
        BitSet numbers = new BitSet();
        for (By by : By.values()) {
            numbers.set(groups.computeIfAbsent(new Tables.Place(by, person.group(by), ""), unused -> groups.size()));
        }
        return numbers;
    }

    void into(Tables tables) {
        int[] counts = new int[groups.size()];
        courses.values().forEach(each -> each.groups.stream().forEach(group -> counts[group]++));
        groups.forEach((place, group) -> {
            if (counts[group] > 0) {
                tables.add(Table.CONTENT, place, counts[group]);
            }
        });
        List<Ranked> top = courses.entrySet().stream()
                .map(each -> new Ranked(each.getKey(), each.getValue().records, each.getValue().hours))
                .sorted(Comparator.comparingLong(Ranked::records).reversed().thenComparing(Ranked::course))
                .limit(TOP)
                .toList();
        top.forEach(each -> tables.add(
                Table.COURSES, new Tables.Place(By.ALL, "all", each.course()), each.records(), each.hours()));
    }
}

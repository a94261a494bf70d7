package org.jilian.statistics;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What one person did in the period; put into the tables once, so that nobody is counted twice. */
final class OnePerson {
    private static final int RECORDS = 0;
    private static final int AMOUNT = 1;

    private final Profile profile;
    private final boolean registered;
    private final Map<String, long[]> categories = new TreeMap<>();
    private final Map<String, long[]> forms = new TreeMap<>();
    private final Map<String, long[]> units = new TreeMap<>();
    private long records;
    private long uncounted;
    private long hours;
    private long certificates;
    private boolean met;

    OnePerson(Profile profile, boolean registered) {
        this.profile = profile;
        this.registered = registered;
    }

    Profile profile() {
        return profile;
    }

    void uncounted() {
        uncounted++;
    }

    /** @param amount in hundredths of the unit; @param inHours the same if the unit is hours, else 0 */
    void learnt(String category, String form, String unit, long amount, long inHours) {
        records++;
        hours += inHours;
        add(categories, category, inHours);
        add(forms, form, inHours);
        add(units, unit, amount);
    }

    void certified(boolean verdict) {
        certificates++;
        met |= verdict;
    }

    private static void add(Map<String, long[]> sums, String item, long amount) {
        long[] sum = sums.computeIfAbsent(item, unused -> new long[2]);
        sum[RECORDS]++;
        sum[AMOUNT] += amount;
    }

    void into(Tables tables) {
        for (By by : By.values()) {
            String group = profile.group(by);
            boolean took = records > 0;
            tables.add(
                    Table.PERSONS,
                    new Tables.Place(by, group, ""),
                    registered ? 1 : 0,
                    registered && took ? 1 : 0,
                    !registered && took ? 1 : 0,
                    records,
                    uncounted,
                    hours);
            categories.forEach(into(tables, Table.CATEGORIES, by, group));
            forms.forEach(into(tables, Table.FORMS, by, group));
            units.forEach(into(tables, Table.UNITS, by, group));
            if (certificates > 0) {
                tables.add(Table.CERTIFICATES, new Tables.Place(by, group, ""), certificates, met ? 1 : 0, met ? 0 : 1);
            }
        }
    }

    private static BiConsumer<String, long[]> into(Tables tables, Table table, By by, String group) {
        return (item, sum) -> tables.add(table, new Tables.Place(by, group, item), 1, sum[RECORDS], sum[AMOUNT]);
    }
}

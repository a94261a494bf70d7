package org.jilian.statistics;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The sums of all persons who are counted under one profile. */
final class Alike {
    private final Profile profile;
    private final BitSet groups;
    private final Map<Table, Map<String, Item>> items = new EnumMap<>(Table.class);
    private int numbered;

    long registered;
    long participants;
    long unregistered;
    long records;
    long uncounted;
    long hours;
    long certificates;
    long met;
    long shortOfIt;

    /** A category, form or unit; numbered from 0 over all tables. */
    static final class Item {
        final int number;
        long persons;
        long records;
        long amount;

        private Item(int number) {
            this.number = number;
        }
    }

    /** @param groups that their courses are noted for */
    Alike(Profile profile, BitSet groups) {
        this.profile = profile;
        this.groups = groups;
    }

    BitSet groups() {
        return groups;
    }

    Item item(Table table, String name) {
        return items.computeIfAbsent(table, unused -> new HashMap<>())
                .computeIfAbsent(name, unused -> new Item(numbered++));
    }

    void into(Tables tables) {
        for (By by : By.values()) {
            String group = profile.group(by);
            Tables.Place place = new Tables.Place(by, group, "");
            tables.add(Table.PERSONS, place, registered, participants, unregistered, records, uncounted, hours);
            items.forEach((table, all) -> all.forEach((name, item) ->
                    tables.add(table, new Tables.Place(by, group, name), item.persons, item.records, item.amount)));
            if (certificates > 0) {
                tables.add(Table.CERTIFICATES, place, certificates, met, shortOfIt);
            }
        }
    }
}

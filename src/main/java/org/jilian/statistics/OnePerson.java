package org.jilian.statistics;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What of one person was counted already, so that nobody is counted twice; the sums are those of all who are alike. */
final class OnePerson {
    private static final int IN_A_LONG = Long.SIZE;

    private final Alike alike;
    private final boolean registered;
    private boolean took;
    private boolean certified;
    private boolean met;
    /** Items by their numbers: most persons' are below 64. */
    private long seen;

    private @Nullable BitSet seenBeyond;

    OnePerson(Alike alike, boolean registered) {
        this.alike = alike;
        this.registered = registered;
        if (registered) {
            alike.registered++;
        }
    }

    /** That the courses of this person are noted for. */
    BitSet groups() {
        return alike.groups();
    }

    void uncounted() {
        alike.uncounted++;
    }

    /** @param amount in hundredths of the unit; @param inHours the same if the unit is hours, else 0 */
    void learnt(String category, String form, String unit, long amount, long inHours) {
        if (!took) {
            took = true;
            if (registered) {
                alike.participants++;
            } else {
                alike.unregistered++;
            }
        }
        alike.records++;
        alike.hours = Math.addExact(alike.hours, inHours);
        add(alike.item(Table.CATEGORIES, category), inHours);
        add(alike.item(Table.FORMS, form), inHours);
        add(alike.item(Table.UNITS, unit), amount);
    }

    void certified(boolean verdict) {
        alike.certificates++;
        if (!certified) {
            certified = true;
            alike.shortOfIt++;
        }
        if (verdict && !met) {
            met = true;
            alike.shortOfIt--;
            alike.met++;
        }
    }

    private void add(Alike.Item item, long amount) {
        if (isNew(item.number)) {
            item.persons++;
        }
        item.records++;
        item.amount = Math.addExact(item.amount, amount);
    }

    private boolean isNew(int number) {
        if (number < IN_A_LONG) {
            long before = seen;
            seen |= 1L << number;
            return seen != before;
        }
        if (seenBeyond == null) {
            seenBeyond = new BitSet();
        }
        boolean there = seenBeyond.get(number);
        seenBeyond.set(number);
        return !there;
    }
}

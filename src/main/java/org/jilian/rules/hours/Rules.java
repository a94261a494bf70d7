package org.jilian.rules.hours;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jilian.rules.Text;

/** All that a policy rules. */
public record Rules(Owed owed, Counting counting) {
    /** The groups of rules, by which one policy takes over another's: each whole or not at all. */
    public enum Group {
        CYCLE("cycle", new Text("周期", "cycle")),
        DUTIES("duties", new Text("学时要求", "duties")),
        CARRY_OVER("carryOver", new Text("结转", "carrying over")),
        CONVERSIONS("conversions", new Text("折算", "conversions")),
        FORMS("forms", new Text("计入的形式", "forms that count")),
        SPREADS("spreads", new Text("分期计入", "spreading")),
        CAPS("caps", new Text("上限", "caps")),
        DOUBLES("doubles", new Text("重复登记", "doubles")),
        OVERLAPS("overlaps", new Text("日期重叠", "overlaps"));

        private final String code;
        private final Text label;

        Group(String code, Text label) {
            this.code = code;
            this.label = label;
        }

        Text label() {
            return label;
        }

        @Override
        public String toString() {
            return code;
        }
    }

    /** These, and for what they leave unsaid the parent's, of the given groups. */
    Rules orElse(Rules parent, SortedSet<Group> groups) {
        Taken taken = new Taken(groups);
        return new Rules(
                new Owed(
                        taken.either(Group.CYCLE, owed.cycle(), parent.owed.cycle()),
                        taken.either(Group.DUTIES, owed.duties(), parent.owed.duties()),
                        taken.either(Group.CARRY_OVER, owed.carryOver(), parent.owed.carryOver())),
                new Counting(
                        taken.either(Group.CONVERSIONS, counting.conversions(), parent.counting.conversions()),
                        taken.either(Group.FORMS, counting.forms(), parent.counting.forms()),
                        taken.either(Group.SPREADS, counting.spreads(), parent.counting.spreads()),
                        taken.either(Group.CAPS, counting.caps(), parent.counting.caps()),
                        taken.either(Group.DOUBLES, counting.doubles(), parent.counting.doubles()),
                        taken.either(Group.OVERLAPS, counting.overlaps(), parent.counting.overlaps())));
    }

    /** The groups of which something is ruled here. */
    SortedSet<Group> stated() {
        SortedSet<Group> stated = new TreeSet<>();
        java.util.Map.of(
                        Group.CYCLE, owed.cycle(),
                        Group.DUTIES, owed.duties(),
                        Group.CARRY_OVER, owed.carryOver(),
                        Group.CONVERSIONS, counting.conversions(),
                        Group.FORMS, counting.forms(),
                        Group.SPREADS, counting.spreads(),
                        Group.CAPS, counting.caps(),
                        Group.DOUBLES, counting.doubles(),
                        Group.OVERLAPS, counting.overlaps())
                .forEach((group, ruled) -> ruled.ifPresent(any -> stated.add(group)));
        return stated;
    }

    private record Taken(SortedSet<Group> groups) {
        <T> Optional<T> either(Group group, Optional<T> own, Optional<T> parents) {
            return own.isPresent() || !groups.contains(group) ? own : parents;
        }
    }

    static SortedSet<Group> all() {
        return new TreeSet<>(java.util.EnumSet.allOf(Group.class));
    }
}

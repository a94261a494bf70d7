package org.jilian.rules;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of places that names of institutions begin with (地名前缀), each with the divisions it may mean. Old names count
 * as well: schools keep them longer than the map does.
 */
public final class PlaceNames {
    private static final int LONGEST = 15;
    private static final Pattern SHORT = Pattern.compile("(.{2,})(?:省|市|地区|盟|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)");

    private final Map<String, Set<String>> codes = new HashMap<>();

    /** What is left of a name without its places, and the divisions that the last of these may mean. */
    record Placed(String rest, Set<String> codes) {}

    private PlaceNames() {}

    public static PlaceNames of(Divisions divisions) {
        PlaceNames names = new PlaceNames();
        for (Division each : divisions.all()) {
            if (!each.statistical()) {
                names.add(each, divisions);
            }
        }
        return names;
    }

    private void add(Division division, Divisions divisions) {
        Set<String> now = new HashSet<>(Set.of(division.code().value()));
        LocalDate last = divisions.ends();
        divisions
                .successors(
                        division.code(),
                        division.until().map(Change::earliest).orElse(last).minusDays(1),
                        last)
                .forEach(each -> now.add(each.code().value()));
        put(division.name(), now);
        // counties are named in full: 新华 and 南开 are districts, but 新华书店 and 南开大学 are not theirs
        Matcher shortened = SHORT.matcher(division.name());
        if (division.code().value().endsWith("00") && shortened.matches()) {
            put(shortened.group(1), now);
        }
    }

    private void put(String name, Set<String> now) {
        codes.computeIfAbsent(name, key -> new HashSet<>()).addAll(now);
    }

    /** Takes the places off the beginning, the longest first, as long as each lies in the one before. */
    Placed split(String name) {
        String rest = name;
        Set<String> within = Set.of();
        for (Optional<String> place = first(rest); place.isPresent(); place = first(rest)) {
            Set<String> meant = codes.getOrDefault(place.get(), Set.of());
            Set<String> inside = within.isEmpty() ? meant : inside(meant, within);
            if (inside.isEmpty()) {
                break;
            }
            within = inside;
            rest = rest.substring(place.get().length());
        }
        return new Placed(rest, within);
    }

    Optional<Set<String>> codes(String name) {
        return Optional.ofNullable(codes.get(name));
    }

    private Optional<String> first(String text) {
        for (int length = Math.min(LONGEST, text.length()); length >= 2; length--) {
            String start = text.substring(0, length);
            if (codes.containsKey(start)) {
                return Optional.of(start);
            }
        }
        return Optional.empty();
    }

    private static Set<String> inside(Set<String> codes, Set<String> within) {
        Set<String> inside = new HashSet<>();
        codes.stream()
                .filter(code -> within.stream().anyMatch(above -> contains(above, code)))
                .forEach(inside::add);
        return inside;
    }

    /** Whether a division is the other or lies in it, by the form of their codes. */
    static boolean contains(String above, String code) {
        return code.startsWith(above.replaceFirst("(0000|00)$", ""));
    }

    /** Whether one of the divisions of one side may lie in one of the other's. */
    static boolean mayMeet(Set<String> one, Set<String> other) {
        return one.isEmpty()
                || other.isEmpty()
                || one.stream().anyMatch(a -> other.stream().anyMatch(b -> contains(a, b) || contains(b, a)));
    }
}

package org.jilian.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The codes of GB/T 2260 over time (行政区划沿革): which were in force on a day, under which name, and what became of those
 * that ceased. A code may be given again to another place, so what one means depends on the day.
 *
 * <p>Nothing is ever refused for a ceased code where the code is part of a number that keeps it for ever, as identity
 * numbers do: {@link #issuedIn} only tells what is known.
 */
public final class Divisions {
    static final Note UNSURE_DAY = Note.of(
            "division-code.unsure-day",
            "该代码在此前后变更，确切日期不详",
            "the code changed about that day; the day itself is not known");

    private final LocalDate begins;
    private final LocalDate ends;
    private final TreeMap<String, List<Division>> byCode = new TreeMap<>();

    /**
     * @param begins the first day of which the history knows; what was in force then may be older
     * @param ends the last day of which it knows
     * @param divisions in any order of codes, those of one code in the order of time
     * @throws IllegalArgumentException if a successor has no division
     */
    public Divisions(LocalDate begins, LocalDate ends, Collection<Division> divisions) {
        this.begins = begins;
        this.ends = ends;
        divisions.forEach(each -> byCode.computeIfAbsent(each.code().value(), code -> new ArrayList<>())
                .add(each));
        divisions.forEach(each -> each.successors().stream()
                .filter(successor -> !byCode.containsKey(successor.value()))
                .forEach(successor -> {
                    throw new IllegalArgumentException(
                            each + ": every successor should be in the table, but " + successor + " is not");
                }));
    }

    /** The first day of which anything is known. */
    public LocalDate begins() {
        return begins;
    }

    /** The last day of which anything is known; a later one is answered as this, since most codes stay. */
    public LocalDate ends() {
        return ends;
    }

    public List<Division> all() {
        return byCode.values().stream().flatMap(List::stream).toList();
    }

    /**
     * What a code meant on a day. Notes say that it is one of statistics, or that it changed about that day. Refused:
     * unknown codes, and those that were not in force, with what came before or after.
     */
    public Checked<Division> on(DivisionCode code, LocalDate day) {
        List<Division> meanings = meanings(code);
        if (meanings.isEmpty()) {
            return Checked.invalid(unknown());
        }
        Optional<Division> sure = last(meanings, day, Certainty.YES);
        if (sure.isPresent()) {
            Division division = sure.get();
            List<Note> notes = new ArrayList<>();
            if (division.statistical()) {
                notes.add(DivisionCode.STATISTICAL_CODE);
            } else if (day.isBefore(begins)) {
                notes.add(UNSURE_DAY);
            }
            return Checked.valid(division, notes);
        }
        return last(meanings, day, Certainty.PERHAPS)
                .map(division -> Checked.valid(division, List.of(UNSURE_DAY)))
                .orElseGet(() -> Checked.invalid(notInForce(meanings, day)));
    }

    /**
     * The name on a day with those of the province and city before it, such as 山东省济宁市任城区; empty if the code was not
     * in force then.
     */
    public Optional<String> fullName(DivisionCode code, LocalDate day) {
        String value = code.value();
        Set<String> names = new LinkedHashSet<>();
        for (String above : List.of(value.substring(0, 2) + "0000", value.substring(0, 4) + "00")) {
            name(new DivisionCode(above), day, false).ifPresent(names::add);
        }
        return name(code, day, true).map(name -> {
            names.add(name);
            return String.join("", names);
        });
    }

    /**
     * The divisions that on that day had the territory of a code, as it was meant last: itself where it is in force, more
     * than one where it was divided, none where that is not known or the day is before it.
     */
    public List<Division> successors(DivisionCode code, LocalDate day) {
        return meanings(code).stream()
                .filter(meaning -> meaning.isOn(day) != Certainty.NO || meaning.hasEnded(day))
                .reduce((earlier, later) -> later)
                .map(meaning -> follow(meaning, day))
                .orElse(List.of());
    }

    /** The same, for a code as it was meant on a day: 410307 of 2005 is not that of 2022. */
    public List<Division> successors(DivisionCode code, LocalDate meant, LocalDate day) {
        return last(meanings(code), meant, Certainty.YES)
                .or(() -> last(meanings(code), meant, Certainty.PERHAPS))
                .map(meaning -> follow(meaning, day))
                .orElse(List.of());
    }

    public boolean isStatistical(DivisionCode code) {
        return meanings(code).stream().anyMatch(Division::statistical);
    }

    /**
     * The place whose code an identity number begins with, as it was last known. Numbers keep the code of the place that
     * gave them out for ever, and some are older than this history: empty is no reason to refuse one.
     */
    public Optional<Division> issuedIn(IdentityNumber number) {
        return meanings(new DivisionCode(number.value().substring(0, 6))).stream()
                .reduce((earlier, later) -> later);
    }

    private List<Division> meanings(DivisionCode code) {
        return byCode.getOrDefault(code.value(), List.of());
    }

    private Optional<String> name(DivisionCode code, LocalDate day, boolean statistical) {
        return on(code, day)
                .fold(
                        valid -> Optional.of(valid.value())
                                .filter(division -> statistical || !division.statistical())
                                .map(Division::name),
                        refusal -> Optional.empty());
    }

    private List<Division> follow(Division division, LocalDate day) {
        if (division.isOn(day) == Certainty.YES) {
            return List.of(division);
        }
        LinkedHashSet<Division> found = new LinkedHashSet<>();
        if (division.hasEnded(day)) {
            LocalDate end = division.until().orElseThrow().latest();
            division.successors()
                    .forEach(successor ->
                            next(division, successor, end).ifPresent(next -> found.addAll(follow(next, day))));
        } else if (division.isOn(day) == Certainty.PERHAPS) {
            found.add(division);
        }
        return List.copyOf(found);
    }

    /** What the successor's code meant when the other ended; where it was not in force yet, what it meant first. */
    private Optional<Division> next(Division ended, DivisionCode successor, LocalDate end) {
        return meanings(successor).stream()
                .filter(each -> !each.equals(ended) && !each.hasEnded(end))
                .findFirst();
    }

    private static Optional<Division> last(List<Division> meanings, LocalDate day, Certainty certainty) {
        return meanings.stream()
                .filter(meaning -> meaning.isOn(day) == certainty)
                .reduce((earlier, later) -> later);
    }

    private Reason unknown() {
        return Reason.of(
                "division-code.unknown",
                "行政区划代码表（" + begins + "至" + ends + "）中没有这个代码",
                "the table of division codes, " + begins + " to " + ends + ", does not hold this code",
                "核对代码；若是" + ends + "之后新设的区划，请更新代码表",
                "compare the code; if the division is newer than " + ends + ", bring the table up to date");
    }

    private Reason notInForce(List<Division> meanings, LocalDate day) {
        Optional<Division> ended =
                meanings.stream().filter(meaning -> meaning.hasEnded(day)).reduce((earlier, later) -> later);
        return ended.map(division -> ceased(division, day)).orElseGet(() -> notYet(meanings.get(0)));
    }

    private Reason ceased(Division division, LocalDate day) {
        Text when = division.until().orElseThrow().text();
        List<Division> now = follow(division, day);
        String codes = now.stream().map(Division::toString).collect(Collectors.joining("、"));
        return Reason.of(
                "division-code.ceased",
                division.name() + "的代码已于" + when.zh() + "停用",
                "the code ceased " + preposition(when.en()),
                now.isEmpty() ? "核对该地现行代码" : "改用" + codes,
                now.isEmpty()
                        ? "look up the place's present code"
                        : "use " + now.stream().map(each -> each.code().value()).collect(Collectors.joining(" or ")));
    }

    private static Reason notYet(Division division) {
        Text when = division.from().orElseThrow().text();
        return Reason.of(
                "division-code.not-yet",
                division.name() + "的代码" + when.zh() + "才启用",
                "the code was first given out " + preposition(when.en()),
                "核对日期，或填写当时的代码",
                "compare the day, or enter the code of that time");
    }

    private static String preposition(String when) {
        return when.startsWith("between") ? when : "in " + when;
    }
}

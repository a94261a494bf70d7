package org.jilian.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name of an institution, taken apart for comparison: without width, case, spaces, quotation marks, legal form and the
 * places before it. Never shown and never stored: it is no name any more.
 *
 * @param core what is left; the whole name where less than four characters would be
 * @param places the divisions that it may lie in, empty if it says none
 * @param former whether it is an old name
 */
record InstitutionName(String core, Set<String> places, boolean former) {
    private static final int SHORTEST = 4;
    private static final Pattern PUNCTUATION = Pattern.compile("[\\s“”\"'‘’《》〈〉·,，.。、;；:：_—-]");
    private static final Pattern LEGAL_FORM = Pattern.compile("(?:集团)?(?:股份有限公司|有限责任公司|有限公司|公司|集团|普通合伙|有限合伙|个人独资)$");
    private static final Pattern BRACKETS = Pattern.compile("[(\\[【〔]([^()\\[\\]【】〔〕]*)[)\\]】〕]");
    private static final Pattern WAS = Pattern.compile("(?:原名?|曾用名|前身)(?:为|是)?:?(.{2,})");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|[一二三四五六七八九十百零〇]+");

    /** The name and what stands in brackets in it as its former one, then the former names. */
    static List<InstitutionName> of(InstitutionEntry entry, PlaceNames placeNames) {
        List<InstitutionName> names = new ArrayList<>();
        add(names, entry.name(), false, entry, placeNames);
        entry.formerNames().forEach(name -> add(names, name, true, entry, placeNames));
        return names.stream().distinct().toList();
    }

    private static void add(
            List<InstitutionName> names, String raw, boolean former, InstitutionEntry entry, PlaceNames placeNames) {
        String name = Cleaned.identifier(raw).text().toLowerCase(Locale.ROOT);
        Set<String> bracketed = new TreeSet<>();
        Matcher brackets = BRACKETS.matcher(name);
        StringBuilder open = new StringBuilder();
        while (brackets.find()) {
            String within = brackets.group(1);
            Matcher was = WAS.matcher(within);
            if (was.matches()) {
                add(names, was.group(1), true, entry, placeNames);
                brackets.appendReplacement(open, "");
            } else if (placeNames.codes(within).isPresent()) {
                bracketed.addAll(placeNames.codes(within).orElseThrow());
                brackets.appendReplacement(open, "");
            } else {
                brackets.appendReplacement(open, Matcher.quoteReplacement(within));
            }
        }
        brackets.appendTail(open);
        String bare =
                LEGAL_FORM.matcher(PUNCTUATION.matcher(open).replaceAll("")).replaceFirst("");
        PlaceNames.Placed placed = placeNames.split(bare);
        Set<String> places = new TreeSet<>(placed.codes());
        if (places.isEmpty()) {
            places.addAll(bracketed);
        }
        if (places.isEmpty()) {
            entry.division().ifPresent(division -> places.add(division.value()));
        }
        names.add(new InstitutionName(
                placed.rest().length() < SHORTEST ? bare : placed.rest(), Set.copyOf(places), former));
    }

    /** The numbers in it, in order: 第一中学 is never 第二中学, however alike they look. */
    List<String> numbers() {
        return NUMBER.matcher(core).results().map(found -> found.group()).toList();
    }
}

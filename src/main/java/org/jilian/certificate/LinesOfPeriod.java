package org.jilian.certificate;

import java.util.List;
import org.jilian.rules.hours.Choice;
import org.jilian.rules.hours.HourLine;
import org.jilian.rules.hours.Spread;

/** Which hour records a judgement is about: of the years before, only what the policy spreads into the period. */
final class LinesOfPeriod {
    private LinesOfPeriod() {}

    static List<HourLine> of(List<HourLine> lines, Choice.Chosen chosen) {
        List<Spread> spreads = chosen.policy().rules().counting().spreads().orElse(List.of());
        int first = Integer.parseInt(chosen.period().value().substring(0, 4));
        return lines.stream()
                .filter(line -> {
                    String own = line.period();
                    boolean before = own != null && Integer.parseInt(own.substring(0, 4)) < first;
                    String form = line.activity().form();
                    return !before
                            || form != null
                                    && spreads.stream()
                                            .anyMatch(each -> each.forms().contains(form));
                })
                .toList();
    }
}

package org.jilian.certificate;

import java.util.List;
import org.jilian.rules.hours.HourLine;

/**
 * The hour records held of one person, of all nodes of both trees, that a period's judgement may need.
 *
 * @param subject under which the person is registered
 * @param further pseudonyms that were found to be the same person's
 */
record HoursOf(String subject, List<String> further, List<HourLine> lines) {
    HoursOf {
        further = List.copyOf(further);
        lines = List.copyOf(lines);
    }
}

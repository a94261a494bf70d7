package org.jilian.certificate;

import java.util.List;
import org.jilian.rules.hours.HourLine;

/** The hour records held of one person, of all nodes of both trees, that a period's judgement may need. */
record HoursOf(String subject, List<HourLine> lines) {
    HoursOf {
        lines = List.copyOf(lines);
    }
}

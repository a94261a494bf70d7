package org.jilian.rules.hours;

import java.util.Locale;
import org.jilian.rules.Cleaned;

/** A course's name without what people write now so, now so: width, case, spaces and brackets make no other course. */
final class CourseName {
    private CourseName() {}

    static String folded(String name) {
        return Cleaned.identifier(name)
                .text()
                .toLowerCase(Locale.ROOT)
                .replace('《', '"')
                .replace('》', '"')
                .replace('“', '"')
                .replace('”', '"')
                .replace("\"", "");
    }
}

package org.jilian.rules.hours;

import java.util.Locale;
import org.jilian.rules.Cleaned;

/** A course's name without what people write now so, now so: width, case, spaces and brackets make no other course. */
final class CourseName {
    private static final String QUOTES = "《》“”\"";

    private CourseName() {}

    static String folded(String name) {
        String text = Cleaned.identifier(name).text().toLowerCase(Locale.ROOT);
        StringBuilder letters = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (QUOTES.indexOf(text.charAt(i)) < 0) {
                letters.append(text.charAt(i));
            }
        }
        return letters.toString();
    }
}

package org.jilian.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Instants as records write them: UTC, whole seconds, years 0000 to 9999, like {@code 2026-01-31T08:00:00Z}. A database
 * holds them as milliseconds, and no clock shows anything else.
 */
public final class WholeSeconds {
    /** In characters. */
    public static final int LENGTH = 20;

    private static final String FORM = "dddd-dd-ddTdd:dd:ddZ";

    private WholeSeconds() {}

    /** @throws MalformedException if the text is not such an instant */
    public static Instant parse(String text) {
        if (!hasForm(text)) {
            throw new MalformedException("instant", "in whole seconds, like 2026-01-31T08:00:00Z", text);
        }
        try {
            return LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            number(text, 17, 19))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new MalformedException("instant", "a day and time that exist, like 2026-01-31T08:00:00Z", text);
        }
    }

    private static boolean hasForm(String text) {
        boolean fits = text.length() == FORM.length();
        for (int i = 0; i < FORM.length() && fits; i++) {
            char c = text.charAt(i);
            fits = FORM.charAt(i) == 'd' ? c >= '0' && c <= '9' : c == FORM.charAt(i);
        }
        return fits;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }
}

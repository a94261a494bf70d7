package org.jilian.rules;

/** A personal value as logs and terminals may show it: the first six and last four characters, the rest as stars. */
public final class Masked {
    private static final int FIRST = 6;
    private static final int LAST = 4;

    private Masked() {}

    /** Values too short to hide anything that way show nothing but their first character. */
    public static String of(String value) {
        int[] points = value.codePoints().toArray();
        if (points.length == 0) {
            return "";
        }
        int first = points.length >= FIRST + LAST + 2 ? FIRST : 1;
        int last = points.length >= FIRST + LAST + 2 ? LAST : 0;
        if (points.length == 11) {
            // a mobile number would show ten of its eleven digits: 3 and 4 are usual
            first = 3;
            last = LAST;
        }
        StringBuilder masked = new StringBuilder(value.length());
        for (int i = 0; i < points.length; i++) {
            masked.appendCodePoint(i < first || i >= points.length - last ? points[i] : '*');
        }
        return masked.toString();
    }
}

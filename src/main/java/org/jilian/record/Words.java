package org.jilian.record;

/** Names as they stand in every record, checked by hand: a regular expression took longer than the record's hash. */
final class Words {
    private Words() {}

    /** {@code [a-z][a-z0-9-]*}, at most so long. */
    static boolean isLowerCase(String text, int most) {
        boolean fits = !text.isEmpty() && text.length() <= most && isLetter(text.charAt(0));
        for (int i = 1; i < text.length() && fits; i++) {
            char c = text.charAt(i);
            fits = isLetter(c) || isDigit(c) || c == '-';
        }
        return fits;
    }

    static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

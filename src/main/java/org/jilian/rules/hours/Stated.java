package org.jilian.rules.hours;

/** What a record states, as a reason repeats it: short, and in characters that every document can hold. */
final class Stated {
    private static final int SHOWN = 40;

    private Stated() {}

    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(SHOWN)
                .map(each -> Character.isISOControl(each) || isHalf(each) ? '?' : each)
                .forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > SHOWN ? shown.append('…').toString() : shown.toString();
    }

    /** Half of a character, which UTF-8 cannot write. */
    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}

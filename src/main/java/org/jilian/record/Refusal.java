package org.jilian.record;

/**
 * An expected "no", as a value: which rule, and what was found instead.
 *
 * @param detail what was expected and what is, without personal data
 */
public record Refusal(RefusalCode code, String detail) {
    /** Characters: details quote what a stranger wrote, and travel in receipts. */
    private static final int MOST = 300;

    private static final int REPLACEMENT = 0xfffd;

    public Refusal {
        detail = sayable(detail);
    }

    /** Cut, and without what canonical JSON cannot write: no stranger's words may keep a receipt from being written. */
    private static String sayable(String text) {
        StringBuilder sayable = new StringBuilder();
        for (int i = 0, point; i < text.length() && i < MOST; i += Character.charCount(point)) {
            point = text.codePointAt(i);
            boolean lone = point <= Character.MAX_VALUE && Character.isSurrogate((char) point);
            sayable.appendCodePoint(lone || point == 0 ? REPLACEMENT : point);
        }
        return text.length() <= MOST ? sayable.toString() : sayable.append('…').toString();
    }

    @Override
    public String toString() {
        return code + ": " + detail;
    }
}

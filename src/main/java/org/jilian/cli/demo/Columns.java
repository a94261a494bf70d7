package org.jilian.cli.demo;

/** Texts of a given width on a terminal, where a Chinese character takes two columns. */
final class Columns {
    private Columns() {}

    static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }

    static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    /** The blocks of East Asian Width W and F (Unicode annex 11) that occur in this program. */
    private static int width(int point) {
        boolean wide = point >= 0x2E80 && point <= 0xA4CF
                || point >= 0xAC00 && point <= 0xD7A3
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0xFE30 && point <= 0xFE4F
                || point >= 0xFF00 && point <= 0xFF60
                || point >= 0x20000 && point <= 0x3FFFD;
        return wide ? 2 : 1;
    }
}

package org.jilian.rules;

/** Text for a cell of a spreadsheet (单元格文本) that no program computes, even when the sheet is saved as CSV. */
public final class CellText {
    private CellText() {}

    /**
     * An apostrophe goes before the dangerous first characters (OWASP, CSV injection; where one stands already, it will do).
     * Characters that XML cannot hold become spaces.
     *
     * @param limit most characters of the result
     */
    public static String harmless(String text, int limit) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), limit) + 1);
        text.codePoints()
                .limit(limit - 1L)
                .map(c -> c < ' ' && c != '\n' && c != '\t' && c != '\r'
                                || c >= 0xD800 && c <= 0xDFFF
                                || c == 0xFFFE
                                || c == 0xFFFF
                        ? ' '
                        : c)
                .forEach(clean::appendCodePoint);
        if (clean.length() > 0 && "=+-@\t\r\n＝＋－＠".indexOf(clean.charAt(0)) >= 0) {
            clean.insert(0, '\'');
        }
        return clean.toString();
    }
}

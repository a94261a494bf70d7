package org.jilian.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * A cell's text without what only looks like text: outer white space, invisible characters, the apostrophe by which
 * spreadsheets mark text. What is more than a trim has a note. The meaning of a character is never changed here, but
 * for {@link #identifier}, whose alphabet is ASCII by definition.
 */
public record Cleaned(String text, List<Note> notes) {
    private static final Note APOSTROPHE = Note.of("text.apostrophe", "去掉了前导撇号", "a leading apostrophe was taken off");
    private static final Note INVISIBLE =
            Note.of("text.invisible", "去掉了不可见字符或不间断空格", "invisible characters or no-break spaces were taken out");
    private static final Note FULL_WIDTH =
            Note.of("text.full-width", "全角字符已转为半角", "full-width characters were made half-width");
    private static final Note INNER_SPACE = Note.of("text.inner-space", "去掉了中间的空格", "spaces inside were taken out");

    public Cleaned {
        notes = List.copyOf(notes);
    }

    /** Free text: outer white space goes, control characters and line breaks inside become one space. */
    public static Cleaned text(String raw) {
        if (isPlain(raw, false)) {
            return new Cleaned(raw, List.of());
        }
        List<Note> notes = new ArrayList<>(0);
        String visible = visible(raw, notes);
        String text = visible.strip();
        if (text.length() > 1 && text.charAt(0) == '\'') {
            notes.add(APOSTROPHE);
            text = text.substring(1).strip();
        }
        return new Cleaned(text, notes);
    }

    /** Text of digits and letters: full-width forms are made half-width and no space remains. */
    public static Cleaned identifier(String raw) {
        if (isPlain(raw, true)) {
            return new Cleaned(raw, List.of());
        }
        Cleaned cleaned = text(raw);
        List<Note> notes = new ArrayList<>(cleaned.notes());
        StringBuilder out = new StringBuilder(cleaned.text().length());
        boolean widened = false;
        boolean spaced = false;
        for (int i = 0; i < cleaned.text().length(); i++) {
            char c = cleaned.text().charAt(i);
            if (c >= 0xFF01 && c <= 0xFF5E) {
                out.append((char) (c - 0xFEE0));
                widened = true;
            } else if (Character.isWhitespace(c) || c == 0x3000) {
                spaced = true;
            } else {
                out.append(c);
            }
        }
        if (widened) {
            notes.add(FULL_WIDTH);
        }
        if (spaced) {
            notes.add(INNER_SPACE);
        }
        // a full-width apostrophe is one too
        if (out.length() > 1 && out.charAt(0) == '\'') {
            notes.add(APOSTROPHE);
            out.deleteCharAt(0);
        }
        return new Cleaned(out.toString(), notes);
    }

    /** Whether there is nothing to clean, which is so for nearly every cell; only saves time. */
    private static boolean isPlain(String raw, boolean identifier) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean letter = c > ' ' && c < 0x7F && c != '\'';
            // CJK unified ideographs and their punctuation but the ideographic space
            if (!letter && (c <= 0x3000 || c > 0x9FFF) && (identifier || c < 0xFF01 || c > 0xFF5E)) {
                return false;
            }
        }
        return true;
    }

    private static String visible(String raw, List<Note> notes) {
        StringBuilder out = new StringBuilder(raw.length());
        boolean dropped = false;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == 0x00A0 || c == 0x2007 || c == 0x202F) {
                out.append(' ');
                dropped = true;
            } else if (isInvisible(c)) {
                dropped = true;
            } else if (Character.isISOControl(c)) {
                out.append(' ');
            } else {
                out.append(c);
            }
        }
        if (dropped) {
            notes.add(INVISIBLE);
        }
        return out.toString();
    }

    /** Zero-width characters, direction marks (which Windows puts around copied numbers) and the byte order mark. */
    private static boolean isInvisible(char c) {
        return c >= 0x200B && c <= 0x200F
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2060 && c <= 0x2064
                || c == 0xFEFF
                || c == 0x00AD;
    }
}

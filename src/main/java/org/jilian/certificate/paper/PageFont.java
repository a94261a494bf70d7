package org.jilian.certificate.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The font that pages are set in, Noto Sans SC (SIL Open Font License 1.1, its text beside it), which the build takes from
 * the package {@code ph-fonts-noto-sans-sc}. It has some 30,000 characters; names have others.
 */
final class PageFont {
    static final String FAMILY = "Noto Sans SC";

    /** 〓 (geta), which printers set where they have no type for a character. */
    static final String REPLACEMENT = "〓";

    private static final String FILE = "/fonts/ttf/NotoSansSC/NotoSansSC-Regular.ttf";

    /** CJK Radicals Supplement and Kangxi Radicals. */
    private static final int FIRST_RADICAL = 0x2E80;

    private static final int LAST_RADICAL = 0x2FDF;
    private static final int FIRST_STROKE = 0x31C0;
    private static final int LAST_STROKE = 0x31EF;
    /** Of Extension A, the first of them all. */
    private static final int FIRST_IDEOGRAPH = 0x3400;

    private static final class Loaded {
        private static final CmapLookup GLYPHS = glyphs();
    }

    private PageFont() {}

    static InputStream open() {
        InputStream in = PageFont.class.getResourceAsStream(FILE);
        if (in == null) {
            throw new IllegalStateException("the class path should have " + FILE
                    + ", which the build unpacks: run mvn generate-resources, or use the packaged jar");
        }
        return in;
    }

    private static CmapLookup glyphs() {
        try (InputStream in = open();
                TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in))) {
            return font.getUnicodeCmapLookup();
        } catch (IOException e) {
            throw new UncheckedIOException("the font " + FILE + " on the class path cannot be read", e);
        }
    }

    /** The text as it can be set; what cannot is replaced and remembered. */
    static String settable(String text, Set<String> missing) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == ' ' || Loaded.GLYPHS.getGlyphId(c) != 0) {
                out.appendCodePoint(c);
            } else {
                out.append(REPLACEMENT);
                missing.add(String.format("U+%04X", c));
            }
        });
        return out.toString();
    }

    /** The ideograph of a radical's or a stroke's glyph; any other character is itself. */
    static int unified(int character) {
        boolean radical = character >= FIRST_RADICAL && character <= LAST_RADICAL;
        boolean stroke = character >= FIRST_STROKE && character <= LAST_STROKE;
        if (!radical && !stroke) {
            return character;
        }
        List<Integer> same = Loaded.GLYPHS.getCharCodes(Loaded.GLYPHS.getGlyphId(character));
        return same == null
                ? character
                : same.stream()
                        .filter(each -> each >= FIRST_IDEOGRAPH)
                        .findFirst()
                        .orElse(character);
    }

    static Set<String> none() {
        return new TreeSet<>();
    }
}

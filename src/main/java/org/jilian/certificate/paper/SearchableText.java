package org.jilian.certificate.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;

/**
 * Makes a saved page's text what was written. In this font 人 and the radical ⼈ are one glyph, and PDFBox notes of each
 * glyph the first of its characters: the page looked right, and a search for 人员 on it, or a copy of it, found ⼈员.
 */
final class SearchableText {
    /** One line of a range in a ToUnicode map (ISO 32000-1 §9.10.3), as PDFBox writes it. */
    private static final Pattern RANGE =
            Pattern.compile("<([0-9A-F]{4})> <([0-9A-F]{4})> <([0-9A-F]{4}(?:[0-9A-F]{4})?)>");

    private static final Pattern BLOCKS = Pattern.compile("\\d+ beginbfrange.*endbfrange", Pattern.DOTALL);
    /** In lines; the format allows no more. */
    private static final int BLOCK = 100;

    private SearchableText() {}

    static void mend(PDDocument document) throws IOException {
        Set<COSStream> done = new HashSet<>();
        for (PDPage page : document.getPages()) {
            PDResources resources = page.getResources();
            for (COSName name : resources.getFontNames()) {
                COSBase map = resources.getFont(name).getCOSObject().getDictionaryObject(COSName.TO_UNICODE);
                if (map instanceof COSStream stream && done.add(stream)) {
                    mend(stream);
                }
            }
        }
    }

    private static void mend(COSStream stream) throws IOException {
        String map;
        try (InputStream in = stream.createInputStream()) {
            map = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
        Matcher blocks = BLOCKS.matcher(map);
        if (!blocks.find()) {
            return;
        }
        String mended = map.substring(0, blocks.start()) + blocks(lines(blocks.group())) + map.substring(blocks.end());
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(mended.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static List<String> lines(String blocks) {
        List<String> lines = new ArrayList<>();
        Matcher range = RANGE.matcher(blocks);
        while (range.find()) {
            int first = Integer.parseInt(range.group(1), 16);
            int last = Integer.parseInt(range.group(2), 16);
            int character = character(range.group(3));
            for (int code = first; code <= last; code++) {
                lines.add(String.format(
                        "<%04X> <%04X> <%s>", code, code, hex(PageFont.unified(character + code - first))));
            }
        }
        return lines;
    }

    private static int character(String utf16) {
        return utf16.length() == 4
                ? Integer.parseInt(utf16, 16)
                : Character.toCodePoint((char) Integer.parseInt(utf16.substring(0, 4), 16), (char)
                        Integer.parseInt(utf16.substring(4), 16));
    }

    private static String hex(int character) {
        StringBuilder hex = new StringBuilder();
        for (char unit : Character.toChars(character)) {
            hex.append(String.format("%04X", (int) unit));
        }
        return hex.toString();
    }

    private static String blocks(List<String> lines) {
        StringBuilder out = new StringBuilder();
        for (int from = 0; from < lines.size(); from += BLOCK) {
            List<String> block = lines.subList(from, Math.min(from + BLOCK, lines.size()));
            out.append(block.size()).append(" beginbfrange\n");
            block.forEach(line -> out.append(line).append('\n'));
            out.append("endbfrange\n");
        }
        return out.toString();
    }
}

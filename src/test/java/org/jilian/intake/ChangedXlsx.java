package org.jilian.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** A workbook whose parts are changed inside and packed again, some of them twice or under another's name. */
final class ChangedXlsx {
    private static final List<String> WORDS = List.of(
            "<c r=\"XFD1048576\"><v>1</v></c>",
            "<c r=\"ZZZ1\" t=\"s\"><v>0</v></c>",
            "<c r=\"ZZZZZZ1\"><v>1</v></c>",
            "<c r=\"A0\"/>",
            "<c r=\"A-1\"><v>1</v></c>",
            "<c r=\"A99999999999\"><v>1</v></c>",
            "<c r=\"\"><v>1</v></c>",
            "<c r=\"A5\" t=\"s\"><v>2147483647</v></c>",
            "<c r=\"A5\" t=\"s\"><v>20000000</v></c>",
            "<c r=\"A5\" t=\"s\"><v>-1</v></c>",
            "<c t=\"q\"><v>1</v></c>",
            "<c r=\"B4\" s=\"99999\"><v>1</v></c>",
            "<c r=\"B4\" s=\"-1\"><v>1</v></c>",
            "<c r=\"C4\"><v>1E999999999</v></c>",
            "<c r=\"C4\"><v>1E-999999999</v></c>",
            "<c r=\"F4\" s=\"1\"><v>1E999999999</v></c>",
            "<c r=\"F4\" s=\"1\"><v>-7</v></c>",
            "<c r=\"G4\"><v>x</v></c>",
            "<c r=\"D4\"><f t=\"shared\" si=\"7\"/><v>1</v></c>",
            "<c r=\"D4\"><f t=\"array\" ref=\"A1:XFD1048576\">A1</f></c>",
            "<c r=\"D4\"><f t=\"array\" ref=\":\">A1</f></c>",
            "<c r=\"D4\"><f t=\"shared\" ref=\"A1:ZZZ9\" si=\"1\">A1+$B$2&amp;\"A1\"</f><v>1</v></c>",
            "<row r=\"0\">",
            "<row r=\"-1\">",
            "<row r=\"2147483647\">",
            "<row r=\"3\">",
            "<row r=\"99999999999\">",
            "<row>",
            "</row>",
            "</c>",
            "<v>",
            "</v>",
            "<is><t>",
            "</sheetData>",
            "<sheetData>",
            "<sheetData/>",
            "<si><t>x</t></si>",
            "<si>",
            "</si>",
            "<rPh sb=\"0\" eb=\"1\"><t>x</t></rPh>",
            "<sheet name=\"x\" sheetId=\"9\" r:id=\"rId1\"/>",
            "<sheet name=\"y\" sheetId=\"9\" r:id=\"rId77\"/>",
            "<sheet/>",
            "<workbookPr date1904=\"1\"/>",
            "<Override PartName=\"/xl/none.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/>",
            "<Relationship Id=\"rId1\" Target=\"../none.xml\"/>",
            "<Relationship Id=\"rId1\"/>",
            "<xf/>",
            "<xf numFmtId=\"x\"/>",
            "<numFmt numFmtId=\"165\" formatCode=\"[[\"/>",
            "<numFmt/>",
            "<!DOCTYPE a [<!ENTITY b \"c\">]>",
            "&b;",
            "&#0;",
            "&#xD800;",
            "&#99999999;",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<?x ",
            "<a>",
            "</a>",
            "<a b=\"",
            " r=\"B2\" r=\"B2\" ",
            " xmlns=\"\" ",
            " xmlns:r=\"urn:x\" ",
            "\u0000",
            "\uFFFE",
            "x".repeat(40_000));

    private record Part(String name, byte[] bytes) {}

    private ChangedXlsx() {}

    static byte[] of(byte[] workbook, Changes changes) {
        List<Part> parts = parts(workbook);
        for (int i = 1 + changes.below(2); i > 0; i--) {
            int at = place(parts, changes);
            Part part = parts.get(at);
            parts.set(at, new Part(part.name(), changed(part.bytes(), changes)));
            if (changes.oneIn(20)) {
                parts.add(new Part(changes.any(parts).name(), part.bytes()));
            } else if (changes.oneIn(20)) {
                parts.remove(changes.below(parts.size()));
            } else if (changes.oneIn(40)) {
                parts.set(at, new Part(part.name().toUpperCase(java.util.Locale.ROOT), part.bytes()));
            }
        }
        return zipped(parts, changes.oneIn(2));
    }

    /** The workbook with one part more, which may have another's name. */
    static byte[] with(byte[] workbook, String name, byte[] part) {
        List<Part> parts = parts(workbook);
        parts.add(new Part(name, part));
        return zipped(parts, false);
    }

    /** The workbook with a part in place of the one of its name. */
    static byte[] replaced(byte[] workbook, String name, byte[] part) {
        List<Part> parts = parts(workbook);
        parts.replaceAll(old -> old.name().equals(name) ? new Part(name, part) : old);
        return zipped(parts, false);
    }

    /** Most often a sheet or the strings: there is most to be said. */
    private static int place(List<Part> parts, Changes changes) {
        int at = changes.below(parts.size());
        for (int tries = 0; tries < 4 && !parts.get(at).name().matches(".*(sheet1|sharedStrings).*"); tries++) {
            at = changes.below(parts.size());
        }
        return at;
    }

    private static byte[] changed(byte[] part, Changes changes) {
        if (changes.oneIn(8)) {
            return changes.bytes(part, part);
        }
        String whole = new String(part, UTF_8);
        String text = changes.oneIn(2) ? changes.text(whole, WORDS) : changes.markup(whole, WORDS);
        if (changes.oneIn(15)) {
            return text.replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16);
        }
        return text.getBytes(UTF_8);
    }

    private static List<Part> parts(byte[] workbook) {
        List<Part> parts = new ArrayList<>();
        try (ZipFile zip = ZipFile.builder().setByteArray(workbook).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                parts.add(new Part(entry.getName(), zip.getInputStream(entry).readAllBytes()));
            }
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zipped(List<Part> parts, boolean stored) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // unlike the JDK's, it lets one name stand twice
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            zip.setLevel(stored ? 0 : 1);
            for (Part part : parts) {
                zip.putArchiveEntry(new ZipArchiveEntry(part.name()));
                zip.write(part.bytes());
                zip.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

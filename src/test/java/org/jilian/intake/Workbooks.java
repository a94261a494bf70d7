package org.jilian.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Workbooks written part by part, to hold what a friendly writer would never write. */
final class Workbooks {
    private static final String NS = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String STYLES = """
            <styleSheet %s><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>
            <cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>""".formatted(NS);

    private Workbooks() {}

    /** One sheet of these rows of XML. Styles: 1 a day, 2 a year and month. */
    static Path of(Path file, String rows) throws IOException {
        return of(file, "<workbookPr/>", rows);
    }

    static Path of(Path file, String workbookProperties, String rows) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            of(out, workbookProperties, rows);
        }
        return file;
    }

    static void of(OutputStream out, String workbookProperties, String rows) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            part(zip, "[Content_Types].xml", """
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                    <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                    <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
                    <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
                    </Types>""");
            part(
                    zip,
                    "xl/workbook.xml",
                    "<workbook %s xmlns:r=\"%s\">%s<sheets><sheet name=\"名单\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
                            .formatted(NS, OFFICE, workbookProperties));
            part(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"%s/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
                            .formatted(OFFICE));
            part(zip, "xl/styles.xml", STYLES);
            part(
                    zip,
                    "xl/worksheets/sheet1.xml",
                    "<worksheet %s><sheetData>%s</sheetData></worksheet>".formatted(NS, rows));
        }
    }

    /** A row of text cells; what begins with '<' is the XML of a cell, in which ADDRESS stands for its place. */
    static String row(int number, String... cells) {
        StringBuilder row = new StringBuilder("<row r=\"" + number + "\">");
        for (int i = 0; i < cells.length; i++) {
            String address = (char) ('A' + i) + "" + number;
            if (cells[i].startsWith("<")) {
                row.append(cells[i].replace("ADDRESS", address));
            } else if (!cells[i].isEmpty()) {
                row.append("<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(address, cells[i]));
            }
        }
        return row.append("</row>").toString();
    }

    static String number(String value) {
        return "<c r=\"ADDRESS\"><v>" + value + "</v></c>";
    }

    static String day(String serial) {
        return "<c r=\"ADDRESS\" s=\"1\"><v>" + serial + "</v></c>";
    }

    static String formula(String formula, String value) {
        return "<c r=\"ADDRESS\"><f>" + formula + "</f><v>" + value + "</v></c>";
    }

    static void part(ZipOutputStream zip, String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}

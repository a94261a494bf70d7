package org.jilian.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** One small roster in every form that is read, to be changed. */
final class SampleFiles {
    private static final List<String> HEADS = List.of("姓名", "身份证号", "年度", "科目类别", "课程名称", "开始时间", "学时");
    private static final List<List<String>> ROWS = List.of(
            List.of("李示例", People.LI, "2025", "公需", "示例课程", "2025-03-01", "4.5"),
            List.of("王示例", People.WANG, "2025", "专业", "另一课程", "2025-04-02", "12"),
            List.of("赵示例", People.ZHAO, "2025", "专业", "第三，\"课程\"", "2025/5/3", "1e1"),
            List.of("合计", "", "", "", "", "", "26.5"));

    private SampleFiles() {}

    static List<byte[]> csv() {
        String text = csvText(',');
        return List.of(
                text.getBytes(UTF_8),
                text.getBytes(CsvEncoding.GB18030),
                ("\uFEFF" + csvText('\t')).getBytes(StandardCharsets.UTF_16LE),
                ("\uFEFF" + csvText(';')).getBytes(UTF_8));
    }

    private static String csvText(char separator) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : table()) {
            for (String cell : row) {
                text.append('"').append(cell.replace("\"", "\"\"")).append('"').append(separator);
            }
            text.setCharAt(text.length() - 1, '\n');
        }
        return text.toString();
    }

    private static List<List<String>> table() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(HEADS), ROWS.stream())
                .toList();
    }

    /** A title, shared strings, a date, a formula, a second and a hidden sheet. */
    static byte[] xlsx() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("名单");
            sheet.value(0, 0, "示例名单");
            sheet.range(0, 0, 0, 6).merge();
            for (int r = 0; r < table().size(); r++) {
                for (int c = 0; c < HEADS.size(); c++) {
                    sheet.value(r + 2, c, table().get(r).get(c));
                }
            }
            sheet.value(3, 5, LocalDate.of(2025, 3, 1));
            sheet.style(3, 5).format("yyyy\"年\"m\"月\"d").set();
            sheet.value(3, 6, 4.5);
            sheet.formula(6, 6, "SUM(G4:G6)");
            workbook.newWorksheet("说明").value(0, 0, "填表说明");
            Worksheet hidden = workbook.newWorksheet("旧");
            hidden.setVisibilityState(org.dhatim.fastexcel.VisibilityState.HIDDEN);
            hidden.value(0, 0, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** As other programs write them: texts in place, formulas with their values, errors, booleans. */
    static byte[] otherXlsx() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Workbooks.of(out, "<workbookPr/>", sheetXml());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String sheetXml() {
        StringBuilder rows = new StringBuilder();
        for (int r = 0; r < table().size(); r++) {
            rows.append(Workbooks.row(r + 1, table().get(r).toArray(String[]::new)));
        }
        return rows
                + Workbooks.row(
                        6,
                        "李示例",
                        People.LI,
                        Workbooks.number("2025"),
                        "<c r=\"ADDRESS\" t=\"str\"><f t=\"shared\" ref=\"D6:D9\" si=\"0\">\"公\"&amp;$A1</f><v>公需</v></c>",
                        "<c r=\"ADDRESS\" t=\"e\"><v>#N/A</v></c>",
                        Workbooks.day("45717"),
                        Workbooks.formula("2*2", "4"))
                + Workbooks.row(
                        7,
                        "李示例",
                        "<c r=\"ADDRESS\"><f t=\"array\" ref=\"B7:B8\">A1</f><v>3.70811198503150013E17</v></c>",
                        "<c r=\"ADDRESS\" t=\"b\"><v>1</v></c>",
                        "<c r=\"ADDRESS\" t=\"str\"><f t=\"shared\" si=\"0\"/><v>专业</v></c>",
                        "课",
                        "<c r=\"ADDRESS\" s=\"2\"><v>45717.5</v></c>",
                        Workbooks.number("4.000000000000001"));
    }

    /** Texts, numbers, a date, a formula and an error, on the second of two sheets. */
    static byte[] xls() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HSSFWorkbook workbook = new HSSFWorkbook()) {
            workbook.createSheet("说明").createRow(0).createCell(0).setCellValue("填表说明");
            Sheet sheet = workbook.createSheet("名单");
            for (int r = 0; r < table().size(); r++) {
                Row row = sheet.createRow(r + 1);
                for (int c = 0; c < HEADS.size(); c++) {
                    row.createCell(c).setCellValue(table().get(r).get(c));
                }
            }
            CellStyle day = workbook.createCellStyle();
            day.setDataFormat(workbook.createDataFormat().getFormat("yyyy\"年\"m\"月\"d"));
            sheet.getRow(2).createCell(5).setCellValue(LocalDate.of(2025, 3, 1));
            sheet.getRow(2).getCell(5).setCellStyle(day);
            sheet.getRow(2).createCell(6).setCellValue(4.5);
            sheet.getRow(3).createCell(4).setCellFormula("\"示例\"&\"课程\"");
            sheet.getRow(3).createCell(6).setCellFormula("2*2");
            sheet.getRow(4).createCell(7).setCellErrorValue((byte) 42);
            sheet.getRow(4).createCell(8).setCellValue(true);
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            workbook.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static String html() {
        StringBuilder page = new StringBuilder(
                "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta charset=\"gb2312\">"
                        + "<style>td{mso-number-format:\"\\@\";}</style></head><body><table border=1>"
                        + "<tr><td colspan=7>示例名单&nbsp;</td></tr>\n");
        for (List<String> row : table()) {
            page.append("<tr height=20>");
            row.forEach(cell -> page.append("<td class='a'><b>").append(cell).append("</b></td>"));
            page.append("</tr>\n");
        }
        return page + "<tr><td>李示例</td><td x:num=\"370811198503150013\">3.70811E+17</td><td rowspan=\"2\">2025<td>公需"
                + "<td>课&#35838;<br>程<td><td x:num>4</table></body></html>";
    }

    static List<String> json() {
        StringBuilder records = new StringBuilder();
        for (List<String> row : ROWS) {
            records.append(records.isEmpty() ? "" : ",\n").append("{");
            for (int c = 0; c < HEADS.size(); c++) {
                String value = c == 2 || c == 6 ? row.get(c) : "\"" + row.get(c).replace("\"", "\\\"") + "\"";
                records.append(c == 0 ? "" : ",")
                        .append("\"" + HEADS.get(c) + "\":" + (value.isEmpty() ? "null" : value));
            }
            records.append("}");
        }
        return List.of(
                "[" + records + "]",
                records.toString().replace(",\n", "\n"),
                "{\"code\":0,\"page\":{\"sizes\":[1,2]},\"data\":{\"list\":[" + records + "],\"total\":4}}",
                "[{\"person\":{\"姓名\":\"李示例\",\"身份证号\":\"" + People.LI + "\",\"电话\":[\"1\",2,true]},\"courses\":["
                        + "{\"科目类别\":\"公需\",\"课程名称\":\"\\u4e00\",\"学时\":4.0},"
                        + "{\"科目类别\":\"专业\",\"课程名称\":\"二\",\"学时\":6E0}],\"年度\":\"2025\"}]");
    }

    static String xml(Charset declared) {
        StringBuilder rows = new StringBuilder();
        for (List<String> row : ROWS) {
            rows.append("<row 姓名=\"").append(row.get(0)).append("\">");
            for (int c = 1; c < HEADS.size(); c++) {
                String value = c == 4 ? "<![CDATA[" + row.get(c) + "]]>" : row.get(c);
                rows.append("<" + HEADS.get(c) + ">" + value + "</" + HEADS.get(c) + ">");
            }
            rows.append("</row>\n");
        }
        return "<?xml version=\"1.0\" encoding=\"" + declared.name()
                + "\"?>\n<!-- export --><data xmlns:x=\"urn:x\"><head><unit x:id='1'>示例&amp;&#20363;</unit></head><rows>"
                + rows + "</rows></data>";
    }
}

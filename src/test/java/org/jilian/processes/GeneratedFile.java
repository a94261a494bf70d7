package org.jilian.processes;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jilian.rules.IdentityNumber;

/** Rosters as long as a test wants, four hour records to a person, of persons that visibly nobody is. */
final class GeneratedFile {
    /** Hour records of one person. */
    static final int EACH = 4;

    private static final String[] HEADS = {"姓名", "身份证号", "手机号", "工作单位", "年度", "科目类别", "课程名称", "开始时间", "学时", "证书编号"};
    /** A county code that was never given out. */
    private static final String COUNTY = "370899";

    private static final LocalDate FIRST_BIRTH = LocalDate.of(1950, 1, 1);
    private static final int A_DAY = 999;

    private GeneratedFile() {}

    /** @param from the first row's number: files with other numbers are of other persons; a multiple of four */
    static Path csv(Path file, int from, int rows) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(String.join(",", HEADS) + "\n");
            for (int i = from; i < from + rows; i++) {
                out.write(String.join(",", row(i)) + "\n");
            }
        }
        return file;
    }

    static Path xlsx(Path file, int from, int rows) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("名单");
            cells(sheet, 0, HEADS);
            for (int i = 0; i < rows; i++) {
                cells(sheet, i + 1, row(from + i));
                if (i % 1_000 == 0) {
                    sheet.flush();
                }
            }
            sheet.finish();
        }
        return file;
    }

    private static void cells(Worksheet sheet, int row, String[] values) {
        for (int column = 0; column < values.length; column++) {
            sheet.value(row, column, values[column]);
        }
    }

    private static String[] row(int i) {
        int person = i / EACH;
        String first17 = COUNTY
                + FIRST_BIRTH.plusDays(person / A_DAY).format(DateTimeFormatter.BASIC_ISO_DATE)
                + String.format(Locale.ROOT, "%03d", person % A_DAY + 1);
        return new String[] {
            "样例" + (char) ('一' + person % 2_000),
            first17 + IdentityNumber.checkDigit(first17),
            String.format(Locale.ROOT, "139%08d", person),
            "任城区示例单位" + person % 97,
            "2025",
            "公需",
            "示例课程" + i % EACH,
            "2025-03-0" + (1 + i % EACH),
            "6",
            "SL2025" + String.format(Locale.ROOT, "%08d", i)
        };
    }
}

package org.jilian.cli.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jilian.rules.IdentityNumber;

/**
 * Rosters of any length: four hour records a person, so that four rows give five records. The persons are nobody: their
 * numbers are of county codes that were never given out. The n-th row of a county is always the same.
 *
 * @param county first six digits of the numbers
 */
record BenchRoster(String county) {
    static final List<String> HEADS = List.of("姓名", "身份证号", "工作单位", "单位性质", "职称级别", "年度", "科目类别", "课程名称", "开始时间", "学时");
    /** Of five records four are hours and one is a person. */
    static final double RECORDS_PER_ROW = 1.25;

    private static final LocalDate FIRST_BIRTH = LocalDate.of(1960, 1, 1);
    private static final int A_DAY = 999;
    private static final int EACH = 4;
    private static final String[] RANKS = {"副高级", "中级", "助理级"};
    private static final String[] NATURES = {"事业单位", "国有企业", "非公有制单位"};

    /** @param title a first row above the heads, as exports have */
    void csv(Path file, int rows, String title) {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(title + "\n" + String.join(",", HEADS) + "\n");
            for (int i = 0; i < rows; i++) {
                out.write(String.join(",", row(i)));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    void xlsx(Path file, int rows) {
        try (OutputStream out = Files.newOutputStream(file);
                Workbook book = new Workbook(out, "jilian-bench", "1.0")) {
            Worksheet sheet = book.newWorksheet("名单");
            put(sheet, 0, HEADS);
            for (int i = 0; i < rows; i++) {
                put(sheet, i + 1, row(i));
                if (i % 1000 == 0) {
                    sheet.flush();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static void put(Worksheet sheet, int at, List<String> cells) {
        for (int c = 0; c < cells.size(); c++) {
            sheet.value(at, c, cells.get(c));
        }
    }

    List<String> row(int i) {
        int person = i / EACH;
        boolean open = i % 2 == 0;
        int year = 2024 + i % EACH / 2;
        String first17 = county
                + FIRST_BIRTH.plusDays(person / A_DAY).format(DateTimeFormatter.BASIC_ISO_DATE)
                + String.format(Locale.ROOT, "%03d", person % A_DAY + 1);
        return List.of(
                "测量" + (char) ('一' + person % 2_000),
                first17 + IdentityNumber.checkDigit(first17),
                "测量示例单位" + person % 97,
                NATURES[person % NATURES.length],
                RANKS[person % RANKS.length],
                String.valueOf(year),
                open ? "公需" : "专业",
                (open ? "示例公需课程" : "示例专业课程") + year,
                year + "-03-0" + (1 + i % EACH),
                open ? "30" : "64");
    }
}

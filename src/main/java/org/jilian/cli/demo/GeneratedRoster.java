package org.jilian.cli.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jilian.rules.IdentityNumber;

/**
 * As many hour records as one likes, of persons that visibly nobody is: their numbers are of a county code that was never
 * given out. The file lies outside the work directory, where such numbers stand in clear nowhere, and is for its maker to
 * delete.
 */
final class GeneratedRoster {
    private static final String COUNTY = "370899";
    private static final LocalDate FIRST_BIRTH = LocalDate.of(1960, 1, 1);
    private static final int A_DAY = 999;
    private static final int EACH = 4;

    private GeneratedRoster() {}

    static Path write(int hourRecords) {
        try {
            Path file = Files.createTempFile("jilian-roster-", "-2025.csv");
            try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                out.write("姓名,身份证号,工作单位,年度,科目类别,课程名称,开始时间,学时\n");
                for (int i = 0; i < hourRecords; i++) {
                    out.write(row(i));
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a generated roster", e);
        }
    }

    private static String row(int i) {
        int person = i / EACH;
        LocalDate birth = FIRST_BIRTH.plusDays(person / A_DAY);
        String first17 = COUNTY
                + birth.format(DateTimeFormatter.BASIC_ISO_DATE)
                + String.format(java.util.Locale.ROOT, "%03d", person % A_DAY + 1);
        return "演示" + (char) ('一' + person % 2_000) + "," + first17 + IdentityNumber.checkDigit(first17) + ",任城区示例单位"
                + person % 97 + ",2025,公需,示例课程" + i % EACH + ",2025-03-0" + (1 + i % EACH) + ",6\n";
    }
}

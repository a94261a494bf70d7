package org.jilian.cli.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jilian.record.NodeId;
import org.jilian.rules.IdentityNumber;

/**
 * As many hour records as one likes, of persons that visibly nobody is: their numbers are of county codes that were never
 * given out. Four records each, public and professional ones of two years, such that most persons meet their duty of 90
 * hours and one in ten does not. The file lies outside the work directory, where such numbers stand in clear nowhere, and
 * is for its maker to delete.
 *
 * @param county first six digits of the numbers
 * @param place for the names of units
 */
record GeneratedRoster(NodeId node, String county, String place) {
    private static final LocalDate FIRST_BIRTH = LocalDate.of(1960, 1, 1);
    private static final int A_DAY = 999;
    private static final int EACH = 4;
    private static final int SHORT = 10;
    private static final String[] RANKS = {"副高级", "中级", "中级", "助理级"};
    private static final String[] NATURES = {"事业单位", "国有企业", "非公有制单位"};

    Path write(int hourRecords) {
        try {
            Path file = Files.createTempFile("jilian-roster-", ".csv");
            try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                out.write("姓名,身份证号,工作单位,单位性质,职称级别,年度,科目类别,课程名称,开始时间,学时\n");
                for (int i = 0; i < hourRecords; i++) {
                    out.write(row(i));
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a generated roster", e);
        }
    }

    private String row(int i) {
        int person = i / EACH;
        int year = 2024 + i % EACH / 2;
        boolean open = i % 2 == 0;
        String hours = open ? "30" : year == 2025 && person % SHORT == 0 ? "42.5" : "64";
        LocalDate birth = FIRST_BIRTH.plusDays(person / A_DAY);
        String first17 = county
                + birth.format(DateTimeFormatter.BASIC_ISO_DATE)
                + String.format(Locale.ROOT, "%03d", person % A_DAY + 1);
        return String.join(
                        ",",
                        "演示" + (char) ('一' + person % 2_000),
                        first17 + IdentityNumber.checkDigit(first17),
                        place + "示例单位" + person % 97,
                        NATURES[person % NATURES.length],
                        RANKS[person % RANKS.length],
                        String.valueOf(year),
                        open ? "公需" : "专业",
                        (open ? "示例公需课程" : "示例专业课程") + year,
                        year + "-03-0" + (1 + i % EACH),
                        hours)
                + "\n";
    }
}

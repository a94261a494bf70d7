package org.jilian.cli.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jilian.record.Draft;
import org.jilian.record.KindName;
import org.jilian.rules.IdentityNumber;

/**
 * Hour records as a county has them, at least 450 bytes each as canonical JSON, of persons that nobody is: their numbers
 * are of a county code that was never given out. The n-th is always the same.
 */
final class Load {
    private static final KindName KIND = new KindName("hour-record");
    private static final String COUNTY = "370899";
    private static final LocalDate FIRST_BIRTH = LocalDate.of(1960, 1, 1);
    private static final int A_DAY = 999;
    private static final int COURSES_EACH = 10;

    private Load() {}

    static List<Draft> drafts(int from, int count) {
        List<Draft> drafts = new ArrayList<>(count);
        for (int n = from; n < from + count; n++) {
            drafts.add(draft(n));
        }
        return drafts;
    }

    private static Draft draft(int n) {
        int course = n % COURSES_EACH;
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.put("category", course < 3 ? "public" : "professional");
        content.put("course", "示例专业课程" + (char) ('甲' + course) + "（性能测量）");
        content.put("courseCode", "BENCH-2025-" + course);
        content.put("form", "online");
        content.put("startDate", "2025-03-0" + (1 + course % 9));
        content.put("endDate", "2025-03-1" + course);
        content.put("hours", course % 2 == 0 ? "6" : "4.5");
        content.put("institution", "9137089900000000XX".replace("XX", "0" + course % 10));
        content.put("institutionName", "示例继续教育基地");
        content.put("result", "passed");
        content.put("evidence", "BENCH-" + n);
        return new Draft(
                KIND,
                "370811",
                Optional.of("2025"),
                Optional.of(new Draft.PersonNumber("111", number(n / COURSES_EACH))),
                content);
    }

    private static String number(int person) {
        String first17 = COUNTY
                + FIRST_BIRTH.plusDays(person / A_DAY).format(DateTimeFormatter.BASIC_ISO_DATE)
                + String.format(Locale.ROOT, "%03d", person % A_DAY + 1);
        return first17 + IdentityNumber.checkDigit(first17);
    }
}

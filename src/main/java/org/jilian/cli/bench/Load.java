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
    private static final int INSTITUTIONS = 10;
    private static final KindName PERSON = new KindName("person");
    private static final KindName INSTITUTION = new KindName("institution");

    private Load() {}

    static List<Draft> drafts(int from, int count) {
        List<Draft> drafts = new ArrayList<>(count);
        for (int n = from; n < from + count; n++) {
            drafts.add(draft(n));
        }
        return drafts;
    }

    /** Who and what those hour records refer to: at a county persons are registered before their hours come. */
    static List<Draft> register(int records) {
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < INSTITUTIONS; i++) {
            ObjectNode content = JsonNodeFactory.instance.objectNode();
            content.put("creditCode", creditCode(i));
            content.put("name", "示例继续教育基地");
            drafts.add(new Draft(INSTITUTION, "370811", Optional.empty(), Optional.empty(), content));
        }
        for (int person = 0; person <= (records - 1) / COURSES_EACH; person++) {
            ObjectNode content = JsonNodeFactory.instance.objectNode();
            content.put("documentType", "111");
            content.put("documentNumber", number(person));
            content.put("name", "示例人" + person);
            content.put("unit", "示例单位" + person % 97);
            drafts.add(new Draft(
                    PERSON,
                    "370811",
                    Optional.empty(),
                    Optional.of(new Draft.PersonNumber("111", number(person))),
                    content));
        }
        return drafts;
    }

    private static String creditCode(int institution) {
        return "9137089900000000XX".replace("XX", "0" + institution);
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
        content.put("institution", creditCode(course % INSTITUTIONS));
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

package org.jilian.intake;

import java.time.LocalDate;
import java.util.Random;
import org.jilian.rules.CreditCode;
import org.jilian.rules.OrganisationCode;

/**
 * People and institutions that cannot exist: county codes that were never given out (xx..99), names that say sample, phone
 * numbers of one unassigned block. All of them check.
 */
final class DemoPeople {
    private static final String STEMS = "甲乙丙丁戊己庚辛壬癸";
    private static final String BRANCHES = "子丑寅卯辰巳午未申酉戌亥";
    private static final String[] ROUNDS = {"", "一", "二", "三"};

    private DemoPeople() {}

    record Person(String name, String number, String phone, String unit, String title, String rank) {
        String sex() {
            return (number.charAt(16) - '0') % 2 == 1 ? "男" : "女";
        }
    }

    /** The doctor whom the demo follows: public hours from the district, professional ones from the health line. */
    static Person doctor() {
        return new Person("示例林", People.number("370899", "19840612", 7), "19000000007", "任城区示例人民医院", "主治医师", "中级");
    }

    /** @param place six digits; @param prefix of the names; @param i which, from 0 to 239 */
    static Person person(String place, String prefix, int i, String unit, Random random) {
        String name = prefix + STEMS.charAt(i % 10) + BRANCHES.charAt(i % 12) + ROUNDS[i / 60];
        LocalDate born = LocalDate.of(1966, 1, 1).plusDays(random.nextInt(12_000));
        String[] ranks = {"员级", "助理级", "中级", "中级", "副高级", "正高级"};
        String[] titles = {"技术员", "助理工程师", "工程师", "讲师", "高级工程师", "正高级工程师"};
        int rank = random.nextInt(ranks.length);
        return new Person(
                name,
                People.number(place, born.toString().replace("-", ""), 100 + i),
                String.format(java.util.Locale.ROOT, "1900%07d", Integer.parseInt(place.substring(2, 4)) * 10_000 + i),
                unit,
                titles[rank],
                ranks[rank]);
    }

    /** @param place six digits; @param i which of the place's institutions, from 1 to 9 */
    static String creditCode(String place, int i) {
        String organisation = "YYYY000" + i;
        String first = "12" + place + organisation + OrganisationCode.checkCharacter(organisation);
        return first + CreditCode.checkCharacter(first);
    }
}

package org.jilian.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jilian.intake.DemoCourses.Course;
import org.jilian.intake.DemoPeople.Person;

/**
 * Writes the files of {@code config/demo/}: the same from the same seed, with the hazards of real files in about one row
 * of twenty.
 */
final class DemoRosters {
    private static final long SEED = 20250101;
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String[] HEADS = {
        "姓名", "身份证号", "性别", "手机号", "工作单位", "专业技术职务", "职称级别", "年度", "科目类别", "课程名称", "学习形式", "开始时间", "结束时间", "学时",
        "施教机构代码", "施教机构", "证书编号"
    };

    private final Path folder;

    DemoRosters(Path folder) {
        this.folder = folder;
    }

    void write() throws IOException {
        rencheng();
        hospital();
        qingdao();
        qufu();
        lankao();
        courses();
        institutions("370000", "370000-institutions.csv", "山东示例开放大学", "山东示例人才发展中心");
        institutions("370800", "370800-institutions.csv", "济宁示例技师学院", "济宁示例继续教育中心", "济宁示例医学教育基地", "曲阜示例文化学院");
        institutions("370200", "370200-institutions.csv", "青岛示例海洋学院", "青岛示例继续教育学院", "青岛示例工程师协会");
        institutions("410000", "410000-institutions.csv", "河南示例农业学院", "兰考示例培训学校");
    }

    /** One roster's rows: cells under {@link #HEADS}, before hazards. */
    private static List<String[]> rows(
            String place,
            String prefix,
            int people,
            String[] units,
            String institutions,
            String[] names,
            Random random) {
        List<Course> courses = DemoCourses.all();
        List<String[]> rows = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            Person person = DemoPeople.person(place, prefix, i, units[i % units.length], random);
            int first = random.nextInt(courses.size());
            for (int j = 0; j < 2; j++) {
                int where = random.nextInt(names.length);
                rows.add(row(
                        person,
                        courses.get((first + j * 7) % courses.size()),
                        LocalDate.of(2025, 3, 1).plusDays(random.nextInt(200)),
                        DemoPeople.creditCode(institutions, where + 1),
                        names[where],
                        place.substring(0, 4) + String.format(java.util.Locale.ROOT, "-2025-%04d", rows.size() + 1)));
            }
        }
        return rows;
    }

    private static String[] row(Person p, Course c, LocalDate start, String code, String institution, String evidence) {
        return new String[] {
            p.name(),
            p.number(),
            p.sex(),
            p.phone(),
            p.unit(),
            p.title(),
            p.rank(),
            "2025",
            c.category(),
            c.title(),
            "网络",
            start.toString(),
            start.plusDays(14).toString(),
            c.hours(),
            code,
            institution,
            evidence
        };
    }

    private void rencheng() throws IOException {
        Random random = new Random(SEED);
        List<String[]> rows = rows(
                "370899",
                "示例",
                80,
                new String[] {"任城区示例中学", "任城区示例设计院", "任城区示例农技站", "济宁示例机械有限公司"},
                "370800",
                new String[] {"济宁示例技师学院", "济宁示例继续教育中心"},
                random);
        List<Course> open = DemoCourses.all().subList(0, 4);
        for (int i = 0; i < open.size(); i++) {
            // the doctor's public hours: the health line sends the others
            rows.add(
                    30 + i,
                    row(
                            DemoPeople.doctor(),
                            open.get(i),
                            LocalDate.of(2025, 4, 1 + i),
                            DemoPeople.creditCode("370800", 2),
                            "济宁示例继续教育中心",
                            String.format(java.util.Locale.ROOT, "3708-2025-9%03d", i)));
        }
        // spellings that are mended and noted
        edit(rows, 3, 1, DemoRosters::fullWidth);
        edit(rows, 8, 1, number -> "'" + number);
        edit(rows, 13, 1, number -> "\u00a0" + number + " ");
        edit(rows, 18, 13, hours -> hours.contains(".") ? hours + "0" : hours + ".00");
        edit(rows, 23, 11, date -> date.replaceFirst("-", "年").replaceFirst("-", "月") + "日");
        edit(rows, 28, 8, category -> category.replace("科目", "课"));
        edit(rows, 40, 11, date -> date.replace('-', '.'));
        edit(rows, 46, 0, name -> name.substring(0, 2) + "　" + name.substring(2));
        rows.get(52)[0] = "示例\uD842\uDFB7";
        rows.get(53)[0] = "示例\uD842\uDFB7";
        // what is refused
        edit(rows, 5, 1, DemoRosters::wrongCheckDigit);
        edit(rows, 25, 11, date -> "2025-02-30");
        edit(rows, 55, 13, hours -> "0");
        edit(rows, 75, 8, category -> "其他");
        edit(rows, 95, 0, name -> "");
        edit(rows, 110, 3, phone -> "0537-0000000");
        edit(rows, 121, 12, end -> "2025-01-01");
        contradict(rows, 140);
        StringBuilder file =
                new StringBuilder("任城区2025年度专业技术人员继续教育学时汇总表（示例）,,,\r\n填报单位：任城区示例人社局,,,填报日期：2025-12-20\r\n\r\n");
        file.append(csv(rows, ","));
        file.append("合 计,,,,,,,,,,,,,1305.5,,,\r\n填表人：示例填表员,,,,审核人：示例审核员\r\n");
        Files.write(folder.resolve("370811-rencheng-2025.csv"), file.toString().getBytes(GB18030));
    }

    private void hospital() throws IOException {
        Random random = new Random(SEED + 1);
        List<String[]> rows = rows(
                "370899",
                "演示",
                60,
                new String[] {"任城区示例人民医院", "任城区示例中医院", "任城区示例疾控中心"},
                "370800",
                new String[] {"济宁示例技师学院", "济宁示例继续教育中心", "济宁示例医学教育基地"},
                random);
        // another sequence than Rencheng's people of the same day
        rows.forEach(row -> row[1] = renumbered(row[1]));
        rows.forEach(row -> row[2] = (row[1].charAt(16) - '0') % 2 == 1 ? "男" : "女");
        for (int i = 0; i < 5; i++) {
            rows.add(
                    20 + i,
                    row(
                            DemoPeople.doctor(),
                            DemoCourses.all().get(10 + i),
                            LocalDate.of(2025, 5, 6 + i),
                            DemoPeople.creditCode("370800", 3),
                            "济宁示例医学教育基地",
                            String.format(java.util.Locale.ROOT, "WJW-2025-9%03d", i)));
        }
        edit(rows, 4, 8, category -> "专业");
        edit(rows, 9, 10, form -> "集中培训");
        edit(rows, 14, 1, number -> number.substring(0, 6) + " " + number.substring(6));
        edit(rows, 33, 13, hours -> "3天");
        edit(rows, 44, 1, DemoRosters::wrongCheckDigit);
        edit(rows, 66, 1, number -> "3.70899E+17");
        edit(rows, 77, 2, sex -> sex.equals("男") ? "女" : "男");
        edit(rows, 88, 14, code -> code.substring(0, 17) + (code.endsWith("0") ? "1" : "0"));
        edit(rows, 101, 7, year -> "25年");
        String text = "\uFEFF"
                + csv(rows, ",").replace("身份证号", "证件号码").replace("学时,", "认定学时,").replace("课程名称", "培训内容");
        Files.write(folder.resolve("370811-wjw-hospital-2025.csv"), text.getBytes(StandardCharsets.UTF_8));
    }

    private void qingdao() throws IOException {
        Random random = new Random(SEED + 2);
        List<String[]> rows = rows(
                "370299",
                "范例",
                100,
                new String[] {"青岛示例造船厂", "青岛示例海洋研究所", "青岛示例轨道交通公司", "青岛示例第一中学"},
                "370200",
                new String[] {"青岛示例海洋学院", "青岛示例继续教育学院", "青岛示例工程师协会"},
                random);
        edit(rows, 2, 11, date -> date.substring(0, 7).replace("-0", ".").replace('-', '.'));
        edit(rows, 2, 12, date -> "");
        edit(rows, 11, 4, unit -> unit + "  ");
        rows.add(16, rows.get(15).clone());
        edit(rows, 31, 13, hours -> "四学时");
        edit(rows, 52, 1, number -> number.substring(0, 17));
        edit(rows, 73, 11, date -> "2025-13-01");
        edit(rows, 94, 8, category -> "");
        edit(rows, 115, 13, hours -> "4.555");
        edit(rows, 136, 6, rank -> "特级");
        edit(rows, 157, 0, name -> "范*例");
        contradict(rows, 180);
        Files.write(folder.resolve("370200-qingdao-2025.csv"), csv(rows, "\t").getBytes(StandardCharsets.UTF_8));
    }

    private void qufu() throws IOException {
        Random random = new Random(SEED + 3);
        List<String[]> rows = rows(
                "370898",
                "样例",
                70,
                new String[] {"曲阜示例小学", "曲阜示例文物保护中心", "曲阜示例建筑公司"},
                "370800",
                new String[] {"济宁示例技师学院", "济宁示例继续教育中心", "济宁示例医学教育基地", "曲阜示例文化学院"},
                random);
        edit(rows, 12, 11, date -> "2025-02-31");
        edit(rows, 35, 1, DemoRosters::wrongCheckDigit);
        edit(rows, 60, 13, hours -> "-4");
        edit(rows, 85, 9, course -> "");
        try (OutputStream out = Files.newOutputStream(folder.resolve("370881-qufu-2025.xlsx"));
                Workbook workbook = new Workbook(out, "jilian", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("学时申报");
            sheet.value(0, 0, "曲阜市2025年度继续教育学时申报表（示例）");
            sheet.range(0, 0, 0, HEADS.length - 1).merge();
            for (int c = 0; c < HEADS.length; c++) {
                // heads over two rows: the upper one is merged over what belongs together
                String upper = c == 0 ? "人员信息" : c == 7 ? "学习情况" : "";
                sheet.value(1, c, upper.isEmpty() ? null : upper);
                sheet.value(2, c, HEADS[c]);
            }
            sheet.range(1, 0, 1, 6).merge();
            sheet.range(1, 7, 1, HEADS.length - 1).merge();
            int line = 3;
            for (int r = 0; r < rows.size(); r++, line++) {
                typed(sheet, line, rows.get(r), r);
            }
            sheet.value(line, 0, "合计");
            sheet.formula(line, 13, "SUM(N4:N" + line + ")");
            sheet.value(line + 1, 0, "填表人：样例填表员");
        }
    }

    /** Hours as numbers, dates as dates; and some identity numbers as numbers, whose ends are lost. */
    private static void typed(Worksheet sheet, int line, String[] row, int r) {
        for (int c = 0; c < row.length; c++) {
            if (c == 1 && (r == 20 || r == 21 || r == 110)) {
                sheet.value(line, c, new java.math.BigDecimal(row[c].substring(0, 15) + "000"));
            } else if (c == 13 && row[c].matches("[0-9.]+")) {
                sheet.value(line, c, new java.math.BigDecimal(row[c]));
            } else if ((c == 11 || c == 12) && !row[c].equals("2025-02-31")) {
                sheet.value(line, c, LocalDate.parse(row[c]));
                sheet.style(line, c).format("yyyy/m/d").set();
            } else if (!row[c].isEmpty()) {
                sheet.value(line, c, row[c]);
            }
        }
    }

    private void lankao() throws IOException {
        Random random = new Random(SEED + 4);
        List<String[]> rows = rows(
                "410299",
                "试例",
                65,
                new String[] {"兰考示例农业技术中心", "兰考示例高级中学", "兰考示例木业公司"},
                "410000",
                new String[] {"河南示例农业学院", "兰考示例培训学校"},
                random);
        edit(rows, 6, 11, date -> date.replace("-", ""));
        edit(rows, 10, 13, hours -> hours + "学时");
        edit(rows, 22, 1, DemoRosters::wrongCheckDigit);
        edit(rows, 43, 13, hours -> "9000");
        edit(rows, 64, 12, end -> "至今");
        edit(rows, 85, 8, category -> "法定科目");
        edit(rows, 106, 0, name -> "");
        try (OutputStream out = Files.newOutputStream(folder.resolve("410225-lankao-2025.xlsx"));
                Workbook workbook = new Workbook(out, "jilian", "1.0")) {
            workbook.newWorksheet("填表说明").value(0, 0, "请在“学员名单”表中填写，身份证号须为文本格式（示例）");
            Worksheet sheet = workbook.newWorksheet("学员名单");
            for (int c = 0; c < HEADS.length; c++) {
                String head = HEADS[c].equals("姓名") ? "*学员姓名" : HEADS[c].equals("身份证号") ? "*公民身份号码（必填）" : HEADS[c];
                sheet.value(0, c, head);
            }
            sheet.value(0, HEADS.length, "备注");
            for (int r = 0; r < rows.size(); r++) {
                // an empty row between the halves
                int line = r < 65 ? r + 1 : r + 2;
                for (int c = 0; c < HEADS.length; c++) {
                    if (!rows.get(r)[c].isEmpty()) {
                        sheet.value(line, c, rows.get(r)[c]);
                    }
                }
            }
            sheet.style(66, 0).bold().set();
        }
    }

    private void courses() throws IOException {
        StringBuilder file = new StringBuilder("课程编号,课程名称,科目类别,学习形式,学时,施教机构代码,授课教师,培训地点,收费项目,收费标准（元）,经费来源,培训对象\r\n");
        for (Course course : DemoCourses.all()) {
            file.append(String.join(
                            ",",
                            course.code(),
                            course.title(),
                            course.category(),
                            course.open() ? "网络" : "集中培训",
                            course.hours(),
                            DemoPeople.creditCode("370000", course.open() ? 1 : 2),
                            "示例教师",
                            course.open() ? "线上" : "济南示例培训楼",
                            course.open() ? "" : "培训费",
                            course.open() ? "免费" : "120",
                            course.open() ? "财政" : "自筹",
                            "专业技术人员"))
                    .append("\r\n");
        }
        Files.write(folder.resolve("370000-courses.csv"), file.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void institutions(String place, String name, String... institutions) throws IOException {
        StringBuilder file = new StringBuilder("机构名称,统一社会信用代码,曾用名,单位性质,基地级别,地址\r\n");
        for (int i = 0; i < institutions.length; i++) {
            file.append(String.join(
                            ",",
                            institutions[i],
                            DemoPeople.creditCode(place, i + 1),
                            i == 0 ? institutions[i] + "（筹）、" + institutions[i] + "分校" : "",
                            "事业单位",
                            i == 0 ? "省级" : "市级",
                            "示例路" + (i + 1) + "号"))
                    .append("\r\n");
        }
        Files.write(folder.resolve(name), file.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String csv(List<String[]> rows, String separator) {
        StringBuilder text = new StringBuilder(String.join(separator, HEADS)).append("\r\n");
        rows.forEach(row -> text.append(String.join(separator, row)).append("\r\n"));
        return text.toString();
    }

    private static void edit(
            List<String[]> rows, int row, int column, java.util.function.UnaryOperator<String> change) {
        rows.get(row)[column] = change.apply(rows.get(row)[column]);
    }

    /** Two rows for one course of one person, with hours that differ. */
    private static void contradict(List<String[]> rows, int row) {
        String[] other = rows.get(row).clone();
        other[13] = "99";
        rows.add(row + 5, other);
    }

    private static String wrongCheckDigit(String number) {
        return number.substring(0, 17) + (number.charAt(17) == '5' ? '6' : '5');
    }

    private static String fullWidth(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(c -> wide.append((char) (c + 0xFEE0)));
        return wide.toString();
    }

    private static String renumbered(String number) {
        String body = number.substring(0, 14) + (Integer.parseInt(number.substring(14, 17)) + 400);
        return body + org.jilian.rules.IdentityNumber.checkDigit(body);
    }
}

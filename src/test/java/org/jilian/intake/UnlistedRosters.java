package org.jilian.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jilian.rules.IdentityNumber;

/**
 * Rosters as strangers write them: heads that the mapping does not list, columns in any order, some that mean nothing to the
 * gateway. The words were collected before the suggestions were tuned; the values are plainly invented.
 */
final class UnlistedRosters {
    /** The column meant, and words for it. An empty name: no column of the mapping. */
    private static final Map<String, List<String>> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("name", List.of("参训人员姓名", "学员名字", "申报人姓名", "学习者姓名", "教师姓名"));
        WORDS.put("documentNumber", List.of("公民身份证号码", "居民身份证号", "学员身份证号", "身份证编号", "本人身份证号码"));
        WORDS.put("category", List.of("课程科目类别", "科目分类", "所属科目类别", "科目性质", "学时所属类别"));
        WORDS.put("course", List.of("参训课程名称", "学习课程名称", "课程（班次）名称", "培训课程名", "培训项目名称"));
        WORDS.put("hours", List.of("核定学时", "认定学时数", "取得学时", "学时合计", "计入学时"));
        WORDS.put("period", List.of("继教年度", "学时所属年度", "认定年度", "学习所属年度"));
        WORDS.put("phone", List.of("移动电话号码", "学员手机号", "联系手机", "本人手机号码"));
        WORDS.put("unit", List.of("所在工作单位", "工作单位全称", "学员工作单位", "现工作单位"));
        WORDS.put("unitCode", List.of("工作单位统一社会信用代码", "单位社会信用代码"));
        WORDS.put("titleName", List.of("现任专业技术职务", "所获职称", "职称（资格）名称"));
        WORDS.put("titleRank", List.of("专业技术职称级别", "职称层级", "现有职称等级"));
        WORDS.put("startDate", List.of("学习开始时间", "开班日期", "培训起始日期", "开课时间"));
        WORDS.put("endDate", List.of("学习结束时间", "结业日期", "培训截止日期", "结课时间"));
        WORDS.put("institutionName", List.of("承训机构", "举办机构名称", "施教单位名称", "培训施教机构"));
        WORDS.put("result", List.of("学习考核结果", "考核成绩", "结业考核情况"));
        WORDS.put("evidence", List.of("结业证编号", "培训证书编号", "学时证书号"));
        WORDS.put("gender", List.of("学员性别", "性别（男/女）"));
        WORDS.put("birthDate", List.of("学员出生日期", "出生时间"));
        WORDS.put("education", List.of("最高学历", "学历层次"));
        WORDS.put("", List.of("序号", "备注", "所在科室", "审核意见", "照片"));
    }

    private static final List<String> ALWAYS = List.of("name", "documentNumber", "category", "course", "hours");

    /** A file, and which column each of its heads means. */
    record Roster(Path file, Map<String, String> meant) {}

    private UnlistedRosters() {}

    static Roster write(Path folder, long seed) throws IOException {
        Random random = new Random(seed);
        List<String> columns = new ArrayList<>(ALWAYS);
        List<String> others = new ArrayList<>(WORDS.keySet());
        others.removeAll(ALWAYS);
        Collections.shuffle(others, random);
        columns.addAll(others.subList(0, 3 + random.nextInt(9)));
        Collections.shuffle(columns, random);
        Map<String, String> meant = new LinkedHashMap<>();
        for (String column : columns) {
            List<String> words = WORDS.get(column);
            meant.put(words.get(random.nextInt(words.size())), column);
        }
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "某单位培训情况一览表\n" : "");
        text.append(String.join(",", meant.keySet())).append('\n');
        for (int i = 0; i < 60; i++) {
            List<String> cells = new ArrayList<>();
            LocalDate birth = LocalDate.of(1960, 1, 1).plusDays(random.nextInt(12_000));
            LocalDate start = LocalDate.of(2025, 1, 5).plusDays(random.nextInt(300));
            for (String column : columns) {
                cells.add(value(column, i, birth, start, random));
            }
            text.append(String.join(",", cells)).append('\n');
        }
        Path file = folder.resolve("unlisted-" + seed + ".csv");
        Files.writeString(file, text, StandardCharsets.UTF_8);
        return new Roster(file, meant);
    }

    private static String value(String column, int i, LocalDate birth, LocalDate start, Random random) {
        return switch (column) {
            case "name" -> "示例" + (char) ('一' + random.nextInt(500));
            case "documentNumber" -> {
                String first =
                        "370899" + birth.toString().replace("-", "") + String.format(Locale.ROOT, "%03d", 100 + i);
                yield first + IdentityNumber.checkDigit(first);
            }
            case "category" -> random.nextBoolean() ? "公需课" : "专业课";
            case "course" -> "示例课程之" + (char) ('甲' + random.nextInt(3));
            case "hours" -> 1 + random.nextInt(40) + (random.nextInt(4) == 0 ? ".5" : "");
            case "period" -> random.nextBoolean() ? "2025" : "2025年度";
            case "phone" -> String.format(Locale.ROOT, "139%08d", random.nextInt(100_000_000));
            case "unit" -> "示例市第" + (1 + random.nextInt(9)) + "医院";
            case "unitCode" -> "12370800MB2810007N";
            case "titleName" -> random.nextBoolean() ? "主治医师" : "高级工程师";
            case "titleRank" -> random.nextBoolean() ? "中级" : "高级";
            case "startDate" -> start.toString().replace("-", random.nextBoolean() ? "." : "/");
            case "endDate" -> start.plusDays(3 + random.nextInt(5)).toString();
            case "institutionName" -> "示例继续教育基地" + (1 + random.nextInt(5));
            case "result" -> "合格";
            case "evidence" -> "SL2025" + String.format(Locale.ROOT, "%06d", i);
            // as the number says: its last but one digit is odd for a man
            case "gender" -> (100 + i) % 2 == 1 ? "男" : "女";
            case "birthDate" -> birth.toString();
            case "education" -> random.nextBoolean() ? "本科" : "研究生";
            default -> random.nextBoolean() ? "" : Integer.toString(i + 1);
        };
    }
}

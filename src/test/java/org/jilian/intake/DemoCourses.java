package org.jilian.intake;

import java.util.ArrayList;
import java.util.List;

/** The sample catalogue that the province publishes. */
final class DemoCourses {
    private static final String[] PUBLIC = {
        "习近平法治思想概论",
        "数字中国建设与数据要素",
        "人工智能通识与应用",
        "知识产权保护实务",
        "科学精神与职业道德",
        "绿色低碳发展导论",
        "乡村振兴政策解读",
        "心理健康与压力调适",
        "突发事件应急处置",
        "公文写作与沟通"
    };
    private static final String[] PROFESSIONAL = {
        "抗菌药物临床合理应用", "基层高血压规范管理", "医院感染防控", "急诊急救技术", "中医适宜技术推广", "护理质量管理", "医学影像诊断进展", "康复医学基础", "机械制造工艺优化",
                "工业机器人运维",
        "装配式建筑施工", "工程造价管理", "水利工程安全监测", "农产品质量检测", "设施蔬菜栽培", "小麦绿色高产技术", "畜禽疫病防控", "中学数学课堂设计", "小学语文阅读教学", "学前教育游戏活动",
        "职业教育课程开发", "文物保护与修复", "图书馆数字资源建设", "档案信息化管理", "企业会计准则解读", "统计数据质量管理", "网络安全等级保护", "大数据分析基础", "物联网工程实践",
                "海洋装备制造"
    };

    private DemoCourses() {}

    record Course(String code, String title, boolean open, String hours) {
        String category() {
            return open ? "公需科目" : "专业科目";
        }
    }

    static List<Course> all() {
        List<Course> courses = new ArrayList<>();
        for (int i = 0; i < PUBLIC.length; i++) {
            courses.add(new Course(
                    String.format(java.util.Locale.ROOT, "SD-GX-%03d", i + 1),
                    "（示例）" + PUBLIC[i],
                    true,
                    i % 3 == 0 ? "4.5" : "6"));
        }
        for (int i = 0; i < PROFESSIONAL.length; i++) {
            String hours = i % 4 == 0 ? "12" : i % 4 == 1 ? "8" : i % 4 == 2 ? "7.5" : "16";
            courses.add(new Course(
                    String.format(java.util.Locale.ROOT, "SD-ZY-%03d", i + 1), "（示例）" + PROFESSIONAL[i], false, hours));
        }
        return List.copyOf(courses);
    }
}

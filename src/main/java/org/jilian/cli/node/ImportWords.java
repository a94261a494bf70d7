package org.jilian.cli.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jilian.rules.Text;

/** An import's report for people, in their language; it shows values masked at most. */
public final class ImportWords {
    private final Locale locale;
    private final StringBuilder text = new StringBuilder();

    private ImportWords(Locale locale) {
        this.locale = locale;
    }

    public static String of(JsonNode report, Locale locale) {
        ImportWords words = new ImportWords(locale);
        words.say(report);
        return words.text.toString();
    }

    private void say(JsonNode report) {
        String file = report.path("file").asText();
        if (report.path("members").size() > 0) {
            line(file + ": " + report.path("members").size() + in(" 个文件", " files"));
            report.path("members").forEach(this::say);
            return;
        }
        switch (report.path("state").asText()) {
            case "already-done" ->
                line(file + ": " + in("此前已导入，无需再做", "was taken in before; nothing to do (--again reads it once more)"));
            case "unchanged" ->
                line(
                        file + ": "
                                + in(
                                        report.path("rows") + " 行与此前导入的完全相同，无需再做",
                                        report.path("rows")
                                                + " rows, all as they were taken in before; nothing to do (--again reads it once more)"));
            case "refused" ->
                line(file + ": " + in("拒收：", "refused: ") + text(report.path("reason")) + in("；", "; ")
                        + text(report.path("remedy")));
            default -> done(file, report);
        }
    }

    private void done(String file, JsonNode report) {
        boolean preview = report.path("state").asText().equals("preview");
        if (preview) {
            line(file + ": " + in("预检，未导入；若现在导入：", "a preview, nothing was taken in; if it were now:"));
        }
        JsonNode records = report.path("records");
        line(file + ": " + report.path("rows") + in(" 行，", " rows, ") + report.path("good") + in(" 行有效，", " good, ")
                + report.path("bad") + in(" 行有误", " with errors"));
        line(in("  记录：新增 ", "  records: new ")
                + records.path("first")
                + in("，更新 ", ", changed ")
                + records.path("next")
                + in("，未变 ", ", unchanged ")
                + records.path("unchanged")
                + in("，他级持有 ", ", held elsewhere ")
                + records.path("heldElsewhere")
                + (records.path("merged").asLong() > 0
                        ? in("，已并入他条 ", ", merged into others ") + records.path("merged")
                        : ""));
        if (report.path("known").asLong() > 0) {
            line(in("  其中 ", "  of them ")
                    + report.path("known")
                    + in(" 行与此前导入的相同，未再登记", " rows as they were taken in before, not authored again"));
        }
        if (preview) {
            report.path("errorsByCode")
                    .properties()
                    .forEach(each -> line("  " + each.getValue() + "  " + each.getKey()));
        }
        report.path("errors").forEach(this::error);
        report.path("warnings")
                .forEach(each -> line(in("  提示：第 ", "  note: row ")
                        + each.path("row")
                        + in(" 行，", ", ")
                        + text(each.path("reason"))
                        + in("；", "; ")
                        + text(each.path("remedy"))));
        if (report.has("errorSpreadsheet")) {
            line(in("  错误清单（更正后可再次导入）：", "  to correct and import again: ")
                    + report.path("errorSpreadsheet").asText());
        }
    }

    private void error(JsonNode error) {
        line(in("  第 ", "  row ") + error.path("row") + in(" 行，", ", ")
                + error.path("column").asText() + " '"
                + error.path("value").asText() + "': " + text(error.path("reason")) + in("；", "; ")
                + text(error.path("remedy")));
    }

    private String text(JsonNode both) {
        return in(both.path("zh").asText(), both.path("en").asText());
    }

    private String in(String zh, String en) {
        return new Text(zh, en).in(locale);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}

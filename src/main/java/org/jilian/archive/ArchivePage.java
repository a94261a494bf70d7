package org.jilian.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jilian.rules.Masked;

/**
 * An archive for people: one page in Chinese and English, with nothing that has to be fetched from elsewhere. Numbers are
 * masked; what proves the records is in the archive itself, not here.
 */
public final class ArchivePage {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="zh-CN"><head><meta charset="utf-8"><title>学习档案 Learning archive</title><style>
            body{font:14px/1.5 sans-serif;margin:2em auto;max-width:60em;padding:0 1em;color:#111}
            h1{font-size:1.5em}h2{font-size:1.15em;border-bottom:1px solid #888;margin-top:1.6em}
            table{border-collapse:collapse;width:100%;margin:.5em 0}
            td,th{border:1px solid #bbb;padding:.2em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}
            .old{color:#777}.note{color:#555;font-size:.9em}
            @media print{body{margin:0;max-width:none}tr{break-inside:avoid}}
            </style></head><body>
            """;

    private final StringBuilder out = new StringBuilder(HEAD);

    private ArchivePage() {}

    public static String of(JsonNode archive) {
        ArchivePage page = new ArchivePage();
        page.head(archive);
        page.judgements(archive.path("judgements"), archive.path("certificates"));
        page.records(archive.path("records"));
        page.out.append("</body></html>\n");
        return page.out.toString();
    }

    private void head(JsonNode archive) {
        out.append("<h1>学习档案 Learning archive</h1><table>");
        row("节点 Node", archive.path("node").asText());
        row("生成时间 Made at", archive.path("madeAt").asText());
        row("查询人 Asked by", archive.path("who").asText());
        row("查询事由 Reason", archive.path("reason").asText());
        if (archive.has("period")) {
            row("年度 Period", archive.path("period").asText());
        }
        for (JsonNode subject : archive.path("subjects")) {
            row("假名 Pseudonym", subject.asText());
        }
        out.append("</table>");
        note(
                "本页不是证明；每条记录的签名和存在证明在档案文件（JSON）内，用 jilian archive verify 离线核验。",
                "This page proves nothing: signatures and proofs are in the archive's JSON file; check it offline with jilian"
                        + " archive verify.");
        if (archive.path("records").isEmpty()) {
            note("本节点没有此人的记录。", "This node holds nothing about this person.");
        }
    }

    private void judgements(JsonNode judgements, JsonNode certificates) {
        if (judgements.isEmpty() && certificates.isEmpty()) {
            return;
        }
        heading("学时认定 Hours by period");
        out.append("<table>");
        cells("th", List.of("年度 Period", "现在认定 As judged now", "证书所载 As certificates state"));
        Map<String, String> now = new LinkedHashMap<>();
        for (JsonNode each : judgements) {
            now.put(each.path("period").asText(), judged(each));
        }
        certificates.forEach(each -> now.putIfAbsent(each.path("period").asText(), "–"));
        now.forEach((period, judged) -> {
            List<String> stated = new ArrayList<>();
            for (JsonNode each : certificates) {
                if (each.path("period").asText().equals(period)) {
                    stated.add(each.path("serial").asText() + " ("
                            + each.path("status").asText() + "): "
                            + each.path("totalHours").asText() + ", "
                            + each.path("verdict").asText());
                }
            }
            cells("td", List.of(period, judged, stated.isEmpty() ? "–" : String.join("; ", stated)));
        });
        out.append("</table>");
        note(
                "“现在认定”由本节点按现行政策重新计算，未经签名。",
                "“As judged now” was computed by this node by its policies and is not signed.");
    }

    private static String judged(JsonNode each) {
        JsonNode judgement = each.path("judgement");
        if (judgement.isMissingNode()) {
            return each.path("none").path("zh").asText() + " "
                    + each.path("none").path("en").asText();
        }
        return judgement.path("totals").path("all").asText()
                + (judgement.path("met").asBoolean() ? " 达标 met" : " 未达标 short") + " ("
                + judgement.path("policy").path(0).path("policy").asText() + ")";
    }

    private void records(JsonNode records) {
        String kind = "";
        for (JsonNode record : records) {
            if (!record.path("kind").asText().equals(kind)) {
                kind = record.path("kind").asText();
                heading(record.path("label").path("zh").asText() + " "
                        + record.path("label").path("en").asText(kind));
            }
            out.append("<table>");
            row("记录 Record", record.path("record").asText());
            boolean first = true;
            for (JsonNode version : record.path("versions")) {
                version(version, first);
                first = false;
            }
            out.append("</table>");
        }
    }

    private void version(JsonNode version, boolean current) {
        JsonNode document = version.path("document");
        List<String> said = new ArrayList<>();
        for (JsonNode value : version.path("values")) {
            String path = value.path("path").asText();
            String text = value.path("value").asText();
            said.add(path + ": " + (path.equals("name") ? text : Masked.of(text)));
        }
        if (document.has("period")) {
            said.add("period: " + document.path("period").asText());
        }
        Iterator<Map.Entry<String, JsonNode>> fields = document.path("content").fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            // the judgement of a certificate is a document of its own; its outcome stands in the table above
            if (!field.getKey().equals("judgement")) {
                String text = field.getValue().isValueNode()
                        ? field.getValue().asText()
                        : field.getValue().toString();
                said.add(field.getKey() + ": " + text);
            }
        }
        out.append(current ? "<tr>" : "<tr class=\"old\">");
        cell(
                "th",
                "第" + version.path("version").asText() + "版 v"
                        + version.path("version").asText() + " "
                        + version.path("status").asText() + " ("
                        + version.path("outcome").asText() + ")");
        cell(
                "td",
                String.join("; ", said) + " | 登记 author "
                        + document.path("author").asText() + ", 持有 holder "
                        + document.path("holder").asText() + ", "
                        + document.path("at").asText()
                        + (version.has("proof") ? "" : " | 无存在证明 without proof"));
        out.append("</tr>");
    }

    private void heading(String text) {
        out.append("<h2>").append(escaped(text)).append("</h2>");
    }

    private void note(String zh, String en) {
        out.append("<p class=\"note\">").append(escaped(zh + " " + en)).append("</p>");
    }

    private void row(String name, String value) {
        out.append("<tr>");
        cell("th", name);
        cell("td", value);
        out.append("</tr>");
    }

    private void cells(String tag, List<String> texts) {
        out.append("<tr>");
        texts.forEach(text -> cell(tag, text));
        out.append("</tr>");
    }

    private void cell(String tag, String text) {
        out.append('<')
                .append(tag)
                .append('>')
                .append(escaped(text))
                .append("</")
                .append(tag)
                .append('>');
    }

    /** Whatever a record holds, the page shows it as text. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

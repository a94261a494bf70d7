package org.jilian.certificate.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page as XHTML: the template with its places filled. Values are escaped and stripped of what no XML may hold, so that
 * none of them is ever markup.
 */
final class PageHtml {
    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final int XML_FIRST = 0x20;

    private final Set<String> missing = PageFont.none();
    private final Map<String, String> values = new HashMap<>();

    private PageHtml() {}

    static String of(CertificatePage page) {
        return new PageHtml().fill(page);
    }

    private String fill(CertificatePage page) {
        put("serial", page.serial());
        put("name", page.holder().name());
        put("number", page.holder().documentNumber());
        put("unit", page.holder().unit());
        put("period", page.result().period());
        put("policy", page.result().policy());
        put("total", page.result().totals().all());
        put("public", page.result().totals().publicHours());
        put("professional", page.result().totals().professional());
        put("issuer", page.issue().issuer());
        put(
                "date",
                page.issue().date().getYear() + "年" + page.issue().date().getMonthValue() + "月"
                        + page.issue().date().getDayOfMonth() + "日");
        put("delegation", page.issue().delegation());
        boolean met = page.result().verdict() == CertificateFace.Verdict.MET;
        put("verdict", met ? "达到要求" : "未达到要求");
        put("shortfalls", met ? "" : "（" + String.join("；", page.result().shortfalls()) + "）");
        List<CertificatePage.Line> counted =
                page.lines().stream().filter(CertificatePage.Line::isCounted).toList();
        List<CertificatePage.Line> others =
                page.lines().stream().filter(line -> !line.isCounted()).toList();
        values.put("counted", counted.isEmpty() ? none("没有计入的学习活动", 5) : rows(counted, true));
        values.put("notCounted", others.isEmpty() ? "" : others(others));
        values.put("qr", Base64.getEncoder().encodeToString(QrPicture.png(page.qr())));
        values.put("replaced", replaced());
        return filled(template());
    }

    private void put(String place, String value) {
        values.put(place, text(value));
    }

    private String text(String value) {
        StringBuilder out = new StringBuilder();
        for (int c : PageFont.settable(value, missing).codePoints().toArray()) {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(c < XML_FIRST ? ' ' : c);
            }
        }
        return out.toString();
    }

    private String others(List<CertificatePage.Line> lines) {
        return "<h2>未计入的学习活动</h2><table class=\"lines\"><thead><tr><th class=\"title\">学习活动</th><th class=\"category\">科目类别</th>"
                + "<th class=\"hours\">学时</th><th>未计入的原因</th></tr></thead><tbody>" + rows(lines, false)
                + "</tbody></table>";
    }

    private String rows(List<CertificatePage.Line> lines, boolean counted) {
        StringBuilder rows = new StringBuilder();
        for (CertificatePage.Line line : lines) {
            rows.append("<tr><td>").append(text(line.title())).append("</td><td class=\"category\">");
            rows.append(text(line.category())).append("</td><td class=\"hours\">");
            rows.append(text(line.hours())).append("</td>");
            if (counted) {
                rows.append("<td class=\"hours\">").append(text(line.counted())).append("</td>");
            }
            rows.append("<td class=\"why\">").append(text(line.reason())).append("</td></tr>");
        }
        return rows.toString();
    }

    private static String none(String what, int columns) {
        return "<tr><td class=\"none\" colspan=\"" + columns + "\">" + what + "</td></tr>";
    }

    private String replaced() {
        return missing.isEmpty()
                ? ""
                : "<p class=\"replaced\">注：本页字体没有以下字符，以“" + PageFont.REPLACEMENT + "”代替，以签发记录为准："
                        + String.join("、", missing) + "</p>";
    }

    private String filled(String template) {
        Matcher place = PLACE.matcher(template);
        StringBuilder out = new StringBuilder(2 * template.length());
        while (place.find()) {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalStateException("certificate.html has a place {" + place.group(1) + "} for nothing");
            }
            place.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        return place.appendTail(out).toString();
    }

    private static String template() {
        try (InputStream in = PageHtml.class.getResourceAsStream("certificate.html")) {
            if (in == null) {
                throw new IllegalStateException("certificate.html should lie beside this class, but does not");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading certificate.html", e);
        }
    }
}

package org.jilian.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Changed files by the parser that they are made for; file {@code n} of a parser is always the same. */
enum ChangedFiles {
    CSV {
        @Override
        byte[] changed(Changes changes) {
            byte[] whole = changes.any(CSV_FILES);
            if (changes.oneIn(2)) {
                return changes.bytes(whole, changes.any(CSV_FILES));
            }
            return encoded(changes.text(new String(CSV_FILES.get(0), UTF_8), CSV_WORDS), changes);
        }
    },
    XLSX {
        @Override
        byte[] changed(Changes changes) {
            byte[] whole = changes.any(WORKBOOKS);
            return changes.oneIn(6) ? changes.bytes(whole, changes.any(WORKBOOKS)) : ChangedXlsx.of(whole, changes);
        }
    },
    XLS {
        @Override
        byte[] changed(Changes changes) {
            return changes.oneIn(3) ? changes.bytes(OLD_WORKBOOK, OLD_WORKBOOK) : ChangedXls.of(OLD_WORKBOOK, changes);
        }
    },
    HTML {
        @Override
        byte[] changed(Changes changes) {
            String page = SampleFiles.html();
            return changes.oneIn(4)
                    ? changes.bytes(page.getBytes(UTF_8), page.getBytes(CsvEncoding.GB18030))
                    : encoded(changes.text(page, HTML_WORDS), changes);
        }
    },
    JSON {
        @Override
        byte[] changed(Changes changes) {
            String text = changes.any(SampleFiles.json());
            byte[] other = changes.any(SampleFiles.json()).getBytes(UTF_8);
            return changes.oneIn(4)
                    ? changes.bytes(text.getBytes(UTF_8), other)
                    : encoded(changes.text(text, JSON_WORDS), changes);
        }
    },
    XML {
        @Override
        byte[] changed(Changes changes) {
            Charset charset = changes.any(XML_CHARSETS);
            String text = SampleFiles.xml(charset);
            if (changes.oneIn(3)) {
                return changes.markup(text, XML_WORDS).getBytes(charset);
            }
            return changes.oneIn(4)
                    ? changes.bytes(text.getBytes(charset), text.getBytes(UTF_8))
                    : changes.text(text, XML_WORDS).getBytes(changes.oneIn(8) ? changes.any(XML_CHARSETS) : charset);
        }
    },
    /** Files of which one begins and another ends, and noise behind the first bytes of each. */
    ANY {
        @Override
        byte[] changed(Changes changes) {
            byte[] first = changes.any(ALL);
            byte[] start = java.util.Arrays.copyOf(first, changes.below(changes.oneIn(2) ? 12 : first.length));
            byte[] second = changes.any(ALL);
            byte[] rest = java.util.Arrays.copyOfRange(second, changes.below(second.length), second.length);
            byte[] mark = changes.any(MARKS).getBytes(StandardCharsets.ISO_8859_1);
            byte[] spliced = changes.oneIn(3) ? Changes.joined(mark, start, rest) : Changes.joined(start, rest);
            return changes.oneIn(2) ? spliced : changes.bytes(spliced, first);
        }
    },
    /** Mappings: what their author writes, no foreign system. */
    MAPPING {
        @Override
        byte[] changed(Changes changes) {
            byte[] whole = changes.any(MAPPINGS);
            return changes.oneIn(4)
                    ? changes.bytes(whole, changes.any(MAPPINGS))
                    : encoded(changes.text(new String(whole, UTF_8), YAML_WORDS), changes);
        }
    };

    private static final List<byte[]> CSV_FILES = SampleFiles.csv();
    private static final List<byte[]> WORKBOOKS = List.of(SampleFiles.xlsx(), SampleFiles.otherXlsx());
    private static final byte[] OLD_WORKBOOK = SampleFiles.xls();
    private static final List<byte[]> MAPPINGS = Stream.of("roster", "roster", "courses", "institutions")
            .map(name -> bytes(Intakes.CONFIG.resolve("mappings").resolve(name + ".yaml")))
            .toList();
    private static final List<Charset> XML_CHARSETS =
            List.of(UTF_8, UTF_8, CsvEncoding.GB18030, StandardCharsets.UTF_16, StandardCharsets.UTF_16LE);
    private static final List<byte[]> ALL = List.of(
            CSV_FILES.get(0),
            CSV_FILES.get(2),
            WORKBOOKS.get(0),
            OLD_WORKBOOK,
            SampleFiles.html().getBytes(UTF_8),
            SampleFiles.json().get(0).getBytes(UTF_8),
            SampleFiles.xml(UTF_8).getBytes(UTF_8),
            MAPPINGS.get(0));

    private static final List<String> MARKS = List.of(
            "\u00EF\u00BB\u00BF",
            "\u00FF\u00FE",
            "\u00FE\u00FF",
            "PK\u0003\u0004",
            "PK\u0005\u0006",
            "\u00D0\u00CF\u0011\u00E0",
            "<?xml version=\"1.0\"?>",
            "<html>",
            "<!DOCTYPE html>",
            "<!--",
            "{\"",
            "[{",
            "[[",
            "%PDF-",
            "MIME-Version: 1.0\n",
            "\u0000\u0000\u00FE\u00FF",
            "+/v8-",
            " \n\t",
            "E\u0000n\u0000c\u0000r\u0000y\u0000p\u0000t\u0000e\u0000d\u0000");

    private static final List<String> CSV_WORDS = List.of(
            "\"",
            "\"\"",
            ",",
            ";",
            "\t",
            "\n",
            "\r",
            "\r\n",
            "\u0000",
            "\u001A",
            "\uFEFF",
            "\uFFFF",
            "\uD83D\uDE00",
            "\uE78D",
            "'",
            "=1+1",
            "姓名",
            "合计",
            "共3人",
            "1.1",
            "2023.1",
            "2025-02-30",
            "1e5",
            "4.40524E+17",
            "x".repeat(33_000),
            ",".repeat(501),
            "\"" + "y\n".repeat(20_000),
            "无",
            "示例\u2028例");

    private static final List<String> HTML_WORDS = List.of(
            "<tr>",
            "</tr>",
            "<td>",
            "</td>",
            "<th>",
            "<table>",
            "</table>",
            "<td colspan=\"500\" rowspan=\"65534\">",
            "<td rowspan=999999>",
            "<td colspan=9999999>",
            "<td colspan=-1>",
            "<td x:num=\"1E999999999\">1E5</td>",
            "<td>1E999999999</td>",
            "<td>1.2.3E5</td>",
            "<td>..E1</td>",
            "<td>1E99999999999</td>",
            "<td>1e+5</td>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<script>",
            "</script>",
            "<style>",
            "</style>",
            "<textarea>",
            "<title>",
            "<plaintext>",
            "<svg>",
            "<math>",
            "<mi>",
            "<select>",
            "<option>",
            "<template>",
            "</template>",
            "<b>",
            "<a>",
            "<p>",
            "<form>",
            "<div>",
            "<frameset>",
            "<noscript>",
            "<body>",
            "<html>",
            "</html>",
            "<caption>",
            "<col>",
            "<tbody>",
            "&#xD800;",
            "&#0;",
            "&nbsp;",
            "&amp",
            "&#99999999999;",
            "&CounterClockwiseContourIntegral;",
            "<td a=\"",
            "<td \"='",
            "<td/ /",
            "<//>",
            "<!x>",
            "<?x?>",
            "\u0000",
            "\uFFFE",
            "<br>",
            "x".repeat(33_000),
            " a=b".repeat(2_000),
            "<meta charset=utf-16>");

    private static final List<String> JSON_WORDS = List.of(
            "[",
            "]",
            "{",
            "}",
            ":",
            ",",
            "null",
            "true",
            "NaN",
            "-",
            "1e999999999",
            "1E-999999999",
            "-1.5e99999999999",
            "1" + "0".repeat(500),
            "0.1" + "0".repeat(380) + "1",
            "\"\\uD800\"",
            "\"\\u0000\"",
            "\"\\uDC00\\uD800\"",
            "\"\"",
            "{\"a\":[{\"b\":1}]}",
            "[{\"a\":1}]",
            "{\"a\":",
            "[[",
            "\"a/b\":1,",
            "\"a\":{\"b\":{\"c\":{\"d\":1}}},",
            "\"课程\":[{\"a\":1},{\"a\":2}],",
            "\"list\":[{\"x\":1}],",
            "\"" + "k".repeat(1_100) + "\":1,",
            "\"" + "v".repeat(33_000) + "\"",
            "//",
            "/*",
            "\u0000",
            "\uFFFE",
            "\uFEFF",
            "\n",
            "'",
            "\\",
            "\"姓名\":1,");

    private static final List<String> XML_WORDS = List.of(
            "<a>",
            "</a>",
            "<a/>",
            "<row>",
            "</row>",
            "<row/>",
            "<rows>",
            "</rows>",
            "</data>",
            "<x:a>",
            "<a xmlns=\"",
            "<a b='",
            " b='1' b='2' ",
            " xmlns:y='' ",
            "<!DOCTYPE a [<!ENTITY b \"c\">]>",
            "<!DOCTYPE a SYSTEM \"file:///dev/zero\">",
            "<!DOCTYPE ",
            "<!ENTITY",
            "&b;",
            "&lt;",
            "&#xD800;",
            "&#0;",
            "&#x110000;",
            "&#99999999999;",
            "&",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "--",
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
            "<?xml version='1.1'?>",
            "<?x y?>",
            "<?",
            "encoding=\"UTF-32\"",
            "encoding=\"IBM037\"",
            "encoding=\"x\"",
            "encoding=\"UTF-7\"",
            "encoding=\"GB2312\"",
            "standalone=\"yes\"",
            "\u0000",
            "\uFFFE",
            "\u0085",
            "\u0001",
            "<姓名>1E5</姓名>",
            "<" + "n".repeat(1_100) + ">",
            "<a b=\"" + "v".repeat(33_000) + "\"/>",
            "v".repeat(33_000),
            "<a><b>1</b><b>2</b></a>",
            "<",
            ">",
            "\"",
            "'",
            "=");

    private static final List<String> YAML_WORDS = List.of(
            ":",
            "- ",
            "{",
            "}",
            "[",
            "]",
            ",",
            "&a ",
            "*a",
            "*b",
            "<<: *a",
            "? ",
            "| \n",
            "> \n",
            "!!str ",
            "!!java.io.File ",
            "!x ",
            "%YAML 1.9\n",
            "---\n",
            "...\n",
            "\t",
            "\n",
            "\n  ",
            "#",
            "\"",
            "'",
            "\"\\uD800\"",
            "\"\\x00\"",
            "\u0000",
            "\uFFFE",
            "\u0085",
            "\uFEFF",
            "~",
            "null",
            "true",
            "2025-01-01",
            "form: date",
            "form: code",
            "codes: sex",
            "heads: []",
            "heads: [姓名]",
            "constant: x",
            "default: \"9\"",
            "given: period",
            "given: division",
            "from: documentNumber",
            "required: yes",
            "required: true",
            "required: false",
            "notBefore: startDate",
            "repeats: first-kept",
            "agree: []",
            "when: phone",
            "kind: course",
            "subject: {}",
            "name: {heads: [x]}",
            "phone: {constant: 1}",
            "&a [*a]",
            "documentType: {heads: [类型], form: code, codes: category}",
            "x".repeat(2_000));

    /** File {@code number} made for this parser. */
    byte[] number(long number) {
        return changed(new Changes(new Random(number * 31 + ordinal())));
    }

    abstract byte[] changed(Changes changes);

    private static byte[] encoded(String text, Changes changes) {
        if (changes.oneIn(6)) {
            return ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
        }
        return text.getBytes(changes.oneIn(6) ? CsvEncoding.GB18030 : UTF_8);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.jilian.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jilian.intake.Reading.FileReport;

/** Reads a roster of many rows in a JVM of its own, whose heap the caller bounds, and prints what it took. */
final class LargeFile {
    private static final String[] HEADS = {
        "姓名", "身份证号", "手机号", "工作单位", "职称级别", "年度", "科目类别", "课程名称", "学习形式", "开始时间", "结束时间", "学时", "施教机构", "证书编号"
    };

    private LargeFile() {}

    /** Arguments: the file. Prints {@code rows good drafts milliseconds}. */
    public static void main(String[] arguments) throws IOException {
        Mapping mapping = Intakes.mapping("roster");
        long start = System.nanoTime();
        Reading reading = new Intake(Intakes.CLOCK).read(Path.of(arguments[0]), mapping, Intakes.RENCHENG, row -> {});
        if (!(reading instanceof FileReport report)) {
            throw new IllegalStateException("should be read, but is " + reading);
        }
        long milliseconds = Duration.ofNanos(System.nanoTime() - start).toMillis();
        System.out.println(report.rows() + " " + report.good() + " " + report.drafts() + " " + milliseconds);
    }

    static Path xlsx(Path file, int rows) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("名单");
            for (int c = 0; c < HEADS.length; c++) {
                sheet.value(0, c, HEADS[c]);
            }
            for (int r = 1; r <= rows; r++) {
                String[] cells = row(r);
                for (int c = 0; c < cells.length; c++) {
                    // shared strings: the form that spreadsheet programs write, and the one that costs memory
                    sheet.value(r, c, cells[c]);
                }
                if (r % 1000 == 0) {
                    sheet.flush();
                }
            }
            sheet.finish();
        }
        return file;
    }

    static Path csv(Path file, int rows, Charset charset) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, charset)) {
            out.write(String.join(",", HEADS) + "\r\n");
            for (int r = 1; r <= rows; r++) {
                out.write(String.join(",", row(r)) + "\r\n");
            }
        }
        return file;
    }

    private static String[] row(int r) {
        // three courses to a person
        int person = r / 3;
        return new String[] {
            "样例某",
            People.number(person),
            String.format(java.util.Locale.ROOT, "139%08d", person),
            "示例市示例区第" + person % 500 + "示例单位",
            "中级",
            "2025",
            r % 3 == 0 ? "公需课" : "专业课",
            "示例课程第" + r % 97 + "讲：专业技术人员能力提升",
            "网络",
            String.format(java.util.Locale.ROOT, "2025-%02d-%02d", r % 12 + 1, r % 28 + 1),
            "2025-12-31",
            r % 2 == 0 ? "4.5" : "6",
            "示例市继续教育学院",
            "SL2025" + String.format(java.util.Locale.ROOT, "%08d", r)
        };
    }
}

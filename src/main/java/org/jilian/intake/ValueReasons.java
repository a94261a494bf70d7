package org.jilian.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jilian.rules.Note;
import org.jilian.rules.Reason;
import org.jilian.rules.Text;

/** Why a cell or row is refused beyond what the rules of its value say, and what is noted of it. */
final class ValueReasons {
    static final Reason MISSING =
            Reason.of("cell.missing", "必填项为空", "a required value is missing", "填写后重新提交", "fill it in");
    static final Reason ERROR = Reason.of(
            "cell.error",
            "单元格是错误值（如#N/A）",
            "the cell holds an error such as #N/A",
            "改正公式，或直接填写数值",
            "mend the formula or enter the value itself");
    static final Reason UNCOMPUTED = Reason.of(
            "cell.uncomputed",
            "公式没有保存计算结果",
            "the file does not hold the formula's value",
            "在Excel或WPS中打开并保存，或选择性粘贴为数值",
            "open and save it in a spreadsheet program, or paste the values alone");
    static final Reason IS_DATE = Reason.of(
            "cell.is-date",
            "单元格被表格软件变成了日期",
            "the spreadsheet made a date of what was entered",
            "把该列设为文本格式，再重新填写",
            "format the column as text and enter it again");
    static final Reason TOO_LONG = Reason.of("text.too-long", "文字过长", "the text is too long", "缩短后重新提交", "shorten it");
    static final Reason DIFFERS_FROM_NUMBER = Reason.of(
            "cell.differs-from-number",
            "与身份证号中的信息不符",
            "it differs from what the identity number says",
            "对照证件核对该项和身份证号",
            "compare it and the identity number with the card");
    static final Reason END_BEFORE_START = Reason.of(
            "date.end-before-start", "结束时间早于开始时间", "the end is before the start", "核对开始和结束时间", "compare start and end");

    static final Note FORMULA = note("cell.formula", "取公式最后一次计算的结果", "the formula's last computed value was taken");
    static final Note BINARY_NOISE =
            note("cell.binary-noise", "按表格显示的15位有效数字取值", "the fifteen digits that the spreadsheet shows were taken");
    static final Note BLANK_WORD = note("cell.blank-word", "“无”“-”等按空白处理", "a word for nothing was taken as nothing");
    static final Note FROM_NUMBER = note("cell.from-number", "由身份证号得出", "taken from the identity number");
    static final Note DEFAULT = note("cell.default", "按映射的默认值填写", "the mapping's default was taken");
    static final Note DATE_AS_TEXT = note("cell.date-as-text", "日期单元格按文字处理", "the date of the cell was taken as text");

    private ValueReasons() {}

    static Reason conflict(JsonNode kind, long otherRow) {
        return Reason.of(
                "row.conflict",
                "与第" + otherRow + "行是同一条“" + zh(kind) + "”，但内容不一致，两行都未导入",
                "the same " + en(kind) + " as in row " + otherRow + " with other values; neither row is taken",
                "只保留正确的一行，或补充能区分两行的信息（如开始时间）",
                "keep the right row alone, or add what tells the two apart, such as the start date");
    }

    static Note repeated(long otherRow) {
        return note("row.repeated", "与第" + otherRow + "行相同，未重复导入", "the same as row " + otherRow + "; not taken twice");
    }

    static Note firstKept(JsonNode kind, long otherRow) {
        return note(
                "row.first-kept",
                "“" + zh(kind) + "”与第" + otherRow + "行不一致，以第" + otherRow + "行为准",
                "the " + en(kind) + " differs from that of row " + otherRow + ", which was kept");
    }

    private static String zh(JsonNode label) {
        return label.path("zh").asText();
    }

    private static String en(JsonNode label) {
        return label.path("en").asText().toLowerCase(Locale.ROOT);
    }

    static Reason schema(String keyword, String limit) {
        return switch (keyword) {
            case "maxLength" ->
                Reason.of(
                        "schema.maxLength",
                        "超过" + limit + "个字符",
                        "longer than " + limit + " characters",
                        "缩短后重新提交",
                        "shorten it");
            case "enum" ->
                Reason.of(
                        "schema.enum",
                        "不是允许的取值" + limit,
                        "not one of the values allowed: " + limit,
                        "改为允许的取值",
                        "enter one of them");
            case "required" ->
                Reason.of("schema.required", "必填项为空", "a required value is missing", "填写后重新提交", "fill it in");
            default ->
                Reason.of(
                        "schema." + keyword,
                        "不符合记录格式要求（" + keyword + " " + limit + "）",
                        "does not meet the schema of its kind (" + keyword + " " + limit + ")",
                        "按格式要求填写",
                        "enter it in that form");
        };
    }

    private static Note note(String code, String zh, String en) {
        return new Note(code, new Text(zh, en));
    }
}

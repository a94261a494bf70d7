package org.jilian.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A person's name as on the document: no spaces between Chinese characters, the middle dot of names with one (·) always
 * U+00B7, rare characters as Unicode knows them. Its text form is masked.
 */
public record PersonName(String value) {
    private static final int LONGEST = 100;
    private static final Pattern BETWEEN_HAN = Pattern.compile("(?<=\\p{IsHan})[\\s\\u3000]+(?=\\p{IsHan})");
    private static final Pattern DOTS = Pattern.compile("(?<=\\p{IsHan})\\s*[·•・‧∙⋅．.●]\\s*(?=\\p{IsHan})");
    private static final Pattern INNER_SPACES = Pattern.compile("[\\s\\u3000]{2,}");
    private static final Pattern MASKED = Pattern.compile(".*[*＊×?？].*");

    static final Reason FORM = Reason.of(
            "name.form",
            "姓名含有数字或符号，或过长",
            "the name holds digits or signs, or is longer than 100 characters",
            "按证件填写姓名",
            "enter the name as on the document");
    static final Reason MASKED_NAME = Reason.of(
            "name.masked",
            "姓名已被遮盖或有缺字",
            "the name is masked or lacks a character",
            "填写完整姓名，生僻字请用GB 18030输入法录入",
            "enter the whole name; type rare characters by an input method for GB 18030");
    static final Note SPACES = Note.of("name.spaces", "去掉了姓名中的空格", "spaces inside the name were taken out");
    static final Note MIDDLE_DOT = Note.of("name.middle-dot", "间隔号已统一为“·”", "the middle dot was made U+00B7");

    public static Checked<PersonName> check(String text) {
        if (text.length() > 1 && text.length() <= LONGEST && text.chars().allMatch(c -> c >= 0x4E00 && c <= 0x9FA5)) {
            // nearly every name; only saves time
            return Checked.valid(new PersonName(text), List.of());
        }
        Cleaned cleaned = Cleaned.text(text);
        List<Note> notes = new ArrayList<>(cleaned.notes());
        String dotted = DOTS.matcher(cleaned.text()).replaceAll("·");
        if (!dotted.equals(cleaned.text())) {
            notes.add(MIDDLE_DOT);
        }
        String name =
                INNER_SPACES.matcher(BETWEEN_HAN.matcher(dotted).replaceAll("")).replaceAll(" ");
        if (!name.equals(dotted)) {
            notes.add(SPACES);
        }
        return RareCharacters.check(name).then(rare -> {
            if (MASKED.matcher(rare).matches()) {
                return Checked.invalid(MASKED_NAME);
            }
            if (rare.isEmpty() || rare.length() > LONGEST || rare.codePoints().anyMatch(c -> !isOfNames(c))) {
                return Checked.invalid(FORM);
            }
            return Checked.valid(new PersonName(rare), notes);
        });
    }

    private static boolean isOfNames(int c) {
        return Character.isLetter(c)
                || Character.isIdeographic(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                // in an unassigned block: a character younger than this Java's Unicode, which is no reason to refuse
                || c >= 0x20000 && c < 0x40000
                || "·' -.’,".indexOf(c) >= 0;
    }

    @Override
    public String toString() {
        return Masked.of(value);
    }
}

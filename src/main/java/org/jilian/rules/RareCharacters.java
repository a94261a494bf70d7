package org.jilian.rules;

import java.util.List;
import java.util.Map;

/**
 * The 25 characters that GB 18030-2000 could only hold in Unicode's private use area, made what GB 18030-2022 says they
 * are; any other private-use character means something only to the machine it was typed on, so it is refused.
 *
 * <p>Java's decoders differ here from release to release, and files were converted by other programs' tables before:
 * without this step one name would be two.
 */
public final class RareCharacters {
    /** GB 18030-2022 table C.1, and the six that the 2005 edition still left private. */
    private static final Map<Integer, Integer> KNOWN = Map.ofEntries(
            Map.entry(0xE78D, 0xFE10),
            Map.entry(0xE78E, 0xFE12),
            Map.entry(0xE78F, 0xFE11),
            Map.entry(0xE790, 0xFE13),
            Map.entry(0xE791, 0xFE14),
            Map.entry(0xE792, 0xFE15),
            Map.entry(0xE793, 0xFE16),
            Map.entry(0xE794, 0xFE17),
            Map.entry(0xE795, 0xFE18),
            Map.entry(0xE796, 0xFE19),
            Map.entry(0xE7C7, 0x1E3F),
            Map.entry(0xE816, 0x20087),
            Map.entry(0xE817, 0x20089),
            Map.entry(0xE818, 0x200CC),
            Map.entry(0xE81E, 0x9FB4),
            Map.entry(0xE826, 0x9FB5),
            Map.entry(0xE82B, 0x9FB6),
            Map.entry(0xE82C, 0x9FB7),
            Map.entry(0xE831, 0x215D7),
            Map.entry(0xE832, 0x9FB8),
            Map.entry(0xE83B, 0x2298F),
            Map.entry(0xE843, 0x9FB9),
            Map.entry(0xE854, 0x9FBA),
            Map.entry(0xE855, 0x241FE),
            Map.entry(0xE864, 0x9FBB));

    static final Reason PRIVATE_USE = Reason.of(
            "text.private-use",
            "含有造字（私用区字符），其他系统无法识别",
            "holds a character of the private use area that no other system knows",
            "用支持GB 18030-2022的输入法重新录入该字",
            "type the character again by an input method for GB 18030-2022");
    static final Reason BROKEN = Reason.of(
            "text.broken-character",
            "含有损坏的字符（如�）",
            "holds a broken character such as U+FFFD",
            "从原系统重新导出，或重新录入该字",
            "export again from the source, or type the character again");
    static final Note MAPPED = Note.of(
            "text.rare-character",
            "旧版GB 18030私用区字符已换为标准字符",
            "a private-use character of an old GB 18030 was made the standard one");

    private RareCharacters() {}

    public static Checked<String> check(String text) {
        if (text.chars().noneMatch(c -> c >= 0xD800)) {
            return Checked.valid(text, List.of());
        }
        StringBuilder out = new StringBuilder(text.length());
        boolean mapped = false;
        for (int c : text.codePoints().toArray()) {
            Integer standard = KNOWN.get(c);
            if (standard != null) {
                out.appendCodePoint(standard);
                mapped = true;
            } else if (Character.getType(c) == Character.PRIVATE_USE) {
                return Checked.invalid(PRIVATE_USE);
            } else if (c == 0xFFFD || c >= 0xD800 && c <= 0xDFFF || (c & 0xFFFE) == 0xFFFE) {
                return Checked.invalid(BROKEN);
            } else {
                out.appendCodePoint(c);
            }
        }
        return Checked.valid(out.toString(), mapped ? List.of(MAPPED) : List.of());
    }
}

package org.jilian.rules;

import com.ibm.icu.text.Transliterator;
import java.util.Locale;

/** How two written names of persons stand to each other. */
public enum NameLikeness {
    /** One name, but for spaces, the sort of middle dot, and characters that an old GB 18030 had in its private area. */
    EQUAL,
    /**
     * Perhaps one name: traditional and simplified characters, a middle dot left out, letters of another case, or a
     * character that one side could not write.
     */
    DOUBTFUL,
    DIFFERENT;

    private static final Transliterator SIMPLIFIED = Transliterator.getInstance("Traditional-Simplified");
    private static final String UNREADABLE = "*＊?？×\uFFFD";

    public static NameLikeness of(String one, String other) {
        String first = normal(one);
        String second = normal(other);
        if (first.equals(second)) {
            return first.codePoints().anyMatch(NameLikeness::isUnreadable) ? DOUBTFUL : EQUAL;
        }
        return mayBe(skeleton(first), skeleton(second)) ? DOUBTFUL : DIFFERENT;
    }

    /** What names that may be one have in common: no dots, no spaces, simplified characters, small letters. */
    static String skeleton(String name) {
        return SIMPLIFIED
                .transliterate(normal(name))
                .replaceAll("[·\\s'’.,-]", "")
                .toLowerCase(Locale.ROOT);
    }

    /** A name that is refused as such, for a character that its system could not write, is compared all the same. */
    private static String normal(String name) {
        return PersonName.check(name)
                .fold(
                        valid -> valid.value().value(),
                        reason -> Cleaned.text(name).text());
    }

    private static boolean mayBe(String one, String other) {
        int[] first = one.codePoints().toArray();
        int[] second = other.codePoints().toArray();
        if (first.length != second.length) {
            return false;
        }
        int alike = 0;
        for (int i = 0; i < first.length; i++) {
            if (first[i] == second[i]) {
                alike++;
            } else if (!isUnreadable(first[i]) && !isUnreadable(second[i])) {
                return false;
            }
        }
        return alike > 0;
    }

    private static boolean isUnreadable(int c) {
        return Character.getType(c) == Character.PRIVATE_USE || UNREADABLE.indexOf(c) >= 0;
    }
}

package org.jilian.intake;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which number formats of a workbook show a number as a date (ECMA-376 part 1, §18.8.30). */
final class DateFormats {
    /** What stands in quotation marks, after a backslash, or in brackets (colours, locales) is shown, not computed. */
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^\\]]*\\]|_.|\\*.");

    private static final Pattern DATE = Pattern.compile("[yYdD年月日]|(?<![hHsS:])[mM](?![sS:])");

    private DateFormats() {}

    static boolean isDate(@Nullable Integer id, @Nullable String format) {
        if (id == null) {
            return false;
        }
        // built-in dates; 27–36 and 50–58 are those of East Asian locales
        if (id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 36 || id >= 50 && id <= 58) {
            return true;
        }
        if (id < 82 || format == null || format.equalsIgnoreCase("general")) {
            return false;
        }
        return DATE.matcher(LITERAL.matcher(format).replaceAll("")).find();
    }
}

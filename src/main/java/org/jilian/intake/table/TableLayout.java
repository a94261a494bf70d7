package org.jilian.intake.table;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which columns of an exchange table mean what. Names stand in statements as they are given here, so that the database's
 * own rule of upper and lower case holds; one in quotation marks is quoted.
 *
 * @param name table or view, with its schema where it needs one
 * @param key a column whose value no two rows share
 * @param reason column that says why a row failed
 */
public record TableLayout(String name, String key, Flag flag, Optional<String> reason) {
    private static final String PLAIN = "[\\p{L}_][\\p{L}\\p{N}_$#]*";
    private static final String QUOTED = "\"[^\"`\\[\\]\\\\\\p{Cntrl}]+\"|`[^\"`\\[\\]\\\\\\p{Cntrl}]+`";
    private static final Pattern NAME =
            Pattern.compile("(" + PLAIN + "|" + QUOTED + ")(\\.(" + PLAIN + "|" + QUOTED + ")){0,2}");

    /** A column and what stands in it: rows not taken yet, taken, and failed. */
    public record Flag(String column, String fresh, String taken, String failed) {
        public Flag {
            named(column, "flag's column");
            if (fresh.equals(taken) || fresh.equals(failed)) {
                throw new IllegalArgumentException(
                        "the flag of a row that is done should differ from that of a new one, but both are '" + fresh
                                + "'");
            }
        }
    }

    public TableLayout {
        named(name, "table's name");
        named(key, "key");
        reason.ifPresent(column -> named(column, "reason"));
    }

    static void named(String name, String what) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the " + what
                    + " should be a name of letters, digits and _, or one in quotation marks, but is '" + name + "'");
        }
    }
}

package org.jilian.rules;

import java.util.List;
import java.util.Locale;

/** How people and spreadsheets write one identifier of digits and capitals. */
final class Spellings {
    private Spellings() {}

    /** @param at more than 0: where a space slips in */
    static List<String> of(String code, int at) {
        StringBuilder wide = new StringBuilder();
        code.chars().forEach(c -> wide.append((char) (c + 0xFEE0)));
        return List.of(
                code,
                code.toLowerCase(Locale.ROOT),
                wide.toString(),
                wide.toString().toLowerCase(Locale.ROOT),
                code.substring(0, at) + " " + code.substring(at),
                code.substring(0, at) + "\u3000" + code.substring(at),
                code.substring(0, at) + "\u00a0" + code.substring(at),
                "\u202d" + code + "\u202c",
                "'" + code);
    }
}

package org.jilian.rules;

import java.util.Set;

/** The first two digits of GB/T 2260 codes. Two digits name a place; they never name whom a node reports to. */
final class Provinces {
    private static final Set<String> CODES = Set.of(
            "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82");

    private Provinces() {}

    /** 83 is in the residence permits of people from Taiwan (港澳台居民居住证), nowhere else. */
    static boolean inIdentityNumbers(String code) {
        return CODES.contains(code) || code.equals("83");
    }

    /** 00 is the nation, 66 the Xinjiang corps (兵团) in codes of statistics. */
    static boolean inDivisionCodes(String code) {
        return CODES.contains(code) || code.equals("00") || code.equals("66");
    }
}

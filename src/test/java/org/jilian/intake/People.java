package org.jilian.intake;

import org.jilian.rules.IdentityNumber;

/** Numbers that are valid and belong to nobody on purpose: sample people of a sample district. */
final class People {
    static final String LI = number("370811", "19850315", 1);
    static final String WANG = number("370811", "19900101", 2);
    static final String ZHAO = number("370811", "19781130", 3);

    private People() {}

    static String number(String place, String born, int sequence) {
        String body = place + born + String.format(java.util.Locale.ROOT, "%03d", sequence);
        return body + IdentityNumber.checkDigit(body);
    }

    /** The i-th of as many people as a test wants. */
    static String number(int i) {
        return number(
                "370811",
                java.time.LocalDate.of(1960, 1, 1).plusDays(i / 1000).toString().replace("-", ""),
                i % 1000);
    }
}

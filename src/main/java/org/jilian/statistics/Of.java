package org.jilian.statistics;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What lots are drawn from. */
public enum Of {
    /** Registered persons, by their pseudonyms. */
    PERSONS,
    /** Training institutions, by their credit codes. */
    INSTITUTIONS,
    /** Hour records of a period, by their ids. */
    RECORDS;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws CannotCountException naming what there is */
    public static Of of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new CannotCountException("lots should be drawn from one of "
                        + Arrays.stream(values()).map(Of::code).collect(Collectors.joining(", ")) + ", but '" + code
                        + "' is none of these"));
    }
}

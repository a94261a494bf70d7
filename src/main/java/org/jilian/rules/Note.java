package org.jilian.rules;

/**
 * What was normalised to get a valid value, or what is doubtful about it though it is valid. Nothing is normalised
 * without one.
 *
 * @param code stable, for machines: {@code <what>.<matter>}, lower case
 */
public record Note(String code, Text text) {
    static Note of(String code, String zh, String en) {
        return new Note(code, new Text(zh, en));
    }
}

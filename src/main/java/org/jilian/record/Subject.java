package org.jilian.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person's pseudonym (假名): {@code <key epoch>:<MAC of document type and normalised number>} under the federation's
 * subject key of that epoch. Levels match persons by it without sending numbers. It hides the number from outsiders, not
 * from nodes that hold the key: there are few enough numbers to try them all.
 *
 * @param epoch of the subject key, from 1
 * @param code first 20 bytes of the MAC, in hex
 */
public record Subject(int epoch, String code) {
    private static final int BYTES = 20;
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8}):([0-9a-f]{" + 2 * BYTES + "})");

    public static Subject of(int epoch, Draft.PersonNumber person, Mac subjectKey) {
        String message = person.documentType() + "\n" + person.number();
        byte[] mac = subjectKey.of(message.getBytes(StandardCharsets.UTF_8));
        return new Subject(epoch, HexFormat.of().formatHex(Arrays.copyOf(mac, BYTES)));
    }

    /** What stands in a record; empty if it is no pseudonym. */
    public static Optional<Subject> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new Subject(Integer.parseInt(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return epoch + ":" + code;
    }
}

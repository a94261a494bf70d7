package org.jilian.record;

/** A text or document that does not have the form its name promises: says what it should be and what it is. */
public final class MalformedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 80;

    public MalformedException(String subject, String expected, String actual) {
        super(subject + " should be " + expected + ", but is '" + shortened(actual) + "'");
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}

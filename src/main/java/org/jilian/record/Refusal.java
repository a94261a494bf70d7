package org.jilian.record;

/**
 * An expected "no", as a value: which rule, and what was found instead.
 *
 * @param detail what was expected and what is, without personal data
 */
public record Refusal(RefusalCode code, String detail) {
    /** Characters: details quote what a stranger wrote, and travel in receipts. */
    private static final int MOST = 300;

    public Refusal {
        detail = detail.length() <= MOST ? detail : detail.substring(0, MOST) + "…";
    }

    @Override
    public String toString() {
        return code + ": " + detail;
    }
}

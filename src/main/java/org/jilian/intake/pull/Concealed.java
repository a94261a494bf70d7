package org.jilian.intake.pull;

/** A secret that goes into a header or a form; nothing prints it. */
public record Concealed(String value) {
    private static final String SHOWN = "***";

    /**
     * @throws IllegalArgumentException if it is empty or holds what no header may; without the value, since the HTTP client's own
     *     message would show it
     */
    public Concealed {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a secret should not be empty: write it into its file or variable");
        }
        if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "a secret should be one line of printable ASCII; look for a line break or a mark in its file");
        }
    }

    /** A text without it. */
    String scrub(String text) {
        return text.replace(value, SHOWN)
                .replace(java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8), SHOWN);
    }

    @Override
    public String toString() {
        return SHOWN;
    }
}

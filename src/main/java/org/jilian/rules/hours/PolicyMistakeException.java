package org.jilian.rules.hours;

/** What its author must mend in a policy: says where, what the rule is, and what stands there instead. */
public final class PolicyMistakeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;

    /**
     * @param policy the policy's name, as far as it is known
     * @param path for instance {@code duties[0].least}
     */
    PolicyMistakeException(String policy, String path, String rule, String expected, String actual) {
        super("policy '" + policy + "', " + path + ": " + rule + ": should be " + expected + ", but is " + actual);
        this.path = path;
    }

    public String path() {
        return path;
    }
}

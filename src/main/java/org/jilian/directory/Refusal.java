package org.jilian.directory;

/**
 * Why a directory version does not count: the rule it breaks, and where.
 *
 * @param subject the record, by id or by what it describes, such as {@code node 370811}
 */
public record Refusal(Rule rule, String subject, String expected, String actual) {
    @Override
    public String toString() {
        return rule.code() + ": " + subject + " should be " + expected + ", but is " + actual;
    }

    RefusedDirectoryException exception() {
        return new RefusedDirectoryException(this);
    }
}

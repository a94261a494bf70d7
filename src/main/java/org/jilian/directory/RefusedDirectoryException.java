package org.jilian.directory;

/** A directory version that breaks a rule. The version before it stays in force until the root authority mends it. */
public final class RefusedDirectoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedDirectoryException(Refusal refusal) {
        super("This directory version is refused, " + refusal
                + ". The version before stays in force; the root authority has to publish another.");
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}

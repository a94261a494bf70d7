package org.jilian.console;

import java.util.Arrays;
import java.util.Optional;

/** What a token lets do. */
public enum Scope {
    RECORDS_WRITE("records:write", "/api/v1/records"),
    CERTIFICATES_READ("certificates:read", "/api/v1/certificates"),
    PERSONS_VERIFY("persons:verify", "/api/v1/verifications");

    private final String word;
    private final String path;

    Scope(String word, String path) {
        this.word = word;
        this.path = path;
    }

    public String word() {
        return word;
    }

    String path() {
        return path;
    }

    public static Optional<Scope> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    /** What a path needs; empty if nothing is there. */
    static Optional<Scope> of(String path) {
        return Arrays.stream(values())
                .filter(each -> path.equals(each.path) || path.startsWith(each.path + "/"))
                .findFirst();
    }
}

package org.jilian.directory;

import java.util.Locale;
import org.jilian.record.MalformedException;

/** What a node's certificate is for. */
public enum Use {
    /** signs parcels and receipts */
    SIGN,
    /** disclosures and subject keys are wrapped to it */
    ENCRYPT,
    /** mutual TLS with parent and children */
    TLS,
    /** the node's own disclosures are wrapped to it as well; its key lies in a safe, for the day the database is lost */
    RECOVERY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Use parse(String word) {
        for (Use use : values()) {
            if (use.word().equals(word)) {
                return use;
            }
        }
        throw new MalformedException("use of a certificate", "sign, encrypt, tls or recovery", word);
    }
}

package org.jilian.console;

import java.time.Period;
import java.util.Set;

/**
 * Whom to give a token for what.
 *
 * @param who the platform; it stands in the audit trail and in quarantine
 * @param mappings to which it is bound; to none if none is named
 * @param kinds of which it may send records in the gateway's own form
 * @param lasts after which it opens nothing
 */
public record TokenOrder(String who, Set<Scope> scopes, Set<String> mappings, Set<String> kinds, Period lasts) {
    /** A platform's token is renewed once a year unless somebody says otherwise. */
    public static final Period USUALLY = Period.ofYears(1);
}

package org.jilian.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whom a token lets ask over HTTP, and what: never the token itself.
 *
 * @param who the platform, as it stands in the audit trail
 * @param scopes words such as {@code records:write}
 * @param mappings that rows may be read by; all of them if none is named
 * @param kinds of which records may be sent in the gateway's own form; none of them if none is named
 * @param expires the first instant at which it opens nothing
 */
public record ApiToken(
        String id,
        String who,
        Set<String> scopes,
        Set<String> mappings,
        Set<String> kinds,
        Instant created,
        Optional<Instant> expires,
        Optional<Instant> revoked) {
    public ApiToken {
        scopes = java.util.Collections.unmodifiableSet(new TreeSet<>(scopes));
        mappings = java.util.Collections.unmodifiableSet(new TreeSet<>(mappings));
        kinds = java.util.Collections.unmodifiableSet(new TreeSet<>(kinds));
    }
}

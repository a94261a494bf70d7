package org.jilian.intake.pull;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole answer; {@code from} is who gave it at last. */
record Answer(URI from, int status, HttpHeaders headers, byte[] body) {
    private static final Pattern LINK = Pattern.compile("<([^>]*)>((?:\\s*;\\s*[^;,\"]+(?:\"[^\"]*\")?)*)");
    private static final Pattern NEXT = Pattern.compile(
            ";\\s*rel\\s*=\\s*(?:\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"|next\\b)", Pattern.CASE_INSENSITIVE);

    /** Target of the {@code Link} header with the relation next (RFC 8288), whole. */
    Optional<URI> next() throws AnswerException {
        for (String line : headers.allValues("Link")) {
            Matcher links = LINK.matcher(line);
            while (links.find()) {
                if (NEXT.matcher(links.group(2)).find()) {
                    return Optional.of(Origins.resolve(from, links.group(1).strip()));
                }
            }
        }
        return Optional.empty();
    }
}

package org.jilian.intake.pull;

import com.fasterxml.jackson.core.JsonPointer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a platform's REST interface is asked.
 *
 * @param url with the placeholders {page}, {offset}, {size}, {cursor}, {since}
 * @param headers that are no secrets
 * @param items empty if an answer is handed over whole, as a file
 * @param key of an item
 */
public record PullSettings(
        String url,
        Map<String, String> headers,
        Login login,
        Optional<Items> items,
        Optional<JsonPointer> key,
        Paging paging,
        Optional<Watermark> watermark,
        Limits limits) {
    public PullSettings {
        headers = Map.copyOf(headers);
        UrlTemplate template = new UrlTemplate(url);
        paging.checkFor(template);
        if (template.names("since") != watermark.isPresent()) {
            throw new IllegalArgumentException(
                    "url should hold {since} if there is a watermark, and only then: by it the platform says what is new");
        }
        boolean counted = paging.by() != Paging.By.NONE && paging.by() != Paging.By.LINK;
        if (items.isEmpty() && (counted || watermark.isPresent())) {
            throw new IllegalArgumentException(
                    "answers that are no JSON are handed over whole: they should have no watermark,"
                            + " and no paging but by link");
        }
    }

    /** One of both or none. */
    public record Login(Credentials credentials, Optional<OAuth> oauth) {}

    /**
     * What is asked of the line and of the platform.
     *
     * @param distance between two requests; zero for none
     * @param timeout until the last byte of an answer
     * @param mostBytes of an answer
     * @param insecure whether plain http is spoken with other machines
     * @param trustFile certificates in PEM instead of those that Java trusts
     */
    public record Limits(
            Duration distance,
            Duration connect,
            Duration timeout,
            long mostBytes,
            Retry retry,
            boolean insecure,
            Optional<Path> trustFile) {
        public static final long USUAL_BYTES = 64L << 20;

        public Limits {
            if (timeout.isNegative() || timeout.isZero() || connect.isNegative() || connect.isZero() || mostBytes < 1) {
                throw new IllegalArgumentException("timeouts and most-bytes should be more than nothing");
            }
        }

        /** @param rate as {@code 5/s}, {@code 60/min} */
        public static Duration distance(String rate) {
            return Rate.distance(rate);
        }
    }
}

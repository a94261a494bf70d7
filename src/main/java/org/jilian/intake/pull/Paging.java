package org.jilian.intake.pull;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Optional;

/**
 * How a list comes in pages.
 *
 * @param first number of the first page; of offsets, the first
 * @param size items that a page is asked to have
 * @param cursor where an answer says what to ask next
 * @param overlap items that are asked for again with the next offset, by which it is seen that nothing has slipped away
 * @param check whether a page is asked for again after the next one, for the same reason
 * @param shortEnds whether a page of fewer than {@code size} is the last
 */
public record Paging(
        By by, int first, int size, Optional<JsonPointer> cursor, int overlap, boolean check, boolean shortEnds) {
    /** What tells the pages. */
    public enum By {
        NONE,
        PAGE,
        OFFSET,
        CURSOR,
        LINK
    }

    public Paging {
        if (size < 1 || first < 0 || overlap < 0) {
            throw new IllegalArgumentException("paging should have a size of at least 1, no negative first or overlap");
        }
        if (by == By.CURSOR && cursor.isEmpty()) {
            throw new IllegalArgumentException(
                    "paging by cursor should say with 'cursor' where the answer holds the next");
        }
    }

    public static Paging none() {
        return new Paging(By.NONE, 0, 1, Optional.empty(), 0, false, false);
    }

    /** @throws IllegalArgumentException if the url cannot say which page is wanted */
    void checkFor(UrlTemplate url) {
        String needed =
                switch (by) {
                    case PAGE -> "page";
                    case OFFSET -> "offset";
                    case CURSOR -> "cursor";
                    default -> "";
                };
        if (!needed.isEmpty() && !url.names(needed)) {
            throw new IllegalArgumentException("url should hold {" + needed + "}, since it is paged by that");
        }
    }
}

package org.jilian.intake.pull;

import java.io.IOException;
import java.util.Optional;

/**
 * Pages by their number. While they are read, an item may leave an earlier page, and each behind it moves one place forward:
 * then the first of the next page is on the page that was read already. So a page is asked for again after the one behind it:
 * if it ends with the same item, nothing stood between the two; if not, the list is read from its first page again.
 */
record NumberedPages(Paging paging, SameItem same, Fetch fetch) implements Pages {
    /** Times that a list may move while it is read. */
    static final int MOVES = 5;

    /** Asks for one page. */
    @FunctionalInterface
    interface Fetch {
        Page number(long number) throws IOException;
    }

    @Override
    public void each(Taker taker) throws IOException {
        for (int n = 0; n < MOVES; n++) {
            if (whole(taker)) {
                return;
            }
        }
        throw moved();
    }

    static IOException moved() {
        return new IOException("the list should stand still for as long as a round takes, but moved while it was read, "
                + MOVES
                + " times; what was read is kept, and it is asked again at the next turn. Larger pages, or an order"
                + " by something that does not change, help");
    }

    private boolean whole(Taker taker) throws IOException {
        Page page = fetch.number(paging.first());
        for (long number = paging.first(); number < paging.first() + (long) MOST; number++) {
            if (page.isEmpty()) {
                return true;
            }
            taker.take(page);
            if (paging.shortEnds() && page.items().size() < paging.size()) {
                return true;
            }
            Page next = fetch.number(number + 1);
            if (paging.check() && !stands(page, number)) {
                return false;
            }
            // some platforms answer to a number behind the last page with the last page
            if (same.are(page.items(), next.items())) {
                return true;
            }
            page = next;
        }
        throw Pages.endless();
    }

    private boolean stands(Page page, long number) throws IOException {
        Page again = fetch.number(number);
        return Optional.of(again)
                .filter(found -> !found.isEmpty())
                .map(found -> same.is(found.last(), page.last()))
                .orElse(false);
    }
}

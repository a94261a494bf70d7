package org.jilian.intake.pull;

import java.io.IOException;
import java.util.List;

/**
 * Pages by the number of items before them. Each begins some items before the end of the page before: if the last item of that
 * is in it, nothing between the two was missed, however the list has moved; if not, the list is read from its beginning again.
 */
record OffsetPages(Paging paging, SameItem same, NumberedPages.Fetch fetch) implements Pages {
    @Override
    public void each(Taker taker) throws IOException {
        for (int n = 0; n < NumberedPages.MOVES; n++) {
            if (whole(taker)) {
                return;
            }
        }
        throw NumberedPages.moved();
    }

    private boolean whole(Taker taker) throws IOException {
        long offset = paging.first();
        Page page = fetch.number(offset);
        for (int n = 0; n < MOST; n++) {
            if (page.isEmpty()) {
                return true;
            }
            taker.take(page);
            if (paging.shortEnds() && page.items().size() < paging.size()) {
                return true;
            }
            // a page is never repeated whole, or one that the platform cuts short would never be left behind
            int overlap = Math.min(paging.overlap(), page.items().size() - 1);
            offset += page.items().size() - overlap;
            Page next = fetch.number(offset);
            int place = overlap == 0 ? -1 : same.in(next.items(), page.last());
            if (overlap > 0 && place < 0) {
                return false;
            }
            List<?> items = next.items();
            if (place >= 0 && place == items.size() - 1 && items.size() <= overlap) {
                return true;
            }
            page = next;
        }
        throw Pages.endless();
    }
}

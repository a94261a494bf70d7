package org.jilian.intake.pull;

import java.io.IOException;
import java.util.Optional;

/** Pages of which each says where the next is; that none is missed meanwhile is the platform's promise. */
record LinkedPages(Fetch fetch, Next next) implements Pages {
    /** Asks for one page; for the first there is no word of an earlier one. */
    @FunctionalInterface
    interface Fetch {
        Page at(Optional<String> place) throws IOException;
    }

    /** Where a page says that the next is. */
    @FunctionalInterface
    interface Next {
        Optional<String> of(Page page) throws IOException;
    }

    @Override
    public void each(Taker taker) throws IOException {
        Optional<String> place = Optional.empty();
        for (int n = 0; n < MOST; n++) {
            Page page = fetch.at(place);
            if (!page.isEmpty()) {
                taker.take(page);
            }
            Optional<String> following = next.of(page);
            if (following.isEmpty()) {
                return;
            }
            if (following.equals(place)) {
                if (page.isEmpty()) {
                    return;
                }
                throw new AnswerException(
                        "each page should name another one as its next, but one names itself; see 'paging'");
            }
            place = following;
        }
        throw Pages.endless();
    }
}

package org.jilian.intake.pull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands pages over and moves the mark behind them. Only of items that come in the mark's order is it known after a page that no
 * lesser one follows; of others, after the last page. Should one come out of order all the same, the mark goes back to where the
 * round began until it is over.
 */
final class RoundTaker implements Pages.Taker {
    private final Optional<Watermark> watermark;
    private final Optional<Mark> begun;
    private final Clock clock;
    private final RestPull.Sink sink;
    private @Nullable Mark greatest;
    private @Nullable Mark before;
    private boolean inOrder;
    private int pages;
    private long items;
    private long unmarked;

    RoundTaker(Optional<Watermark> watermark, Optional<Mark> begun, Clock clock, RestPull.Sink sink) {
        this.watermark = watermark;
        this.begun = begun;
        this.clock = clock;
        this.sink = sink;
        this.greatest = begun.orElse(null);
        this.inOrder = watermark.map(Watermark::ascending).orElse(false);
    }

    @Override
    public void take(Page page) throws IOException {
        pages++;
        items += page.items().size();
        if (page.document().length > 0) {
            sink.document(page.document());
            return;
        }
        sink.items(page.items());
        if (watermark.isPresent()) {
            for (ObjectNode item : page.items()) {
                see(watermark.get().of(item, clock));
            }
            if (inOrder) {
                keep();
            }
        }
    }

    private void see(Optional<Mark> read) throws IOException {
        if (read.isEmpty() || greatest != null && !greatest.isLike(read.get())) {
            unmarked++;
            return;
        }
        Mark mark = read.get();
        if (inOrder && before != null && mark.isBehind(before)) {
            inOrder = false;
            sink.mark(begun.map(Mark::text));
        }
        before = mark;
        if (greatest == null || greatest.isBehind(mark)) {
            greatest = mark;
        }
    }

    private void keep() throws IOException {
        if (greatest != null) {
            sink.mark(Optional.of(greatest.text()));
        }
    }

    /** After the last page. */
    void end() throws IOException {
        keep();
    }

    RestPull.Round round() {
        return new RestPull.Round(pages, items, unmarked);
    }
}

package org.jilian.cli.node;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jilian.intake.RowError;
import org.jilian.intake.RowSink;
import org.jilian.intake.TakenRow;
import org.jilian.store.Import;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file on their way into the database, a batch a commit. While one batch is authored the next is read, on
 * another thread; batches are committed one after another, in the file's order.
 */
final class TakenRows implements RowSink, AutoCloseable {
    private static final int BATCH = 4_000;
    /** Refused rows that the error spreadsheet holds; more are in quarantine alone. */
    private static final int KEPT = 20_000;

    private final RowCommits commits;
    private final Progress progress;
    private final Runnable authored;
    private final ExecutorService author = Executors.newSingleThreadExecutor(work -> new Thread(work, "author-rows"));
    private final int resumeBehind;
    private final List<TakenRow.Good> rows = new ArrayList<>();
    private final List<TakenRow.Bad> refused = new ArrayList<>();
    private final List<TakenRow.Bad> kept = new ArrayList<>();
    private final List<RowError> warnings = new ArrayList<>();
    private final Map<String, Long> byCode = new TreeMap<>();
    private final Map<String, Long> outcomes = new TreeMap<>();
    private List<String> heads = List.of();
    private LongBuffer prints = LongBuffer.allocate(1 << 12);
    private @Nullable Future<RowCommits.Result> underWay;
    private int drafts;
    private int read;
    private int accepted;
    private int bad;
    private long known;

    TakenRows(RowCommits commits, Import.Counts from, Progress progress, Runnable authored) {
        this.commits = commits;
        this.progress = progress;
        this.authored = authored;
        this.resumeBehind = from.read();
        this.accepted = from.accepted();
        this.bad = from.refused();
    }

    @Override
    public void heads(List<String> texts) {
        heads = texts;
    }

    @Override
    public void accept(TakenRow row) {
        if (row.row() <= resumeBehind) {
            // counted and in quarantine since an earlier attempt; the spreadsheet shall have it all the same
            if (row instanceof TakenRow.Bad earlier) {
                keep(earlier);
            }
            return;
        }
        read = Math.toIntExact(row.row());
        if (row instanceof TakenRow.Good good) {
            accept(good);
        } else if (row instanceof TakenRow.Bad refusedRow) {
            bad++;
            keep(refusedRow);
            refused.add(refusedRow);
        }
        if (drafts >= BATCH || refused.size() >= BATCH) {
            commit();
        }
    }

    private void accept(TakenRow.Good good) {
        accepted++;
        if (good.known()) {
            // what it gives was authored when it came first; whatever has changed since, this row has not
            known++;
            remember(good);
        } else {
            rows.add(good);
            drafts += good.drafts().size();
        }
    }

    private void remember(TakenRow.Good good) {
        if (prints.remaining() < 2) {
            prints = LongBuffer.allocate(prints.capacity() * 2).put(prints.flip());
        }
        prints.put(good.print().high()).put(good.print().low());
    }

    private void keep(TakenRow.Bad row) {
        row.errors().forEach(error -> byCode.merge(error.reason().code(), 1L, Long::sum));
        if (kept.size() < KEPT) {
            kept.add(row);
        }
    }

    /** Waits for the batch before, and hands this one over. */
    private void commit() {
        join();
        Import.Counts counts = new Import.Counts(Math.max(read, resumeBehind), accepted, bad);
        RowCommits.Batch batch = new RowCommits.Batch(heads, List.copyOf(rows), List.copyOf(refused), counts);
        rows.clear();
        refused.clear();
        drafts = 0;
        underWay = author.submit(() -> commits.commit(batch));
    }

    private void join() {
        if (underWay == null) {
            return;
        }
        try {
            RowCommits.Result committed = underWay.get();
            AuthoredRows result = committed.rows();
            underWay = null;
            result.refused().forEach(this::keep);
            bad += result.refused().size();
            result.authored().forEach(each -> outcomes.merge(AuthoredRows.word(each), 1L, Long::sum));
            result.merged().stream().limit(Math.max(0, KEPT - warnings.size())).forEach(warnings::add);
            result.whole().forEach(this::remember);
            authored.run();
            progress.rows(committed.read());
        } catch (ExecutionException e) {
            underWay = null;
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException("a batch of rows was not committed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("taking a file in was interrupted; take it in again, it goes on", e);
        }
    }

    void end() {
        commit();
        join();
    }

    @Override
    public void close() {
        author.shutdown();
    }

    int bad() {
        return bad;
    }

    /** Rows that were the same as ones taken in before. */
    long known() {
        return known;
    }

    /** Two numbers a row, of those that were taken in whole, now or before. */
    LongBuffer prints() {
        return prints.duplicate().flip();
    }

    /** The first of them, at most as many as a spreadsheet should hold. */
    List<TakenRow.Bad> kept() {
        return kept;
    }

    Map<String, Long> byCode() {
        return byCode;
    }

    /** Of rows that were taken in, what the clerk should know. */
    List<RowError> warnings() {
        return warnings;
    }

    /** Records by what became of them: first, next, unchanged, merged, heldElsewhere, refused. */
    Map<String, Long> outcomes() {
        return outcomes;
    }
}

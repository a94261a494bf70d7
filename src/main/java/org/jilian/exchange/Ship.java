package org.jilian.exchange;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jilian.directory.Directory;
import org.jilian.directory.LastGood;
import org.jilian.directory.Start;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Place;
import org.jilian.record.NodeId;
import org.jilian.store.Database;
import org.jilian.store.Ledgers;
import org.jilian.store.Parcels;
import org.jilian.store.Receipts;
import org.jilian.store.Transaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the parcels of every ledger to the next hops of its reach, own ones and forwarded ones alike: in order, at most a
 * window of them without a receipt, again after a while, and only while the neighbour is connected.
 *
 * <p>What is remembered here is only where sending goes on; a crash forgets it, and sending begins again after the last
 * receipt that the database holds. Sending too much is harmless, since a duplicate is answered with the receipt.
 */
final class Ship {
    private static final Logger LOG = LoggerFactory.getLogger(Ship.class);

    /** Bytes of parcels just sealed or taken that are kept, so that forwarding does not read them back. */
    private static final long KEPT_BYTES = 32L * 1024 * 1024;

    private final Self self;
    private final Database database;
    private final Directories directories;
    private final Recovery recovery;
    private final Settings settings;
    private final Map<LedgerId, Ledgers.Position> heads = new TreeMap<>();
    private final Map<LedgerId, String> unreadable = new TreeMap<>();
    private final Map<NodeId, Outbox> outboxes = new TreeMap<>();
    private final RecentFrames recent = new RecentFrames(KEPT_BYTES);

    Ship(Self self, Database database, Directories directories, Recovery recovery, Settings settings) {
        this.self = self;
        this.database = database;
        this.directories = directories;
        this.recovery = recovery;
        this.settings = settings;
    }

    /** Where sending of one ledger to one neighbour stands. */
    private static final class Cursor {
        long ackedEpoch;
        long ackedSequence;
        long sentEpoch;
        long sentSequence;
        Instant sentAt = Instant.EPOCH;
        int attempts;

        boolean underWay() {
            return sentEpoch > ackedEpoch || sentEpoch == ackedEpoch && sentSequence > ackedSequence;
        }

        void goBack() {
            sentEpoch = ackedEpoch;
            sentSequence = ackedSequence;
        }
    }

    /** One neighbour's side of the link. */
    private static final class Outbox {
        boolean connected;
        final Map<LedgerId, Cursor> cursors = new HashMap<>();
        final Set<LedgerId> pending = new TreeSet<>();
        final Set<LedgerId> underWay = new TreeSet<>();

        /** Parcels sent and not receipted, over all ledgers. */
        int unreceipted() {
            return underWay.stream()
                    .mapToInt(ledger -> between(java.util.Objects.requireNonNull(cursors.get(ledger))))
                    .sum();
        }
    }

    /** Reads where every ledger stands, which may be behind what was known: the database may have been restored. */
    synchronized void begin(Transaction tx) throws SQLException {
        heads.clear();
        refresh(tx);
    }

    /** Reads where every ledger stands; after a new directory, and now and then for other processes' work. */
    synchronized void refresh(Transaction tx) throws SQLException {
        for (Ledgers.Position position : Ledgers.all(tx)) {
            movedTo(position);
        }
    }

    /**
     * A parcel was sealed or taken; the position may be further already, or in the next epoch.
     *
     * @param frame absent while its body is awaited
     */
    synchronized void moved(Place place, byte @Nullable [] frame) {
        recent.put(place, frame);
        // read here, since threads that committed one after the other may come in the other order
        database.read(tx -> Ledgers.find(tx, place.ledger())).ifPresent(this::movedTo);
    }

    private void movedTo(Ledgers.Position position) {
        if (!recovery.mayShip(position)) {
            return;
        }
        heads.put(position.ledger(), position);
        for (NodeId next : nextHops(position.ledger())) {
            outbox(next).pending.add(position.ledger());
        }
    }

    private Set<NodeId> nextHops(LedgerId ledger) {
        return directories.current().reach(ledger.origin(), ledger.stream()).nextHops(self.node());
    }

    private Outbox outbox(NodeId neighbour) {
        return outboxes.computeIfAbsent(neighbour, unused -> new Outbox());
    }

    synchronized void connected(NodeId neighbour) {
        Outbox outbox = outbox(neighbour);
        outbox.connected = true;
        outbox.cursors.values().forEach(Cursor::goBack);
        outbox.underWay.clear();
        heads.keySet().stream()
                .filter(ledger -> nextHops(ledger).contains(neighbour))
                .forEach(outbox.pending::add);
    }

    synchronized void disconnected(NodeId neighbour) {
        outbox(neighbour).connected = false;
    }

    synchronized boolean isConnected(NodeId neighbour) {
        return outbox(neighbour).connected;
    }

    /** Whether any next hop has parcels of this ledger yet to receipt. */
    synchronized boolean isBusy(LedgerId ledger) {
        Ledgers.Position head = heads.get(ledger);
        if (head == null) {
            return false;
        }
        for (NodeId next : nextHops(ledger)) {
            Cursor cursor = cursor(next, ledger);
            if (after(ledger, cursor.ackedEpoch, cursor.ackedSequence, head).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Parcels that the window lets go now. */
    synchronized List<Envelope> due() {
        List<Envelope> envelopes = new ArrayList<>();
        for (Map.Entry<NodeId, Outbox> each : outboxes.entrySet()) {
            if (each.getValue().connected) {
                goBackWhereOverdue(each.getValue());
                fill(each.getKey(), each.getValue(), envelopes);
            }
        }
        return envelopes;
    }

    private void goBackWhereOverdue(Outbox outbox) {
        Instant now = self.now();
        for (LedgerId ledger : Set.copyOf(outbox.underWay)) {
            Cursor cursor = java.util.Objects.requireNonNull(outbox.cursors.get(ledger));
            if (!cursor.sentAt.plus(patience(cursor.attempts)).isAfter(now)) {
                cursor.goBack();
                cursor.attempts++;
                outbox.underWay.remove(ledger);
                outbox.pending.add(ledger);
            }
        }
    }

    private Duration patience(int attempts) {
        Duration patience = settings.resend().multipliedBy(1L << Math.min(attempts, 10));
        return patience.compareTo(settings.resendMost()) > 0 ? settings.resendMost() : patience;
    }

    private void fill(NodeId neighbour, Outbox outbox, List<Envelope> envelopes) {
        int window = Math.min(
                settings.window(),
                directories.current().version() == 0
                        ? 1
                        : directories.current().limits().window());
        int unreceipted = outbox.unreceipted();
        RuntimeException fault = null;
        int before = envelopes.size();
        for (LedgerId ledger : List.copyOf(outbox.pending)) {
            try {
                unreceipted = fill(neighbour, outbox, ledger, window, unreceipted, envelopes);
                unreadable.remove(ledger);
            } catch (RuntimeException e) {
                // it stays pending, and the others go on: a parcel that cannot be read is its own ledger's trouble
                if (unreadable.put(ledger, String.valueOf(e.getMessage())) == null) {
                    // once, since it is tried at every turn; until it can be, it is among the troubles
                    LOG.error("{} cannot ship {} to {}", self.node(), ledger, neighbour, e);
                }
                fault = e;
            }
        }
        if (fault != null && envelopes.size() == before) {
            throw fault;
        }
    }

    /** Ledgers whose next parcel cannot be read, and why. */
    synchronized Map<LedgerId, String> unreadable() {
        return Map.copyOf(unreadable);
    }

    /** @return parcels on this link without a receipt */
    private int fill(
            NodeId neighbour,
            Outbox outbox,
            LedgerId ledger,
            int window,
            int alreadyUnreceipted,
            List<Envelope> envelopes) {
        int unreceipted = alreadyUnreceipted;
        Ledgers.Position head = java.util.Objects.requireNonNull(heads.get(ledger));
        Cursor cursor = cursor(neighbour, ledger);
        boolean more = nextHops(ledger).contains(neighbour);
        // a ledger that got no receipt last time sends one parcel to see, and leaves the window to the others
        while (more && unreceipted < window && !(cursor.attempts > 0 && cursor.underWay())) {
            Optional<Place> next = after(ledger, cursor.sentEpoch, cursor.sentSequence, head);
            Optional<byte[]> frame = next.flatMap(place -> frame(head.n(), place));
            if (frame.isEmpty()) {
                more = false;
            } else {
                envelopes.add(new Envelope(neighbour, new Message(Message.Type.PARCEL, frame.get())));
                cursor.sentEpoch = next.get().epoch();
                cursor.sentSequence = next.get().sequence();
                cursor.sentAt = self.now();
                unreceipted++;
                outbox.underWay.add(ledger);
            }
        }
        if (!more) {
            outbox.pending.remove(ledger);
        }
        return unreceipted;
    }

    /** The place after this one, over the end of an epoch into the next. */
    private Optional<Place> after(LedgerId ledger, long epoch, long sequence, Ledgers.Position head) {
        Directory directory = directories.current();
        long e = epoch;
        long s = sequence;
        while (e < head.epoch()) {
            long last = directory
                    .lastGood(ledger.origin(), ledger.stream(), Math.toIntExact(e))
                    .map(LastGood::sequence)
                    .orElse(0L);
            if (s < last) {
                return Optional.of(new Place(ledger, e, s + 1));
            }
            e++;
            s = 0;
        }
        return e == head.epoch() && s < head.sequence() ? Optional.of(new Place(ledger, e, s + 1)) : Optional.empty();
    }

    private Optional<byte[]> frame(long n, Place place) {
        Optional<byte[]> kept = recent.get(place);
        return kept.isPresent()
                ? kept
                : database.read(tx -> Parcels.find(tx, new Parcels.Key(n, place.epoch(), place.sequence())))
                        .map(stored -> Accept.frame(stored.parcel()));
    }

    private Cursor cursor(NodeId neighbour, LedgerId ledger) {
        return outbox(neighbour).cursors.computeIfAbsent(ledger, unused -> {
            Cursor cursor = new Cursor();
            Optional<Start> start = directories.current().start(neighbour, ledger.origin(), ledger.stream());
            cursor.ackedEpoch = start.map(Start::epoch).orElse(1);
            cursor.ackedSequence = start.map(Start::sequence).orElse(0L);
            Ledgers.Position head = heads.get(ledger);
            if (head != null) {
                Receipts.Extent extent = database.read(tx -> Receipts.extent(tx, neighbour, head.n()));
                if (extent.epoch() > cursor.ackedEpoch
                        || extent.epoch() == cursor.ackedEpoch && extent.sequence() > cursor.ackedSequence) {
                    cursor.ackedEpoch = extent.epoch();
                    cursor.ackedSequence = extent.sequence();
                }
            }
            cursor.goBack();
            return cursor;
        });
    }

    /** A neighbour's own receipt is stored. */
    synchronized void receipted(NodeId neighbour, Place place) {
        Cursor cursor = cursor(neighbour, place.ledger());
        boolean further = place.epoch() > cursor.ackedEpoch
                || place.epoch() == cursor.ackedEpoch && place.sequence() > cursor.ackedSequence;
        if (further) {
            setTo(neighbour, cursor, place, false);
        }
    }

    /** The neighbour asks for what follows a place; it may be behind what it once receipted. */
    synchronized void restart(NodeId neighbour, Place place) {
        setTo(neighbour, cursor(neighbour, place.ledger()), place, true);
    }

    private void setTo(NodeId neighbour, Cursor cursor, Place place, boolean goBack) {
        Outbox outbox = outbox(neighbour);
        cursor.ackedEpoch = place.epoch();
        cursor.ackedSequence = place.sequence();
        cursor.attempts = 0;
        cursor.sentAt = self.now();
        if (goBack || !cursor.underWay()) {
            cursor.goBack();
            outbox.underWay.remove(place.ledger());
        }
        if (heads.containsKey(place.ledger())) {
            outbox.pending.add(place.ledger());
        }
    }

    /** Parcels under way; over the end of an epoch it need not be exact. */
    private static int between(Cursor cursor) {
        if (!cursor.underWay()) {
            return 0;
        }
        long count = cursor.sentEpoch == cursor.ackedEpoch
                ? cursor.sentSequence - cursor.ackedSequence
                : cursor.sentSequence;
        return (int) Math.max(1, count);
    }

    /** Parcels that connected and unconnected next hops have yet to receipt. */
    synchronized long lag(NodeId neighbour) {
        long lag = 0;
        for (Map.Entry<LedgerId, Ledgers.Position> each : heads.entrySet()) {
            if (nextHops(each.getKey()).contains(neighbour)) {
                Cursor cursor = cursor(neighbour, each.getKey());
                lag += cursor.ackedEpoch == each.getValue().epoch()
                        ? Math.max(0, each.getValue().sequence() - cursor.ackedSequence)
                        : each.getValue().sequence();
            }
        }
        return lag;
    }
}

package org.jilian.exchange;

import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jilian.ledger.LedgerId;
import org.jilian.record.NodeId;
import org.jilian.store.Ledgers;
import org.jilian.store.Transaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Own ledgers that may not be sealed now because a backup was restored: sealing could put a second parcel under a sequence
 * that is taken.
 *
 * <p>It is noticed by the heads file, which lies outside the database, or by a next hop that holds more. The missing parcels
 * are fetched back. A ledger goes on once every next hop has said how far it is, this database holds as much, and whatever
 * was under way when the backup was restored is too old to arrive: messages live for a limited time. So what nobody holds,
 * and nobody can get any more, is let go.
 *
 * <p>What counts is said after that time, so it is heard after as much again: what is heard earlier may have been said
 * before a parcel that was under way arrived.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Self self;
    private final ShippedHeads shipped;
    private final Duration messageLife;
    private final Map<LedgerId, Debt> debts = new TreeMap<>();
    private @Nullable String unwritten;

    Recovery(Self self, ShippedHeads shipped, Duration messageLife) {
        this.self = self;
        this.shipped = shipped;
        this.messageLife = messageLife;
    }

    /** What is known to be missing of one ledger, and who has said how far he is. */
    private static final class Debt {
        /** By the clock, for whoever reads of it. */
        final Instant since;
        /** By the stopwatch: a clock that is set forward must not shorten the wait. */
        final Duration begun;

        ShippedHeads.Head head;
        final Map<NodeId, Duration> heard = new HashMap<>();
        private final Map<NodeId, Furthest> furthest = new HashMap<>();

        Debt(Self self, ShippedHeads.Head head) {
            this.since = self.now();
            this.begun = self.stopwatch().read();
            this.head = head;
        }

        /**
         * What is said later counts only once what was said before is too old to have been overtaken. It may well be less:
         * a next hop whose backup was restored, too, has lost what it once said it holds.
         */
        void said(NodeId hop, Furthest now, Duration messageLife) {
            heard.put(hop, now.at());
            furthest.merge(
                    hop,
                    now,
                    (before, next) -> next.isAtLeast(before)
                                    || next.at().minus(messageLife).compareTo(before.at()) >= 0
                            ? next
                            : before);
        }

        Furthest furthest() {
            return furthest.values().stream()
                    .reduce((one, other) -> one.isAtLeast(other) ? one : other)
                    .orElse(new Furthest(begun, 0, 0));
        }
    }

    /** How far a next hop has said to be, and when, by the stopwatch. */
    private record Furthest(Duration at, long epoch, long sequence) {
        boolean isAtLeast(Furthest other) {
            return epoch > other.epoch || epoch == other.epoch && sequence >= other.sequence;
        }
    }

    /** Compares the database with what was remembered outside it; at the start and when the database comes back. */
    synchronized void check(Transaction tx) throws SQLException {
        for (Map.Entry<LedgerId, ShippedHeads.Head> each : shipped.all().entrySet()) {
            Optional<Ledgers.Position> position = Ledgers.find(tx, each.getKey());
            if (position.isEmpty() || isBehind(position.get(), each.getValue())) {
                debts.put(each.getKey(), new Debt(self, each.getValue()));
            }
        }
    }

    /** A next hop has said how far it is with an own ledger. */
    synchronized void heard(LedgerId ledger, NodeId hop, long epoch, long sequence) {
        Debt debt = debts.get(ledger);
        if (debt != null) {
            debt.said(hop, new Furthest(self.stopwatch().read(), epoch, sequence), messageLife);
        }
    }

    /** A next hop holds exactly what this database does of every ledger between the two. */
    synchronized void agreed(NodeId hop) {
        // no more than here, so nothing that would be waited for
        debts.values()
                .forEach(debt -> debt.said(hop, new Furthest(self.stopwatch().read(), 0, 0), messageLife));
    }

    /** A next hop has said that it holds more of an own ledger than this database does. */
    synchronized void claimed(LedgerId ledger, ShippedHeads.Head head) {
        if (head.sequence() == 0) {
            // he has taken a reset that this node is yet to take: of the new epoch there is nothing to fetch back
            return;
        }
        Debt debt = debts.computeIfAbsent(ledger, unused -> new Debt(self, head));
        if (isLater(head, debt.head)) {
            debt.head = head;
        }
    }

    /** Called after each commit that moved an own ledger. */
    synchronized void reached(Ledgers.Position position) {
        Debt debt = debts.get(position.ledger());
        if (debt != null && !isBehind(position, debt.head)) {
            debts.remove(position.ledger());
        }
    }

    /** @param hops whom the ledger is shipped to by the directory in force */
    synchronized boolean maySeal(LedgerId ledger, Optional<Ledgers.Position> position, Set<NodeId> hops) {
        Debt debt = debts.get(ledger);
        if (debt == null) {
            return true;
        }
        Duration settled = debt.begun.plus(messageLife.multipliedBy(2));
        boolean allHeard = hops.stream().allMatch(hop -> {
            Duration heard = debt.heard.get(hop);
            return heard != null && heard.compareTo(settled) >= 0;
        });
        Furthest furthest = debt.furthest();
        boolean caughtUp = position.map(
                        held -> new Furthest(debt.begun, held.epoch(), held.sequence()).isAtLeast(furthest))
                .orElse(furthest.sequence() == 0);
        if (allHeard && caughtUp) {
            debts.remove(ledger);
            return true;
        }
        return false;
    }

    synchronized Set<LedgerId> waiting() {
        return Set.copyOf(debts.keySet());
    }

    /** In words: what each waiting ledger lacks and whom it has heard. */
    synchronized List<String> explained() {
        return debts.entrySet().stream()
                .map(each -> each.getKey() + " seals nothing since a backup was restored: it was once at "
                        + each.getValue().head.sequence()
                        + ", next hops hold up to " + each.getValue().furthest().sequence() + ", heard "
                        + each.getValue().heard.keySet() + " since " + each.getValue().since
                        + "; it fetches back what they hold and goes on by itself "
                        + messageLife.multipliedBy(2).toMinutes()
                        + " minutes later, once each was heard; if one has lost"
                        + " it for good, see 'jilian waive --help'")
                .toList();
    }

    /** An operator takes it on himself that what others hold is lost: the ledger goes on where the database stands. */
    synchronized void waive(LedgerId ledger) {
        debts.remove(ledger);
    }

    /**
     * While parcels are being fetched back, what is remembered stays: a crash in the midst of it must find the debt again.
     */
    synchronized void sealed(Ledgers.Position position) {
        if (isRemembered(position)) {
            remember(position);
        }
    }

    /**
     * Whether a ledger may be shipped up to this place: an own one only when the heads file names it, or a restored backup
     * would not be noticed by it. What could not be written is tried again whenever this is asked.
     */
    synchronized boolean mayShip(Ledgers.Position position) {
        return !isRemembered(position)
                || shipped.of(position.ledger())
                        .filter(head -> !isBeyond(position, head))
                        .isPresent()
                || remember(position);
    }

    private boolean isRemembered(Ledgers.Position position) {
        return position.ledger().origin().equals(self.node())
                && position.head().isPresent()
                && !debts.containsKey(position.ledger());
    }

    /** A disk that is full is no reason to stop the other work, since the parcel is committed; it waits here. */
    private boolean remember(Ledgers.Position position) {
        try {
            shipped.remember(
                    position.ledger(),
                    new ShippedHeads.Head(
                            position.epoch(),
                            position.sequence(),
                            position.head().orElseThrow()));
            unwritten = null;
            return true;
        } catch (UncheckedIOException e) {
            if (unwritten == null) {
                LOG.error("{} sealed {} and does not ship it yet", self.node(), position.place(), e);
            }
            unwritten = e.getMessage();
            return false;
        }
    }

    /** Why what was sealed here is not shipped, if so. */
    synchronized Optional<String> obstacle() {
        return Optional.ofNullable(unwritten)
                .map(why ->
                        why + "; parcels of this node are sealed but not shipped until it can be written: make space"
                                + " on its disk, see that the node's user may write there; it is tried every minute");
    }

    static boolean isBehind(Ledgers.Position position, ShippedHeads.Head head) {
        return position.epoch() < head.epoch()
                || position.epoch() == head.epoch() && position.sequence() < head.sequence();
    }

    private static boolean isBeyond(Ledgers.Position position, ShippedHeads.Head head) {
        return position.epoch() > head.epoch()
                || position.epoch() == head.epoch() && position.sequence() > head.sequence();
    }

    private static boolean isLater(ShippedHeads.Head a, ShippedHeads.Head b) {
        return a.epoch() > b.epoch() || a.epoch() == b.epoch() && a.sequence() > b.sequence();
    }
}

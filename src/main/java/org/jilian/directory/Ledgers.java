package org.jilian.directory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jilian.record.NodeId;

/**
 * Which epochs each ledger has had, and how far each counts, by the resets and by the revocations, which hold a reset for
 * each ledger of the node. A ledger that nobody reset is in epoch 1, all of which counts.
 */
final class Ledgers {
    private record Ledger(NodeId origin, org.jilian.record.Stream stream) {}

    private final Map<Ledger, TreeMap<Integer, Reset>> byNewEpoch = new HashMap<>();

    /** @throws RefusedDirectoryException if a ledger's epochs do not rise by one, each once, from 2 */
    Ledgers(Collection<Reset> resets, Collection<Revocation> revocations) {
        Stream.concat(resets.stream(), revocations.stream().flatMap(revocation -> revocation.ledgers().stream()))
                .forEach(this::add);
        byNewEpoch.forEach((ledger, epochs) -> {
            if (epochs.lastKey() != epochs.size() + 1) {
                throw new Refusal(
                                Rule.EPOCH,
                                "reset of " + ledger.stream + " of " + ledger.origin,
                                "one reset for each epoch from 2 to " + epochs.lastKey(),
                                epochs.keySet().toString())
                        .exception();
            }
        });
    }

    private void add(Reset reset) {
        Ledger ledger = new Ledger(reset.origin(), reset.stream());
        String subject = "reset of " + reset.stream() + " of " + reset.origin() + " to epoch " + reset.newEpoch();
        if (reset.lastGood().epoch() >= reset.newEpoch()) {
            throw new Refusal(
                            Rule.EPOCH,
                            subject,
                            "after the last good epoch",
                            "last good epoch " + reset.lastGood().epoch())
                    .exception();
        }
        if (byNewEpoch.computeIfAbsent(ledger, key -> new TreeMap<>()).put(reset.newEpoch(), reset) != null) {
            throw new Refusal(Rule.EPOCH, subject, "the only one to that epoch", "one of two").exception();
        }
    }

    int epoch(NodeId origin, org.jilian.record.Stream stream) {
        return resets(origin, stream).size() + 1;
    }

    Optional<Reset> to(NodeId origin, org.jilian.record.Stream stream, int newEpoch) {
        return resets(origin, stream).stream()
                .filter(reset -> reset.newEpoch() == newEpoch)
                .findFirst();
    }

    /** The smallest bound: a later reset may reach back before an earlier one, and then voids the epochs between. */
    Optional<LastGood> lastGood(NodeId origin, org.jilian.record.Stream stream, int epoch) {
        return resets(origin, stream).stream()
                .filter(reset -> reset.lastGood().epoch() <= epoch && epoch < reset.newEpoch())
                .map(reset ->
                        reset.lastGood().epoch() == epoch ? reset.lastGood() : new LastGood(epoch, 0, Optional.empty()))
                .min(java.util.Comparator.comparingLong(LastGood::sequence));
    }

    private List<Reset> resets(NodeId origin, org.jilian.record.Stream stream) {
        TreeMap<Integer, Reset> epochs = byNewEpoch.get(new Ledger(origin, stream));
        return epochs == null ? List.of() : List.copyOf(epochs.values());
    }
}

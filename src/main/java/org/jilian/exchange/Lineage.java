package org.jilian.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.ledger.Outcome;
import org.jilian.record.Digest;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;
import org.jspecify.annotations.Nullable;

/**
 * Which version of a record is current (沿袭): a pure function of the verified versions held and of the directory, never
 * of the order in which they came.
 *
 * <p>The line starts at the lowest version that needs no predecessor: version 1, or one by the id's first author or a node
 * above it. From there each version is followed by those that name it as previous and whose author was entitled to write
 * them: its holder, or a node that the kind lets override. Where several follow, an override wins over the holder, then
 * the smaller digest. Where the kind has a workflow, each is also to be a step of it, and nobody's word alone starts
 * what takes several levels. What is not on the line is history, waits for its predecessor, lost a fork, was not entitled, or was no step.
 *
 * <p>Starting at the lowest matters: a first author that handed its record on cannot take it back by publishing a high
 * version with an invented predecessor wherever the line is held from its beginning.
 */
final class Lineage {
    /** What the lineage asks of the directory and of the record's kind. */
    interface Entitlement {
        /** The id's first author, or above it; with a workflow, where that one could have come so far alone. */
        boolean mayStart(RecordVersion version);

        /** May overrule the holder, by the kind's descriptor. */
        boolean overrides(RecordVersion version);

        /** Why the kind's workflow does not let this version begin a record, if it does not. */
        Optional<String> beginning(RecordVersion version);

        /** Why the kind's workflow does not let the one follow the other, if it does not. */
        Optional<String> following(RecordVersion before, RecordVersion next);

        /** The node, or the successor that the directory names for it if it was closed. */
        NodeId successorOf(NodeId holder);
    }

    /** What became of one version: its outcome, and why, where that is not plain. */
    record Verdict(Outcome outcome, @Nullable Refusal refusal) {
        boolean accepted() {
            return outcome == Outcome.APPLIED || outcome == Outcome.SUPERSEDED;
        }
    }

    /** Versions that continue one version, or begin one record, side by side; each was entitled by itself. */
    record Fork(RecordVersion winner, List<RecordVersion> losers) {
        /** One author signed two of them; else two authors met. */
        boolean isEquivocation() {
            return losers.stream().anyMatch(loser -> loser.author().equals(winner.author()));
        }
    }

    /** The result: the current version, if the line has begun, a verdict for each version given, and the line's forks. */
    record Judgement(Optional<RecordVersion> current, Map<Digest, Verdict> verdicts, List<Fork> forks) {}

    private static final Comparator<RecordVersion> BY_VERSION =
            Comparator.comparingInt(RecordVersion::version).thenComparing(RecordVersion::digest);

    private Lineage() {}

    static Judgement judge(Collection<RecordVersion> versions, Entitlement entitlement) {
        Map<Digest, List<RecordVersion>> successors = new HashMap<>();
        Map<Digest, RecordVersion> held = new HashMap<>();
        for (RecordVersion version : versions) {
            held.put(version.digest(), version);
            version.previous()
                    .ifPresent(previous -> successors
                            .computeIfAbsent(previous, unused -> new ArrayList<>())
                            .add(version));
        }
        Map<Digest, Verdict> verdicts = new HashMap<>();
        List<RecordVersion> starts = new ArrayList<>();
        versions.stream()
                .filter(version -> mayStart(version, entitlement) && !followsStart(version, held, entitlement))
                .sorted(BY_VERSION)
                .forEach(version -> entitlement
                        .beginning(version)
                        .ifPresentOrElse(
                                misstep -> refuseBranch(
                                        version, new Refusal(RefusalCode.STEP, misstep), successors, verdicts),
                                () -> starts.add(version)));
        List<Fork> forks = new ArrayList<>();
        RecordVersion current = null;
        if (!starts.isEmpty()) {
            List<RecordVersion> siblings = starts.stream()
                    .filter(start -> start.version() == starts.get(0).version())
                    .toList();
            current = siblings.get(0);
            fork(siblings).ifPresent(forks::add);
            for (RecordVersion loser : siblings.subList(1, siblings.size())) {
                refuseBranch(loser, RefusalCode.FORK, successors, verdicts);
            }
            while (true) {
                List<RecordVersion> next = next(current, successors, entitlement, verdicts);
                if (next.isEmpty()) {
                    break;
                }
                fork(next).ifPresent(forks::add);
                for (RecordVersion loser : next.subList(1, next.size())) {
                    refuseBranch(loser, RefusalCode.FORK, successors, verdicts);
                }
                verdicts.put(current.digest(), superseded());
                current = next.get(0);
            }
            verdicts.put(current.digest(), new Verdict(Outcome.APPLIED, null));
        }
        for (RecordVersion version : versions) {
            verdicts.computeIfAbsent(version.digest(), unused -> offTheLine(version, starts));
        }
        return new Judgement(Optional.ofNullable(current), verdicts, forks);
    }

    private static Optional<Fork> fork(List<RecordVersion> sideBySide) {
        return sideBySide.size() < 2
                ? Optional.empty()
                : Optional.of(new Fork(sideBySide.get(0), List.copyOf(sideBySide.subList(1, sideBySide.size()))));
    }

    private static boolean mayStart(RecordVersion version, Entitlement entitlement) {
        return version.version() == 1 || entitlement.mayStart(version);
    }

    /** Whether the versions held before it lead to one that may start: then it is to be judged by that one's line. */
    private static boolean followsStart(
            RecordVersion version, Map<Digest, RecordVersion> held, Entitlement entitlement) {
        Optional<RecordVersion> before = version.previous().map(held::get);
        while (before.isPresent() && !mayStart(before.get(), entitlement)) {
            before = before.get().previous().map(held::get);
        }
        return before.isPresent();
    }

    /** Those that may follow, the winner first. */
    private static List<RecordVersion> next(
            RecordVersion current,
            Map<Digest, List<RecordVersion>> successors,
            Entitlement entitlement,
            Map<Digest, Verdict> verdicts) {
        List<RecordVersion> entitled = new ArrayList<>();
        for (RecordVersion candidate : successors.getOrDefault(current.digest(), List.of())) {
            Optional<Refusal> refusal = refusal(current, candidate, entitlement);
            if (refusal.isPresent()) {
                refuseBranch(candidate, refusal.get(), successors, verdicts);
            } else {
                entitled.add(candidate);
            }
        }
        entitled.sort(Comparator.comparing((RecordVersion v) -> !isOverride(current, v, entitlement))
                .thenComparing(RecordVersion::digest));
        return entitled;
    }

    private static boolean isOverride(RecordVersion current, RecordVersion next, Entitlement entitlement) {
        return !next.author().equals(entitlement.successorOf(current.holder())) && entitlement.overrides(next);
    }

    private static Optional<Refusal> refusal(RecordVersion current, RecordVersion next, Entitlement entitlement) {
        if (next.version() != current.version() + 1) {
            return refused(
                    RefusalCode.RECORD_FORM,
                    "follows version " + current.version() + " but calls itself version " + next.version());
        }
        if (!next.streams().containsAll(current.streams())) {
            return refused(
                    RefusalCode.STREAM,
                    "its streams " + next.streams() + " leave out some of its predecessor's " + current.streams());
        }
        if (!next.author().equals(entitlement.successorOf(current.holder())) && !entitlement.overrides(next)) {
            return refused(
                    RefusalCode.NOT_ENTITLED,
                    next.author() + " authored it, but version " + current.version() + " is held by "
                            + current.holder());
        }
        return entitlement.following(current, next).map(misstep -> new Refusal(RefusalCode.STEP, misstep));
    }

    private static Optional<Refusal> refused(RefusalCode code, String detail) {
        return Optional.of(new Refusal(code, detail));
    }

    private static void refuseBranch(
            RecordVersion root,
            RefusalCode code,
            Map<Digest, List<RecordVersion>> successors,
            Map<Digest, Verdict> verdicts) {
        refuseBranch(root, new Refusal(code, "another version " + root.version() + " counts"), successors, verdicts);
    }

    /** A refused version and all that follow it; cycles cannot be, since a version's digest covers its predecessor's. */
    private static void refuseBranch(
            RecordVersion root,
            Refusal refusal,
            Map<Digest, List<RecordVersion>> successors,
            Map<Digest, Verdict> verdicts) {
        List<RecordVersion> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            RecordVersion version = open.remove(open.size() - 1);
            if (verdicts.putIfAbsent(version.digest(), new Verdict(Outcome.REFUSED, refusal)) == null) {
                open.addAll(successors.getOrDefault(version.digest(), List.of()));
            }
        }
    }

    private static Verdict offTheLine(RecordVersion version, List<RecordVersion> starts) {
        if (!starts.isEmpty() && version.version() < starts.get(0).version()) {
            return superseded();
        }
        return new Verdict(
                Outcome.WAITING,
                new Refusal(
                        RefusalCode.PREDECESSOR_MISSING,
                        "version " + (version.version() - 1) + " with digest "
                                + version.previous().map(Digest::toString).orElse("")));
    }

    private static Verdict superseded() {
        return new Verdict(Outcome.SUPERSEDED, null);
    }
}

package org.jilian.exchange;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jilian.directory.Limits;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.ParcelBody;
import org.jilian.record.Digest;
import org.jilian.record.Kind;
import org.jilian.record.MalformedException;
import org.jilian.record.RecordVersion;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;
import org.jilian.record.Stream;

/**
 * Judges a record of a parcel as far as the record itself, its kind and the directory that its
 * parcel's header names go; touches no state, so it may run
 * before and beside any transaction.
 */
final class Inspect {
    private final Schemas schemas;

    Inspect(Schemas schemas) {
        this.schemas = schemas;
    }

    List<Prepared> all(ParcelBody body, LedgerId ledger, Descriptions.AsOf directory) {
        Prepared[] prepared = new Prepared[body.records().size()];
        for (int i = 0; i < prepared.length; i++) {
            prepared[i] = one(i, body.records().get(i), body.digests().get(i), ledger, directory);
        }
        return List.of(prepared);
    }

    private Prepared one(int index, byte[] bytes, Digest digest, LedgerId ledger, Descriptions.AsOf directory) {
        Optional<Refusal> tooLarge = tooLarge(bytes.length, directory.limits());
        if (tooLarge.isPresent()) {
            return new Prepared.Unsound(index, tooLarge.get());
        }
        RecordVersion version;
        try {
            version = RecordVersion.read(bytes, digest);
        } catch (MalformedException e) {
            return unsound(index, RefusalCode.RECORD_FORM, String.valueOf(e.getMessage()));
        }
        Optional<Refusal> misplaced = misplaced(version, ledger, directory);
        if (misplaced.isPresent()) {
            return new Prepared.Unsound(index, misplaced.get());
        }
        Optional<Kind> kind = directory.kind(version.kind());
        if (kind.isEmpty()) {
            return new Prepared.Unknown(
                    index,
                    version,
                    new Refusal(RefusalCode.KIND_UNKNOWN, version.kind().value()));
        }
        return unfit(version, kind.get())
                .<Prepared>map(refusal -> new Prepared.Unsound(index, refusal))
                .orElseGet(() -> new Prepared.Sound(index, version));
    }

    /** An author speaks for itself alone, in a stream that the record names. */
    private static Optional<Refusal> misplaced(RecordVersion version, LedgerId ledger, Descriptions.AsOf directory) {
        if (!version.author().equals(ledger.origin())) {
            return refusal(
                    RefusalCode.AUTHOR,
                    "it names " + version.author() + " as author, but stands in a ledger of " + ledger.origin());
        }
        if (!version.streams().contains(ledger.stream())) {
            return refusal(
                    RefusalCode.STREAM,
                    "it names the streams " + version.streams() + ", but stands in " + ledger.stream());
        }
        if (!directory.knows(version.holder())) {
            return refusal(RefusalCode.UNKNOWN_NODE, "its holder " + version.holder() + " is not in the directory");
        }
        return Optional.empty();
    }

    /** What everybody would refuse is not authored either: a record here that nobody else has is worth nothing. */
    static Optional<Refusal> tooLarge(int bytes, Limits limits) {
        return bytes > limits.recordBytes()
                ? refusal(RefusalCode.TOO_LARGE, bytes + " bytes, at most " + limits.recordBytes())
                : Optional.empty();
    }

    Optional<Refusal> unfit(RecordVersion version, Kind kind) {
        if (version.streams().stream().anyMatch(stream -> !stream.channel().equals(kind.channel()))) {
            return refusal(
                    RefusalCode.STREAM,
                    "kind " + kind.name() + " travels in channel " + kind.channel() + ", not in " + version.streams());
        }
        if (version.version() == 1) {
            Optional<Refusal> misdirected = misdirected(version, kind);
            if (misdirected.isPresent()) {
                return misdirected;
            }
        }
        if (kind.workflow().isEmpty()
                && !version.status().equals(RecordVersion.ACTIVE)
                && !version.status().equals(RecordVersion.REVOKED)) {
            return refusal(
                    RefusalCode.STEP,
                    "kind " + kind.name() + " has no workflow: its records are active or revoked, not '"
                            + version.status() + "'");
        }
        if (!Set.copyOf(kind.protectedFields())
                .containsAll(version.protectedFields().keySet())) {
            return refusal(
                    RefusalCode.SCHEMA,
                    "protected are " + kind.protectedFields() + ", not "
                            + version.protectedFields().keySet());
        }
        return schemas.problem(kind, version.content()).map(detail -> new Refusal(RefusalCode.SCHEMA, detail));
    }

    /** Into the streams of its kind, and with a first step that publishes it also into its author's subtree. */
    private static Optional<Refusal> misdirected(RecordVersion version, Kind kind) {
        Set<Stream> due;
        try {
            due = new TreeSet<>(kind.streamsFor(version.author(), version.content()));
        } catch (MalformedException e) {
            return refusal(RefusalCode.STREAM, "it should name nodes to go to: " + e.getMessage());
        }
        Set<Stream> actual = new TreeSet<>(version.streams());
        if (kind.workflow().isPresent()) {
            actual.remove(new Stream(Stream.Direction.BELOW, version.author(), kind.channel()));
            due.remove(new Stream(Stream.Direction.BELOW, version.author(), kind.channel()));
        }
        return actual.equals(due)
                ? Optional.empty()
                : refusal(RefusalCode.STREAM, "version 1 goes into " + due + ", not into " + version.streams());
    }

    private static Optional<Refusal> refusal(RefusalCode code, String detail) {
        return Optional.of(new Refusal(code, detail));
    }

    private static Prepared.Unsound unsound(int index, RefusalCode code, String detail) {
        return new Prepared.Unsound(index, new Refusal(code, detail));
    }
}

package org.jilian.exchange;

import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jilian.crypto.Suite;
import org.jilian.crypto.Verification;
import org.jilian.directory.Directory;
import org.jilian.directory.RefusedDirectoryException;
import org.jilian.ledger.Header;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.ParcelBody;
import org.jilian.record.MalformedException;
import org.jilian.record.RecordVersion;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;
import org.jilian.store.Dialect;
import org.jilian.store.Ledgers;
import org.jilian.store.Parcels;
import org.jilian.store.Transaction;

/**
 * The directory in force at this node: version N is what parcels 1 to N of the root authority's directory ledger say,
 * each verified by the version before it, the first by the root certificates that the operator installed by hand.
 *
 * <p>It changes only after the commit that stored its parcel, so that whoever reads it finds in the database what it
 * names. A crash between commit and change is harmless: it is read from the parcels at the start.
 */
public class Directories {
    private final Suite suite;
    private final List<X509Certificate> roots;
    private final List<Consumer<Directory>> listeners = new ArrayList<>();
    private volatile Directory current;
    private volatile Descriptions descriptions = Descriptions.NONE;

    public Directories(Suite suite, List<X509Certificate> roots) {
        this.suite = suite;
        this.roots = List.copyOf(roots);
        this.current = Directory.trusting(roots);
    }

    public Directory current() {
        return current;
    }

    /** What every version up to the current one says. */
    Descriptions descriptions() {
        return descriptions;
    }

    /** Called after each change, with the new directory, by the thread that brought it. */
    public synchronized void onChange(Consumer<Directory> listener) {
        listeners.add(listener);
    }

    /** Reads every version that the database holds; at the start, and after a restored backup. */
    public void load(Transaction tx) throws SQLException {
        Directory directory = Directory.trusting(roots);
        Descriptions described = Descriptions.NONE;
        for (Ledgers.Position position : Ledgers.all(tx)) {
            if (!isDirectory(position.ledger())) {
                continue;
            }
            for (Parcels.Stored stored : Parcels.after(tx, new Parcels.Key(position.n(), 1, 0), Integer.MAX_VALUE)) {
                Next next = verify(directory, stored.parcel());
                if (next instanceof Next.Version version) {
                    directory = version.directory();
                    described = described.and(directory);
                } else {
                    throw new IllegalStateException("directory version " + (directory.version() + 1)
                            + " in the database does not verify (" + ((Next.Refused) next).refusal()
                            + "); restore the database or remove it and join again");
                }
            }
        }
        descriptions = described;
        current = directory;
    }

    /** Whether another process of this node has installed a newer version in the database; SQLite has one process. */
    boolean isBehind(Transaction tx) throws SQLException {
        Directory directory = current;
        return tx.dialect() == Dialect.POSTGRES
                && directory.version() > 0
                && Ledgers.find(tx, new LedgerId(directory.root(), directory.stream()))
                        .filter(position -> position.sequence() > directory.version())
                        .isPresent();
    }

    /** The versions that another process has installed meanwhile, in order: each verified by the one before, as ever. */
    List<Directory> newer(Transaction tx) throws SQLException {
        if (!isBehind(tx)) {
            return List.of();
        }
        List<Directory> newer = new ArrayList<>();
        Directory directory = current;
        long n = Ledgers.find(tx, new LedgerId(directory.root(), directory.stream()))
                .orElseThrow()
                .n();
        Parcels.Key held = new Parcels.Key(n, 1, directory.version());
        for (Parcels.Stored stored : Parcels.after(tx, held, Integer.MAX_VALUE)) {
            if (!(verify(directory, stored.parcel()) instanceof Next.Version version)) {
                throw new IllegalStateException("directory version " + (directory.version() + 1)
                        + ", which another process stored, does not verify here; check that all processes of this"
                        + " node have the same root certificates");
            }
            directory = version.directory();
            newer.add(directory);
        }
        return newer;
    }

    /** Whether this is the ledger that describes the federation: of the root authority, or of anybody before version 1. */
    boolean isDirectory(LedgerId ledger) {
        return ledger.stream().channel().equals(org.jilian.record.Channel.DIRECTORY)
                && (current.version() == 0 || ledger.equals(new LedgerId(current.root(), current.stream())));
    }

    /** What a directory parcel comes to. */
    public sealed interface Next {
        record Version(Directory directory, List<RecordVersion> records) implements Next {}

        record Refused(Refusal refusal) implements Next {}
    }

    Next verify(org.jilian.ledger.Parcel parcel) {
        return verify(current, parcel);
    }

    /** Whether a parcel is the version after this one, and which; nothing changes by asking. */
    public Next verify(Directory before, org.jilian.ledger.Parcel parcel) {
        Verification verification = suite.verify(parcel.header(), parcel.signature());
        if (verification instanceof Verification.Forged forged) {
            return refused(RefusalCode.SIGNATURE, forged.reason());
        }
        List<X509Certificate> signers = ((Verification.Genuine) verification)
                .signers().stream().map(Verification.Signer::certificate).toList();
        try {
            Header header = Header.read(parcel.header());
            ParcelBody.Checked body = ParcelBody.check(parcel.records(), header.body(), suite.hash());
            if (body instanceof ParcelBody.Checked.Broken broken) {
                return new Next.Refused(broken.refusal());
            }
            List<RecordVersion> records = ((ParcelBody.Checked.Whole) body)
                    .body().records().stream()
                            .map(bytes -> RecordVersion.read(bytes, suite.hash()))
                            .toList();
            Directory next = before.next(records);
            Optional<org.jilian.directory.Refusal> refusal = before.accepts(next, signers);
            return refusal.isPresent()
                    ? refused(RefusalCode.CERTIFICATE_UNKNOWN, refusal.get().toString())
                    : new Next.Version(next, records);
        } catch (RefusedDirectoryException | MalformedException e) {
            return refused(RefusalCode.RECORD_FORM, String.valueOf(e.getMessage()));
        }
    }

    private static Next refused(RefusalCode code, String detail) {
        return new Next.Refused(new Refusal(code, detail));
    }

    /** After the commit of its parcel. */
    void take(Directory next) {
        List<Consumer<Directory>> told;
        synchronized (this) {
            if (next.version() <= current.version()) {
                return;
            }
            descriptions = descriptions.and(next);
            current = next;
            told = List.copyOf(listeners);
        }
        told.forEach(listener -> listener.accept(next));
    }

    /** Whether the directory in force has expired: then nothing is sealed. */
    public boolean expired(Instant now) {
        return current.version() == 0 || now.isAfter(current.expires());
    }
}

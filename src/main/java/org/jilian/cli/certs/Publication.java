package org.jilian.cli.certs;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jilian.cli.node.DirectoryBundle;
import org.jilian.crypto.SigningKey;
import org.jilian.crypto.Suite;
import org.jilian.directory.Directory;
import org.jilian.directory.DirectoryDraft;
import org.jilian.directory.FederationFolder;
import org.jilian.ledger.Header;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Parcel;
import org.jilian.ledger.ParcelWriter;
import org.jilian.ledger.Place;
import org.jilian.record.Digest;
import org.jilian.record.RecordVersion;

/**
 * Makes the directory's next version out of files and signs it with the roots' keys: parcel N of the directory's ledger,
 * which continues the bundle as every node will verify it.
 */
public final class Publication {
    private final Suite suite;
    private final List<SigningKey> roots;

    /** @param roots old and new ones while they rotate, else one */
    public Publication(Suite suite, List<SigningKey> roots) {
        this.suite = suite;
        this.roots = List.copyOf(roots);
    }

    /** The version published, and the bundle that ends with it. */
    public record Version(Directory directory, DirectoryBundle bundle, int changed) {}

    /**
     * @param before verified under {@code pinned} first
     * @throws org.jilian.directory.MisconfiguredException naming every mistake in the files
     * @throws org.jilian.directory.RefusedDirectoryException if no node would accept the version
     */
    public Version next(DirectoryBundle before, List<X509Certificate> pinned, FederationFolder folder, Instant now) {
        Directory current = before.newest(suite, pinned);
        Instant at = now.truncatedTo(ChronoUnit.SECONDS);
        DirectoryDraft draft = folder.draft(current, at);
        List<RecordVersion> records = draft.records(current, suite.hash(), at);
        Directory next = current.next(records);
        Place place = new Place(new LedgerId(next.root(), next.stream()), 1, next.version());
        Parcel parcel = new ParcelWriter(next.federation(), suite, roots)
                .write(new ParcelWriter.Continuation(place, head(before), current.version()), records, new byte[0], at);
        DirectoryBundle bundle = before.with(parcel);
        // what a node would refuse is not published
        bundle.newest(suite, pinned);
        return new Version(next, bundle, records.size());
    }

    private Optional<Digest> head(DirectoryBundle before) {
        List<Parcel> parcels = before.all();
        return parcels.isEmpty()
                ? Optional.empty()
                : Optional.of(Header.digest(parcels.get(parcels.size() - 1).header(), suite.hash()));
    }
}

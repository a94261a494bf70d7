package org.jilian.certificate.paper;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jilian.ledger.Header;
import org.jilian.ledger.Place;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.NaturalKey;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.store.Database;
import org.jilian.store.Ledgers;
import org.jilian.store.Parcels;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/** What a node's database says of certificates: as much as came here, and no later than it came. */
public final class HeldCertificates implements Register {
    private final Database database;
    private final Hash hash;

    public HeldCertificates(Database database, Hash hash) {
        this.database = database;
        this.hash = hash;
    }

    @Override
    public Optional<Status> status(NodeId issuer, String serial, Optional<Digest> first) {
        String key = NaturalKey.hash(CertificateFace.CERTIFICATE, List.of(serial), hash);
        RecordId id = new RecordId(issuer, CertificateFace.CERTIFICATE, key);
        return Optional.of(database.read(tx -> status(tx, id, first)));
    }

    private Status status(Transaction tx, RecordId id, Optional<Digest> first) throws SQLException {
        Optional<Versions.Held> current = Versions.current(tx, id, hash);
        if (current.isEmpty()) {
            return new Status.NotHeld();
        }
        Collection<RecordVersion> firsts = Versions.of(tx, List.of(id), hash).stream()
                .map(Versions.Held::version)
                .filter(version -> version.version() == 1)
                .toList();
        if (first.isPresent()
                && !firsts.isEmpty()
                && firsts.stream().noneMatch(version -> version.digest().equals(first.get()))) {
            return new Status.Contradicted();
        }
        return said(current.get().version());
    }

    /** What a version of a certificate says of itself. */
    static Status said(RecordVersion certificate) {
        Optional<String> replaced = text(certificate, "replacedBy");
        if (replaced.isPresent()) {
            return new Status.Superseded(replaced.get());
        }
        return certificate.status().equals(RecordVersion.ACTIVE)
                ? new Status.Active()
                : new Status.Revoked(text(certificate, "revokedOn"), text(certificate, "revocationReason"));
    }

    private static Optional<String> text(RecordVersion certificate, String field) {
        return Optional.ofNullable(certificate.content().get(field)).map(JsonNode::asText);
    }

    @Override
    public boolean holds(Header header) {
        Place place = header.place();
        Digest digest = Header.digest(header.write(), hash);
        return database.read(tx -> {
            Optional<Ledgers.Position> held = Ledgers.find(tx, place.ledger());
            return held.isPresent()
                    && Parcels.digest(tx, new Parcels.Key(held.get().n(), place.epoch(), place.sequence()))
                            .equals(Optional.of(digest));
        });
    }
}

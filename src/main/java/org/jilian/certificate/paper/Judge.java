package org.jilian.certificate.paper;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jilian.crypto.Suite;
import org.jilian.directory.Directory;
import org.jilian.directory.LastGood;
import org.jilian.directory.Node;
import org.jilian.directory.NodeCertificate;
import org.jilian.directory.SignerJudgement;
import org.jilian.directory.Use;
import org.jilian.ledger.Header;
import org.jilian.ledger.LedgerId;
import org.jilian.record.Digest;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;

/** Whether a signed header counts, by one version of the directory: {@code docs/wire.md}, "A proof stands alone". */
final class Judge {
    /** Reads the signature of a header, however it is written. */
    interface Signature {
        boolean isBy(X509Certificate certificate);
    }

    private final Directory directory;
    private final Register register;

    Judge(Directory directory, Register register) {
        this.directory = directory;
        this.register = register;
    }

    Suite suite() {
        return Suite.named(directory.suite());
    }

    /** Empty if this header of this record's proof counts, and its signature is one of its origin's. */
    Optional<Answer> objection(Header header, RecordVersion record, Signature signature) {
        LedgerId ledger = header.place().ledger();
        if (!header.federation().equals(directory.federation())) {
            return unknown("it is of the federation '" + header.federation() + "', and the directory here of '"
                    + directory.federation() + "'");
        }
        if (header.directory() > directory.version()) {
            return unknown("it was sealed under version " + header.directory()
                    + " of the directory, and the one here is version " + directory.version()
                    + ": get the newer one and verify again");
        }
        Optional<Node> node = directory.node(ledger.origin());
        if (node.isEmpty()) {
            return unknown("its signer, node " + ledger.origin() + ", is not in version " + directory.version()
                    + " of the directory");
        }
        if (!record.author().equals(ledger.origin()) || !record.streams().contains(ledger.stream())) {
            return forged("the record by " + record.author() + " for " + record.streams()
                    + " should stand in a ledger of its own, but stands in " + ledger);
        }
        Optional<X509Certificate> signer = signer(node.get(), signature);
        if (signer.isEmpty()) {
            return forged("the signature should be by a certificate that the directory lists for node "
                    + ledger.origin() + ", but is by none of them: something in it was changed, or it was made up");
        }
        return entitled(header, signer.get()).or(() -> beyond(header));
    }

    private static Optional<X509Certificate> signer(Node node, Signature signature) {
        List<X509Certificate> listed = node.certificates().stream()
                .filter(certificate -> certificate.use() == Use.SIGN)
                .map(NodeCertificate::certificate)
                .toList();
        return listed.stream().filter(signature::isBy).findFirst();
    }

    private Optional<Answer> entitled(Header header, X509Certificate signer) {
        NodeId origin = header.place().ledger().origin();
        if (!(directory.signer(origin, signer, header.sealedAt()) instanceof SignerJudgement.NotEntitled not)) {
            return Optional.empty();
        }
        if (not.reason() != SignerJudgement.Reason.REVOKED) {
            return forged(not.toString());
        }
        // a thief may backdate: only where the header came in time does it count
        return register.holds(header)
                ? Optional.empty()
                : Optional.of(new Answer.AskIssuer(origin, "the key that signed it was " + not.actual()));
    }

    /** A reset or a revocation ended the ledger before this header. */
    private Optional<Answer> beyond(Header header) {
        LedgerId ledger = header.place().ledger();
        if (header.place().epoch() > Integer.MAX_VALUE) {
            return forged(
                    "epoch should be at most 2^31 - 1, but is " + header.place().epoch());
        }
        Optional<LastGood> last = directory.lastGood(
                ledger.origin(), ledger.stream(), (int) header.place().epoch());
        if (last.isEmpty()) {
            return Optional.empty();
        }
        long sequence = header.place().sequence();
        Digest digest = Header.digest(header.write(), suite().hash());
        boolean good = sequence < last.get().sequence()
                || sequence == last.get().sequence() && last.get().header().equals(Optional.of(digest));
        return good
                ? Optional.empty()
                : Optional.of(new Answer.AskIssuer(
                        ledger.origin(),
                        "parcel " + header.place() + " is beyond " + last.get().sequence()
                                + ", the last that counts of its epoch"));
    }

    Answer.Seal seal(Header header) {
        NodeId origin = header.place().ledger().origin();
        return new Answer.Seal(origin, directory.node(origin).orElseThrow().name(), header.sealedAt());
    }

    /** The date of a directory version is that of its federation record, which every version has anew. */
    Answer.AsOf asOf() {
        Instant at = directory.records().stream()
                .filter(record -> record.kind().value().equals("federation"))
                .map(RecordVersion::at)
                .findFirst()
                .orElseThrow();
        return new Answer.AsOf(directory.version(), at);
    }

    private static Optional<Answer> forged(String reason) {
        return Optional.of(new Answer.Forged(reason));
    }

    private static Optional<Answer> unknown(String reason) {
        return Optional.of(new Answer.Unknown(reason));
    }
}

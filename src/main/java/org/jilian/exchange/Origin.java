package org.jilian.exchange;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jilian.crypto.Suite;
import org.jilian.crypto.Verification;
import org.jilian.directory.Directory;
import org.jilian.directory.LastGood;
import org.jilian.directory.SignerJudgement;
import org.jilian.ledger.Header;
import org.jilian.ledger.Place;
import org.jilian.record.Digest;
import org.jilian.record.NodeId;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;

/** Whether a signed document comes from the node that it names, by the directory in force. */
final class Origin {
    private final Suite suite;
    private final Directory directory;

    Origin(Suite suite, Directory directory) {
        this.suite = suite;
        this.directory = directory;
    }

    /** Empty if one signature of a certificate that counts for this node stands over the bytes. */
    Optional<Refusal> check(NodeId node, byte[] bytes, byte[] cms, Instant statedAt) {
        return check(node, bytes, cms, statedAt, Optional.empty());
    }

    /** As {@link #check}, for a parcel: a revoked certificate still counts up to the last good header. */
    Optional<Refusal> checkParcel(Header header, Digest digest, byte[] bytes, byte[] cms) {
        Place place = header.place();
        Optional<LastGood> lastGood =
                directory.lastGood(place.ledger().origin(), place.ledger().stream(), Math.toIntExact(place.epoch()));
        if (lastGood.isPresent() && isBeyond(place.sequence(), digest, lastGood.get())) {
            return refused(
                    RefusalCode.BEYOND_LAST_GOOD,
                    place + " is beyond " + lastGood.get().sequence() + ", the last good one of its epoch");
        }
        return check(place.ledger().origin(), bytes, cms, header.sealedAt(), lastGood);
    }

    private static boolean isBeyond(long sequence, Digest digest, LastGood lastGood) {
        return sequence > lastGood.sequence()
                || sequence == lastGood.sequence() && !lastGood.header().equals(Optional.of(digest));
    }

    private Optional<Refusal> check(
            NodeId node, byte[] bytes, byte[] cms, Instant statedAt, Optional<LastGood> lastGood) {
        Verification verification = suite.verify(bytes, cms);
        if (verification instanceof Verification.Forged forged) {
            return refused(RefusalCode.SIGNATURE, forged.reason());
        }
        List<Verification.Signer> signers = ((Verification.Genuine) verification).signers();
        if (signers.size() != 1) {
            return refused(RefusalCode.SIGNATURE, "one signer, not " + signers.size());
        }
        Verification.Signer signer = signers.get(0);
        if (!signer.signedAt().equals(statedAt)) {
            return refused(
                    RefusalCode.SIGNATURE,
                    "signing time " + signer.signedAt() + " differs from the stated " + statedAt);
        }
        return judged(node, signer.certificate(), statedAt, lastGood);
    }

    private Optional<Refusal> judged(
            NodeId node, X509Certificate certificate, Instant at, Optional<LastGood> lastGood) {
        if (!(directory.signer(node, certificate, at) instanceof SignerJudgement.NotEntitled not)) {
            return Optional.empty();
        }
        return switch (not.reason()) {
            // whoever is beyond it was refused before; what lies up to the last good header stays valid
            case REVOKED ->
                lastGood.isPresent() ? Optional.empty() : refused(RefusalCode.CERTIFICATE_REVOKED, not + "");
            case UNKNOWN_NODE -> refused(RefusalCode.UNKNOWN_NODE, not + "");
            case DIRECTORY_EXPIRED -> refused(RefusalCode.DIRECTORY_EXPIRED, not + "");
            case NOT_YET_VALID, NO_LONGER_VALID, NODE_CLOSED -> refused(RefusalCode.CERTIFICATE_EXPIRED, not + "");
            case UNKNOWN_CERTIFICATE, OTHER_NODES_CERTIFICATE, NOT_TO_SIGN_WITH ->
                refused(RefusalCode.CERTIFICATE_UNKNOWN, not + "");
        };
    }

    private static Optional<Refusal> refused(RefusalCode code, String detail) {
        return Optional.of(new Refusal(code, detail));
    }
}

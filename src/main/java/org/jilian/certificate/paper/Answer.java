package org.jilian.certificate.paper;

import java.time.Instant;
import java.util.Optional;
import org.jilian.directory.Name;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;

/** What verifying a QR code's text, a proof file or a PDF comes to (核验结果). */
public sealed interface Answer {
    /**
     * Signed by this issuer, and nothing of it changed since. What is printed beside it is not looked at: compare it.
     *
     * @param face of a QR code
     * @param certificate of a proof file, its totals checked against its lines
     * @param status what became of it; empty where there is but a directory to go by, whose version and date then bound
     *     what is known
     */
    record Genuine(
            Seal seal,
            Optional<CertificateFace> face,
            Optional<RecordVersion> certificate,
            AsOf asOf,
            Optional<Status> status)
            implements Answer {}

    /** It does not hold: altered, made up, or signed by somebody who may not. @param reason which rule it breaks */
    record Forged(String reason) implements Answer {}

    /**
     * It was signed, but may have been signed by a thief: the key is revoked, or the ledger counts no further than before
     * it. Only whoever holds the ledger can tell.
     */
    record AskIssuer(NodeId issuer, String reason) implements Answer {}

    /** The signer, the federation or a newer version of its directory is not known here. */
    record Unknown(String reason) implements Answer {}

    /** There is nothing in it to verify. @param reason what was looked for */
    record Unreadable(String reason) implements Answer {}

    /** Who signed, and when by the header. */
    record Seal(NodeId issuer, Name name, Instant sealedAt) {}

    /** The directory that was judged by: nothing that was said later is known. */
    record AsOf(int version, Instant at) {}

    /** In lower case, for documents that programs read. */
    default String word() {
        if (this instanceof Genuine) {
            return "genuine";
        }
        if (this instanceof Forged) {
            return "forged";
        }
        if (this instanceof AskIssuer) {
            return "ask-issuer";
        }
        return this instanceof Unknown ? "unknown" : "unreadable";
    }
}

package org.jilian.exchange.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import org.jilian.crypto.Certificates;
import org.jilian.crypto.Suite;
import org.jilian.crypto.Verification;
import org.jilian.ledger.Header;
import org.jilian.ledger.Proof;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Stream;

/**
 * Judges a proof file with nothing but the root's certificate: the root signed what the directory says of the node, the
 * node's certificate signed the parcel, the parcel holds the record. It cannot know what the directory said later.
 */
public final class ProofCheck {
    private static final String FEDERATION = "federation";
    private static final String NODE = "node";
    private static final String REVOCATION = "revocation";
    private static final String SIGN = "sign";

    private final X509Certificate root;

    public ProofCheck(X509Certificate root) {
        this.root = root;
    }

    /** What a proof file comes to. */
    public sealed interface Judgement {
        /** @param at when the directory's version was made, by its own record */
        record Proved(
                RecordVersion record,
                NodeId signer,
                Instant sealedAt,
                String federation,
                int directoryVersion,
                Instant at,
                Instant expires)
                implements Judgement {}

        /** @param reason what should be and what is */
        record Refused(String reason) implements Judgement {}
    }

    /** A check that failed; its message is the reason. */
    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String reason) {
            super(reason);
        }
    }

    public Judgement judge(byte[] file) {
        try {
            return judge(ProofFile.read(file));
        } catch (MalformedException e) {
            return new Judgement.Refused(String.valueOf(e.getMessage()));
        }
    }

    /** As {@link #judge(byte[])}, of a file that was read already. */
    public Judgement judge(ProofFile file) {
        try {
            return judged(file);
        } catch (MalformedException | RefusedException e) {
            return new Judgement.Refused(String.valueOf(e.getMessage()));
        }
    }

    private Judgement judged(ProofFile file) throws RefusedException {
        Suite suite = Suite.named(file.suite());
        Proof.Checked.Holds federation = ofDirectory(file.federation(), suite, FEDERATION);
        JsonNode described = federation.record().content();
        should("suite", described.path("suite").asText(), suite.name());
        should("directory's version", String.valueOf(sequence(federation)), String.valueOf(file.version()));
        Proof.Checked.Holds node = ofDirectory(file.node(), suite, NODE);
        if (sequence(node) > sequence(federation)) {
            throw new RefusedException("the node's description is of version " + sequence(node)
                    + ", newer than the federation's of version " + sequence(federation));
        }
        Proof.Checked.Holds record = holds(file.record(), suite, "the record");
        NodeId signer = placed(record, described.path("federation").asText());
        should("node described", node.record().content().path("node").asText(), signer.value());
        X509Certificate certificate = certificate(record);
        entitled(node.record().content(), certificate, record.header().sealedAt());
        for (Proof revocation : file.revocations()) {
            unrevoked(ofDirectory(revocation, suite, REVOCATION).record().content(), certificate);
        }
        return new Judgement.Proved(
                record.record(),
                signer,
                record.header().sealedAt(),
                record.header().federation(),
                sequence(federation),
                federation.record().at(),
                instant(described.path("expires").asText()));
    }

    private static int sequence(Proof.Checked.Holds proof) {
        return Math.toIntExact(proof.header().place().sequence());
    }

    private static Proof.Checked.Holds holds(Proof proof, Suite suite, String what) throws RefusedException {
        Proof.Checked checked = proof.check(suite);
        if (checked instanceof Proof.Checked.Holds holds) {
            return holds;
        }
        throw new RefusedException(what + ": " + ((Proof.Checked.Broken) checked).refusal());
    }

    /** A record of the directory: in the root authority's directory ledger, signed by the root that was given. */
    private Proof.Checked.Holds ofDirectory(Proof proof, Suite suite, String kind) throws RefusedException {
        Proof.Checked.Holds holds = holds(proof, suite, "the directory's " + kind);
        Header header = holds.header();
        Stream stream = header.place().ledger().stream();
        should("kind of the directory's record", holds.record().kind().value(), kind);
        should("channel of the directory", stream.channel().value(), "directory");
        should(
                "stream of the directory",
                stream.node().value(),
                header.place().ledger().origin().value());
        List<X509Certificate> signers =
                holds.signers().stream().map(Verification.Signer::certificate).toList();
        if (!signers.contains(root)) {
            throw new RefusedException("the directory's " + kind + " should be signed by the given root "
                    + Certificates.fingerprint(root) + ", but is by "
                    + signers.stream().map(Certificates::fingerprint).toList()
                    + "; if the roots were rotated, give the newer one");
        }
        return holds;
    }

    /** The record stands in a ledger of its author, for one of its own streams, of this federation. */
    private static NodeId placed(Proof.Checked.Holds record, String federation) throws RefusedException {
        Header header = record.header();
        should("federation", header.federation(), federation);
        should(
                "author of the record",
                record.record().author().value(),
                header.place().ledger().origin().value());
        if (!record.record().streams().contains(header.place().ledger().stream())) {
            throw new RefusedException("the record names " + record.record().streams() + ", but stands in "
                    + header.place().ledger().stream());
        }
        return header.place().ledger().origin();
    }

    private static X509Certificate certificate(Proof.Checked.Holds record) throws RefusedException {
        if (record.signers().size() != 1) {
            throw new RefusedException("a parcel should have one signer, but has "
                    + record.signers().size());
        }
        Verification.Signer signer = record.signers().get(0);
        should(
                "signing time",
                signer.signedAt().toString(),
                record.header().sealedAt().toString());
        return signer.certificate();
    }

    private static void entitled(JsonNode node, X509Certificate certificate, Instant sealedAt) throws RefusedException {
        if (node.has("closed")
                && !sealedAt.isBefore(instant(node.path("closed").path("at").asText()))) {
            throw new RefusedException("sealed at " + sealedAt + ", after the node closed");
        }
        for (JsonNode listed : node.path("certificates")) {
            if (listed.path("use").asText().equals(SIGN) && same(listed, certificate)) {
                boolean valid = !sealedAt.isBefore(instant(listed.path("from").asText()))
                        && sealedAt.isBefore(instant(listed.path("until").asText()));
                if (!valid) {
                    throw new RefusedException("sealed at " + sealedAt + ", outside the certificate's time");
                }
                return;
            }
        }
        throw new RefusedException("the directory should list the signer's certificate "
                + Certificates.fingerprint(certificate) + " for node "
                + node.path("node").asText()
                + ", but does not");
    }

    private static boolean same(JsonNode listed, X509Certificate certificate) {
        byte[] der = Base64.getDecoder().decode(listed.path("certificate").asText());
        return Certificates.read(der).equals(certificate);
    }

    /** A lone proof under a revoked key proves nothing: whether it was there in time, only a held ledger says. */
    private static void unrevoked(JsonNode revocation, X509Certificate certificate) throws RefusedException {
        if (revocation
                .path("fingerprint")
                .asText()
                .equals(Certificates.fingerprint(certificate).toString())) {
            throw new RefusedException("the key that signed was revoked at "
                    + revocation.path("at").asText() + " ("
                    + revocation.path("reason").asText()
                    + "): ask the issuer");
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new MalformedException("instant in the directory", "like 2026-01-31T08:00:00Z", text);
        }
    }

    private static void should(String what, String is, String expected) throws RefusedException {
        if (!is.equals(expected)) {
            throw new RefusedException(what + " should be '" + expected + "', but is '" + is + "'");
        }
    }
}

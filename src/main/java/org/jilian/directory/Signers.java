package org.jilian.directory;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.jilian.directory.SignerJudgement.NotEntitled;
import org.jilian.directory.SignerJudgement.Reason;
import org.jilian.record.NodeId;

/** Judges who may sign, in the order of {@link Reason}. */
final class Signers {
    private final Directory directory;
    private final Certified certified;

    Signers(Directory directory, Certified certified) {
        this.directory = directory;
        this.certified = certified;
    }

    SignerJudgement judge(NodeId id, X509Certificate certificate, Instant signedAt) {
        Optional<Node> node = directory.node(id);
        if (node.isEmpty()) {
            return no(Reason.UNKNOWN_NODE, "a node of " + directory, id.value());
        }
        Optional<NodeCertificate> found = certified.find(certificate);
        if (found.isEmpty()) {
            return no(
                    Reason.UNKNOWN_CERTIFICATE,
                    "a certificate that " + directory + " lists for node " + id,
                    "issued by " + certificate.getIssuerX500Principal().getName() + " to "
                            + certificate.getSubjectX500Principal().getName());
        }
        NodeId owner = certified.owner(certificate).orElseThrow();
        if (!owner.equals(id)) {
            return no(Reason.OTHER_NODES_CERTIFICATE, "a certificate of node " + id, "that of node " + owner);
        }
        if (found.get().use() != Use.SIGN) {
            return no(
                    Reason.NOT_TO_SIGN_WITH,
                    "a certificate for sign",
                    "for " + found.get().use().word());
        }
        return timely(node.get(), found.get(), signedAt).orElseGet(() -> unrevoked(certificate));
    }

    private Optional<SignerJudgement> timely(Node node, NodeCertificate certificate, Instant signedAt) {
        if (signedAt.isBefore(certificate.from())) {
            return Optional.of(no(Reason.NOT_YET_VALID, "signed from " + certificate.from() + " on", "at " + signedAt));
        }
        if (!certificate.validAt(signedAt)) {
            return Optional.of(no(Reason.NO_LONGER_VALID, "signed before " + certificate.until(), "at " + signedAt));
        }
        if (!node.openAt(signedAt)) {
            Closing closing = node.closing().orElseThrow();
            return Optional.of(
                    no(Reason.NODE_CLOSED, "signed before the node closed, " + closing.at(), "at " + signedAt));
        }
        if (!signedAt.isBefore(directory.expires())) {
            return Optional.of(no(
                    Reason.DIRECTORY_EXPIRED,
                    "signed before the directory expired, " + directory.expires(),
                    "at " + signedAt));
        }
        return Optional.empty();
    }

    private SignerJudgement unrevoked(X509Certificate certificate) {
        return certified
                .revocation(certificate)
                .map(revocation -> no(
                        Reason.REVOKED,
                        "a certificate that is not revoked",
                        "revoked at " + revocation.at() + ": " + revocation.reason()))
                .orElse(SignerJudgement.ENTITLED);
    }

    private static SignerJudgement no(Reason reason, String expected, String actual) {
        return new NotEntitled(reason, expected, actual);
    }
}

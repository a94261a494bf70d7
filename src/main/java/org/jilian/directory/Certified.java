package org.jilian.directory;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.crypto.Certificates;
import org.jilian.record.Digest;
import org.jilian.record.NodeId;

/** All nodes' certificates and revocations, by fingerprint. One certificate is one node's, for one use. */
final class Certified {
    private record Owned(NodeId node, NodeCertificate certificate) {}

    private final Map<Digest, Owned> byFingerprint = new HashMap<>();
    private final Map<Digest, Revocation> revoked = new HashMap<>();

    /** @throws RefusedDirectoryException if a certificate stands in the directory twice */
    Certified(Collection<Node> nodes, Collection<Revocation> revocations) {
        for (Node node : nodes) {
            for (NodeCertificate certificate : node.certificates()) {
                Owned other = byFingerprint.put(certificate.fingerprint(), new Owned(node.id(), certificate));
                if (other != null) {
                    throw refused(
                            Rule.CERTIFICATE_SHARED,
                            node.id(),
                            certificate,
                            "listed once",
                            "also that of node " + other.node + " for "
                                    + other.certificate.use().word());
                }
            }
        }
        revocations.forEach(revocation -> revoked.put(revocation.fingerprint(), revocation));
    }

    Optional<NodeCertificate> find(X509Certificate certificate) {
        return Optional.ofNullable(byFingerprint.get(Certificates.fingerprint(certificate)))
                .map(Owned::certificate);
    }

    Optional<NodeId> owner(X509Certificate certificate) {
        return Optional.ofNullable(byFingerprint.get(Certificates.fingerprint(certificate)))
                .map(Owned::node);
    }

    Optional<NodeId> owner(X509Certificate certificate, Use use) {
        return find(certificate).filter(found -> found.use() == use).flatMap(found -> owner(certificate));
    }

    Optional<Revocation> revocation(X509Certificate certificate) {
        return Optional.ofNullable(revoked.get(Certificates.fingerprint(certificate)));
    }

    /**
     * A certificate is judged when it comes in, by the authorities of that version; it stays when its authority goes,
     * until it is revoked.
     *
     * @throws RefusedDirectoryException if one that is new has the wrong issuer or dates, or one to sign with is gone
     */
    void judge(Certified before, List<X509Certificate> authorities, List<X509Certificate> tlsAuthorities) {
        byFingerprint.forEach((fingerprint, owned) -> {
            if (!before.byFingerprint.containsKey(fingerprint)) {
                issued(owned, owned.certificate.use() == Use.TLS ? tlsAuthorities : authorities);
            }
            dated(owned);
        });
        before.byFingerprint.forEach((fingerprint, owned) -> {
            Owned now = byFingerprint.get(fingerprint);
            boolean same =
                    now != null && now.node.equals(owned.node) && now.certificate.use() == owned.certificate.use();
            if (owned.certificate.use() == Use.SIGN && !same) {
                throw refused(
                        Rule.CERTIFICATE_DROPPED,
                        owned.node,
                        owned.certificate,
                        "still listed, since older parcels are judged by it",
                        "gone (revoke it, or let it run out)");
            }
        });
    }

    private static void issued(Owned owned, List<X509Certificate> authorities) {
        X509Certificate certificate = owned.certificate.certificate();
        String name = Certificates.commonName(certificate);
        if (!name.equals(owned.node.value())) {
            throw refused(
                    Rule.CERTIFICATE_NODE,
                    owned.node,
                    owned.certificate,
                    "with the common name " + owned.node,
                    "with " + name);
        }
        if (authorities.stream().noneMatch(authority -> Certificates.issuedBy(certificate, authority))) {
            throw refused(
                    Rule.CERTIFICATE_ISSUER,
                    owned.node,
                    owned.certificate,
                    "issued by an authority of this directory",
                    "issued by " + certificate.getIssuerX500Principal().getName());
        }
    }

    private static void dated(Owned owned) {
        Instant from = owned.certificate.certificate().getNotBefore().toInstant();
        Instant until = owned.certificate.certificate().getNotAfter().toInstant();
        if (owned.certificate.from().isBefore(from)
                || owned.certificate.until().isAfter(until)
                || !owned.certificate.from().isBefore(owned.certificate.until())) {
            throw refused(
                    Rule.CERTIFICATE_DATES,
                    owned.node,
                    owned.certificate,
                    "within " + from + " to " + until,
                    owned.certificate.from() + " to " + owned.certificate.until());
        }
    }

    private static RefusedDirectoryException refused(
            Rule rule, NodeId node, NodeCertificate certificate, String expected, String actual) {
        String subject = certificate.use().word() + " certificate " + certificate.fingerprint() + " of node " + node;
        return new Refusal(rule, subject, expected, actual).exception();
    }
}

package org.jilian.directory;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jilian.crypto.Certificates;
import org.jilian.record.Digest;

/**
 * Roots rotate under both signatures: one root of the version before must have signed, since nothing else is trusted yet;
 * one root of the new version, so that a root that is leaving cannot go alone; and every new root, which thereby shows
 * that its key exists and works before anything depends on it.
 */
final class RootRotation {
    private RootRotation() {}

    static Optional<Refusal> judge(
            Collection<X509Certificate> before,
            Collection<X509Certificate> after,
            Collection<X509Certificate> signers) {
        Set<Digest> old = fingerprints(before);
        Set<Digest> now = fingerprints(after);
        Set<Digest> signed = fingerprints(signers);
        Set<Digest> added = new HashSet<>(now);
        added.removeAll(old);
        if (signed.stream().noneMatch(old::contains)) {
            return refused("signed by a root of the version before", signed);
        }
        if (signed.stream().noneMatch(now::contains)) {
            return refused("signed by a root that stays", signed);
        }
        if (!signed.containsAll(added)) {
            return refused("signed by every new root, " + added, signed);
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refused(String expected, Set<Digest> signed) {
        return Optional.of(new Refusal(Rule.ROOTS, "directory parcel", expected, "signed by " + signed));
    }

    private static Set<Digest> fingerprints(Collection<X509Certificate> certificates) {
        Set<Digest> fingerprints = new HashSet<>();
        certificates.forEach(certificate -> fingerprints.add(Certificates.fingerprint(certificate)));
        return fingerprints;
    }
}

package org.jilian.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.directory.Federations.NOW;
import static org.jilian.directory.Federations.id;
import static org.jilian.directory.Federations.refusal;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jilian.crypto.CertificateAuthority;
import org.jilian.crypto.Certificates;
import org.jilian.record.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which certificates a version may list, and whose they are. */
class CertifiedTest {
    private final Federations federations = Federations.intl();
    private final DirectoryDraft demo = federations.demo();

    @ParameterizedTest
    @EnumSource(
            value = Use.class,
            names = {"SIGN", "ENCRYPT", "TLS"})
    void anOpenNodeWithoutACertificateForAUseIsRefused(Use use) {
        List<NodeCertificate> without =
                new ArrayList<>(federations.node("370811").certificates());
        without.removeIf(certificate -> certificate.use() == use);

        assertThat(refused(without).rule()).isEqualTo(Rule.CERTIFICATE_MISSING);
    }

    @Test
    void aSelfMadeCertificateIsRefused() {
        CertificateAuthority own = CertificateAuthority.create(
                federations.suite, "370811", Federations.ISSUED, Federations.RUNS_OUT, new SecureRandom());

        Refusal refusal = refused(with(NodeCertificate.of(Use.SIGN, own.certificate())));

        assertThat(refusal.rule()).isEqualTo(Rule.CERTIFICATE_ISSUER);
        assertThat(refusal.subject()).contains("sign certificate").contains("node 370811");
    }

    @Test
    void aTlsCertificateOfTheWrongAuthorityIsRefused() {
        X509Certificate toSign = federations.certificate("370811", Use.SIGN, "second");

        assertThat(refused(with(NodeCertificate.of(Use.TLS, toSign))).rule()).isEqualTo(Rule.CERTIFICATE_ISSUER);
    }

    @Test
    void anotherNodesCertificateIsRefused() {
        assertThat(refused(with(federations.listed("370881", Use.SIGN, "second")))
                        .rule())
                .isEqualTo(Rule.CERTIFICATE_NODE);
        assertThat(refused(with(federations.listed("370881", Use.SIGN, ""))).rule())
                .as("one that is listed for both")
                .isEqualTo(Rule.CERTIFICATE_SHARED);
    }

    @Test
    void oneCertificateForTwoUsesIsRefused() {
        assertThat(refused(with(NodeCertificate.of(Use.RECOVERY, federations.certificate("370811", Use.ENCRYPT, ""))))
                        .rule())
                .isEqualTo(Rule.CERTIFICATE_SHARED);
    }

    @Test
    void datesBeyondTheCertificatesOwnAreRefused() {
        X509Certificate second = federations.certificate("370811", Use.SIGN, "second");

        assertThat(refused(with(new NodeCertificate(
                                Use.SIGN, second, Federations.ISSUED.minusSeconds(1), Federations.RUNS_OUT)))
                        .rule())
                .isEqualTo(Rule.CERTIFICATE_DATES);
        assertThat(refused(with(new NodeCertificate(
                                Use.SIGN, second, Federations.ISSUED, Federations.RUNS_OUT.plusSeconds(1))))
                        .rule())
                .isEqualTo(Rule.CERTIFICATE_DATES);
        assertThat(refused(with(new NodeCertificate(Use.SIGN, second, NOW, NOW)))
                        .rule())
                .isEqualTo(Rule.CERTIFICATE_DATES);
    }

    @Test
    void aCertificateToSignWithStaysListed() {
        Directory before = federations.version1(demo);
        List<NodeCertificate> rotated =
                new ArrayList<>(federations.node("370811").certificates());
        rotated.removeIf(certificate -> certificate.use() == Use.SIGN);
        rotated.add(federations.listed("370811", Use.SIGN, "second"));

        assertThat(refusal(() -> federations.after(
                                before, DirectoryDraft.from(before).with(node(rotated))))
                        .rule())
                .isEqualTo(Rule.CERTIFICATE_DROPPED);
    }

    @Test
    void keysRotateWithBothCertificatesListed() {
        Directory before = federations.version1(demo);
        Directory after = federations.after(
                before, DirectoryDraft.from(before).with(node(with(federations.listed("370811", Use.SIGN, "second")))));

        for (String label : List.of("", "second")) {
            assertThat(after.signer(id("370811"), federations.certificate("370811", Use.SIGN, label), NOW)
                            .entitled())
                    .isTrue();
        }
    }

    @Test
    void aCertificateStaysWhenItsAuthorityGoes() {
        Directory before = federations.version1(demo);
        CertificateAuthority other = CertificateAuthority.create(
                federations.suite, "another", Federations.ISSUED, Federations.RUNS_OUT, new SecureRandom());
        Federation known = before.description();
        Trust trust = new Trust(
                known.trust().roots(),
                List.of(other.certificate()),
                known.trust().tlsAuthorities());
        Federation changed = new Federation(known.identity(), known.expires(), trust, known.limits(), known.sealing());

        Directory after = federations.after(before, DirectoryDraft.from(before).with(changed));
        assertThat(after.authorities())
                .extracting(Certificates::fingerprint)
                .containsExactly(Certificates.fingerprint(other.certificate()));
        assertThat(after.node(id("370811"))).isEqualTo(before.node(id("370811")));

        DirectoryDraft late =
                DirectoryDraft.from(after).with(node(with(federations.listed("370811", Use.SIGN, "second"))));
        assertThat(refusal(() -> federations.after(after, late)).rule())
                .as("a new one by the authority that is gone")
                .isEqualTo(Rule.CERTIFICATE_ISSUER);
    }

    @Test
    void aTlsCertificateIsPinnedToItsNode() {
        Directory directory = federations.version1(demo);
        X509Certificate tls = federations.certificate("370811", Use.TLS, "");

        assertThat(directory.nodeOfTlsCertificate(tls)).contains(id("370811"));
        assertThat(directory.nodeOfTlsCertificate(tls, NOW)).contains(id("370811"));
        assertThat(directory.nodeOfTlsCertificate(tls, Federations.RUNS_OUT)).isEmpty();
        assertThat(directory.nodeOfTlsCertificate(federations.certificate("370811", Use.SIGN, "")))
                .as("a certificate for another use")
                .isEmpty();
        assertThat(directory.nodeOfTlsCertificate(federations.certificate("370811", Use.TLS, "unlisted")))
                .as("of the right authority, but not listed")
                .isEmpty();
    }

    @Test
    void aRevokedTlsCertificateIsNobodys() {
        Directory before = federations.version1(demo);
        X509Certificate tls = federations.certificate("370811", Use.TLS, "");
        Directory after = federations.after(
                before,
                DirectoryDraft.from(before)
                        .with(new Revocation(
                                Certificates.fingerprint(tls), id("370811"), NOW, "laptop stolen", List.of())));

        assertThat(after.nodeOfTlsCertificate(tls)).isEmpty();
        assertThat(after.revocation(tls)).map(Revocation::reason).contains("laptop stolen");
        assertThat(before.revocation(tls)).isEmpty();
    }

    @Test
    void aNodeIsWrappedToWithWhatIsValidThen() {
        Node node = federations.version1(demo).node(id("370811")).orElseThrow();

        assertThat(node.certificates(Use.ENCRYPT, NOW)).hasSize(1);
        assertThat(node.certificates(Use.ENCRYPT, Federations.ISSUED.minus(Duration.ofDays(1))))
                .isEmpty();
        assertThat(node.certificates(Use.RECOVERY, NOW)).isEmpty();
    }

    @Test
    void onlyTheEntitledMayReadProtectedValues() {
        Channel registry = new Channel("registry");
        Directory directory = federations.version1(demo.with(reading(federations.node("370811"), registry))
                .with(reading(federations.node("370800"), registry)));

        assertThat(directory.entitledTo(registry)).isEqualTo(Federations.ids("370800", "370811"));
        assertThat(directory.entitledTo(new Channel("hours"))).isEmpty();
    }

    private List<NodeCertificate> with(NodeCertificate certificate) {
        List<NodeCertificate> certificates =
                new ArrayList<>(federations.node("370811").certificates());
        certificates.add(certificate);
        return certificates;
    }

    private Refusal refused(List<NodeCertificate> certificates) {
        return refusal(() -> federations.version1(demo.with(node(certificates))));
    }

    private Node node(List<NodeCertificate> certificates) {
        Node node = federations.node("370811");
        return new Node(
                node.id(),
                node.name(),
                node.jurisdiction(),
                node.endpoint(),
                certificates,
                node.readsProtected(),
                Optional.empty());
    }

    private static Node reading(Node node, Channel channel) {
        return new Node(
                node.id(),
                node.name(),
                node.jurisdiction(),
                node.endpoint(),
                node.certificates(),
                new java.util.TreeSet<>(List.of(channel)),
                node.closing());
    }
}

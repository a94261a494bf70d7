package org.jilian.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.directory.Federations.NOW;
import static org.jilian.directory.Federations.id;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jilian.crypto.Certificates;
import org.jilian.directory.SignerJudgement.NotEntitled;
import org.jilian.directory.SignerJudgement.Reason;
import org.junit.jupiter.api.Test;

/** Who may sign for whom, and when; each test changes one thing. */
class SignersTest {
    private final Federations federations = Federations.intl();
    private final Directory directory = federations.version1(federations.demo());
    private final X509Certificate rencheng = federations.certificate("370811", Use.SIGN, "");

    @Test
    void aNodeSignsWithItsCertificate() {
        assertThat(directory.signer(id("370811"), rencheng, NOW)).isEqualTo(SignerJudgement.ENTITLED);
    }

    @Test
    void nobodySignsForANodeThatIsUnknown() {
        assertThat(why(directory, "999999", rencheng, NOW)).isEqualTo(Reason.UNKNOWN_NODE);
    }

    @Test
    void aCertificateThatTheDirectoryDoesNotListSignsNothing() {
        X509Certificate unlisted = federations.certificate("370811", Use.SIGN, "unlisted");

        assertThat(why(directory, "370811", unlisted, NOW)).isEqualTo(Reason.UNKNOWN_CERTIFICATE);
        assertThat(why(directory, "000000", federations.root.certificate(), NOW))
                .as("a root signs the directory and nothing else")
                .isEqualTo(Reason.UNKNOWN_CERTIFICATE);
    }

    @Test
    void nobodySignsForASiblingOrAnAncestor() {
        assertThat(why(directory, "370881", rencheng, NOW)).isEqualTo(Reason.OTHER_NODES_CERTIFICATE);
        assertThat(why(directory, "370800", rencheng, NOW)).isEqualTo(Reason.OTHER_NODES_CERTIFICATE);
    }

    @Test
    void aCertificateForAnotherUseSignsNothing() {
        assertThat(why(directory, "370811", federations.certificate("370811", Use.TLS, ""), NOW))
                .isEqualTo(Reason.NOT_TO_SIGN_WITH);
    }

    @Test
    void theCertificateIsValidFromItsFirstInstantUntilBeforeItsLast() {
        assertThat(why(directory, "370811", rencheng, Federations.ISSUED.minusSeconds(1)))
                .isEqualTo(Reason.NOT_YET_VALID);
        assertThat(directory.signer(id("370811"), rencheng, Federations.ISSUED).entitled())
                .isTrue();
        assertThat(why(directory, "370811", rencheng, Federations.RUNS_OUT)).isEqualTo(Reason.NO_LONGER_VALID);
    }

    @Test
    void nothingIsSignedUnderAnExpiredDirectory() {
        assertThat(directory
                        .signer(id("370811"), rencheng, Federations.EXPIRES.minusSeconds(1))
                        .entitled())
                .isTrue();
        assertThat(why(directory, "370811", rencheng, Federations.EXPIRES)).isEqualTo(Reason.DIRECTORY_EXPIRED);
    }

    @Test
    void aClosedNodeSignsNothingMore() {
        Node node = directory.node(id("370811")).orElseThrow();
        Directory closed = federations.after(
                directory,
                DirectoryDraft.from(directory)
                        .with(new Node(
                                node.id(),
                                node.name(),
                                node.jurisdiction(),
                                node.endpoint(),
                                node.certificates(),
                                node.readsProtected(),
                                Optional.of(new Closing(NOW, Optional.empty())))));

        assertThat(why(closed, "370811", rencheng, NOW)).isEqualTo(Reason.NODE_CLOSED);
        assertThat(closed.signer(id("370811"), rencheng, NOW.minusSeconds(1)).entitled())
                .isTrue();
    }

    @Test
    void aRevokedCertificateSignsNothingWheneverItSaysItSigned() {
        Directory revoked = revoked();

        assertThat(why(revoked, "370811", rencheng, NOW)).isEqualTo(Reason.REVOKED);
        assertThat(why(revoked, "370811", rencheng, Federations.ISSUED))
                .as("a thief may backdate")
                .isEqualTo(Reason.REVOKED);
        assertThat(directory.signer(id("370811"), rencheng, NOW).entitled())
                .as("the version before")
                .isTrue();
    }

    @Test
    void revocationIsTheLastReasonNamed() {
        assertThat(why(revoked(), "370811", rencheng, Federations.RUNS_OUT)).isEqualTo(Reason.NO_LONGER_VALID);
    }

    @Test
    void aCertificateIsTheSameHoweverItWasRead() throws Exception {
        X509Certificate byTheJdk = (X509Certificate) java.security.cert.CertificateFactory.getInstance("X.509")
                .generateCertificate(new java.io.ByteArrayInputStream(rencheng.getEncoded()));

        assertThat(directory.signer(id("370811"), byTheJdk, NOW).entitled()).isTrue();
    }

    private Directory revoked() {
        return federations.after(
                directory,
                DirectoryDraft.from(directory)
                        .with(new Revocation(
                                Certificates.fingerprint(rencheng), id("370811"), NOW, "key lost", List.of())));
    }

    private static Reason why(Directory directory, String node, X509Certificate certificate, Instant at) {
        SignerJudgement judgement = directory.signer(id(node), certificate, at);
        assertThat(judgement).isInstanceOf(NotEntitled.class);
        NotEntitled refused = (NotEntitled) judgement;
        assertThat(refused.toString()).startsWith(refused.reason().code());
        return refused.reason();
    }
}

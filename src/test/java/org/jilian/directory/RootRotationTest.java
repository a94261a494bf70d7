package org.jilian.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jilian.crypto.CertificateAuthority;
import org.junit.jupiter.api.Test;

/** Whose signatures a directory version needs. */
class RootRotationTest {
    private final Federations federations = Federations.intl();
    private final X509Certificate old = federations.root.certificate();
    private final X509Certificate fresh = root("fresh root");
    private final Directory version1 = federations.version1(federations.demo());
    private final Directory same = withRoots(old);
    private final Directory both = withRoots(old, fresh);
    private final Directory rotated = withRoots(fresh);

    @Test
    void versionOneIsAcceptedUnderTheRootsInstalledByHand() {
        assertThat(Directory.trusting(List.of(old)).accepts(version1, List.of(old)))
                .isEmpty();
        assertThat(Directory.trusting(List.of(fresh)).accepts(version1, List.of(old)))
                .isPresent();
        assertThat(Directory.empty().accepts(version1, List.of(old)))
                .as("nobody is trusted by nobody")
                .isPresent();
    }

    @Test
    void aVersionUnderTheSameRootsNeedsOneOfThem() {
        assertThat(version1.accepts(same, List.of(old))).isEmpty();
        assertThat(version1.accepts(same, List.of(fresh)).orElseThrow().rule()).isEqualTo(Rule.ROOTS);
        assertThat(version1.accepts(same, List.of())).isPresent();
        assertThat(version1.accepts(same, List.of(federations.authority.certificate())))
                .as("an authority is no root")
                .isPresent();
    }

    @Test
    void aNewRootSignsToo() {
        assertThat(version1.accepts(both, List.of(old, fresh))).isEmpty();
        assertThat(version1.accepts(both, List.of(old))).isPresent();
    }

    @Test
    void rootsRotateUnderBothSignatures() {
        assertThat(version1.accepts(rotated, List.of(old, fresh))).isEmpty();
        assertThat(version1.accepts(rotated, List.of(old))).isPresent();
        assertThat(version1.accepts(rotated, List.of(fresh))).isPresent();
    }

    @Test
    void aRootThatLeavesCannotSendItselfAway() {
        Directory without = withRootsAfter(both, fresh);

        assertThat(both.accepts(without, List.of(old))).isPresent();
        assertThat(both.accepts(without, List.of(fresh))).isEmpty();
    }

    @Test
    void afterARotationTheOldRootCountsNoMore() {
        Directory later = withRootsAfter(rotated, fresh);

        assertThat(rotated.accepts(later, List.of(old))).isPresent();
        assertThat(rotated.accepts(later, List.of(fresh))).isEmpty();
    }

    private Directory withRoots(X509Certificate... roots) {
        return withRootsAfter(version1, roots);
    }

    private Directory withRootsAfter(Directory before, X509Certificate... roots) {
        Federation known = before.description();
        Trust trust = new Trust(
                List.of(roots), known.trust().authorities(), known.trust().tlsAuthorities());
        return federations.after(
                before,
                DirectoryDraft.from(before)
                        .with(new Federation(
                                known.identity(), known.expires(), trust, known.limits(), known.sealing())));
    }

    private X509Certificate root(String name) {
        return CertificateAuthority.create(
                        federations.suite, name, Federations.ISSUED, Federations.RUNS_OUT, new SecureRandom())
                .certificate();
    }
}

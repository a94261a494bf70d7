package org.jilian.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jilian.directory.Federations.NOW;
import static org.jilian.directory.Federations.digest;
import static org.jilian.directory.Federations.id;
import static org.jilian.directory.Federations.refusal;
import static org.jilian.directory.Federations.stream;

import java.util.List;
import java.util.Optional;
import org.jilian.record.NodeId;
import org.jilian.record.Stream;
import org.junit.jupiter.api.Test;

/** Epochs of ledgers, and how far each counts. */
class LedgersTest {
    private static final NodeId RENCHENG = id("370811");
    private static final Stream HOURS = stream("above.370811/hours");

    private final Federations federations = Federations.intl();
    private final Directory fresh = federations.version1(federations.demo());

    @Test
    void aLedgerThatNobodyResetIsInItsFirstEpochAndCountsWhole() {
        assertThat(fresh.epoch(RENCHENG, HOURS)).isEqualTo(1);
        assertThat(fresh.lastGood(RENCHENG, HOURS, 1)).isEmpty();
        assertThat(fresh.reset(RENCHENG, HOURS, 1)).isEmpty();
        assertThat(fresh.reset(RENCHENG, HOURS, 2)).isEmpty();
    }

    @Test
    void aResetBoundsTheOldEpochAndOpensTheNext() {
        Directory directory = after(fresh, reset(1, 7, 2));

        assertThat(directory.epoch(RENCHENG, HOURS)).isEqualTo(2);
        assertThat(directory.lastGood(RENCHENG, HOURS, 1)).contains(good(1, 7));
        assertThat(directory.lastGood(RENCHENG, HOURS, 2)).isEmpty();
        assertThat(directory.reset(RENCHENG, HOURS, 2)).contains(reset(1, 7, 2));
        assertThat(directory.epoch(RENCHENG, stream("above.370811/registry")))
                .as("another ledger of the node")
                .isEqualTo(1);
    }

    @Test
    void aLaterResetMayReachBackAndVoidsTheEpochsBetween() {
        Directory directory = after(after(fresh, reset(1, 7, 2)), reset(1, 4, 3));

        assertThat(directory.epoch(RENCHENG, HOURS)).isEqualTo(3);
        assertThat(directory.lastGood(RENCHENG, HOURS, 1)).contains(good(1, 4));
        assertThat(directory.lastGood(RENCHENG, HOURS, 2)).contains(good(2, 0));
        assertThat(directory.lastGood(RENCHENG, HOURS, 3)).isEmpty();
    }

    @Test
    void aResetOfTheNewestEpochLeavesTheFirstBoundAsItWas() {
        Directory directory = after(after(fresh, reset(1, 7, 2)), reset(2, 9, 3));

        assertThat(directory.lastGood(RENCHENG, HOURS, 1)).contains(good(1, 7));
        assertThat(directory.lastGood(RENCHENG, HOURS, 2)).contains(good(2, 9));
    }

    @Test
    void aRevocationResetsEachLedgerItNames() {
        Revocation revocation =
                new Revocation(digest(9), RENCHENG, NOW, "key lost", List.of(reset("key lost", 1, 7, 2)));
        Directory directory =
                federations.after(fresh, DirectoryDraft.from(fresh).with(revocation));

        assertThat(directory.epoch(RENCHENG, HOURS)).isEqualTo(2);
        assertThat(directory.lastGood(RENCHENG, HOURS, 1)).contains(good(1, 7));
        assertThat(directory.reset(RENCHENG, HOURS, 2)).map(Reset::reason).contains("key lost");
    }

    @Test
    void aGapBetweenEpochsIsRefused() {
        assertThat(refused(reset(1, 7, 3))).isEqualTo(Rule.EPOCH);
    }

    @Test
    void aResetAndARevocationToTheSameEpochAreRefused() {
        Directory directory = after(fresh, reset(1, 7, 2));
        DirectoryDraft draft = DirectoryDraft.from(directory)
                .with(new Revocation(digest(9), RENCHENG, NOW, "key lost", List.of(reset("key lost", 1, 6, 2))));

        assertThat(refusal(() -> federations.after(directory, draft)).rule()).isEqualTo(Rule.EPOCH);
    }

    @Test
    void aLastGoodEpochThatIsNotBeforeTheNewOneIsRefused() {
        assertThat(refused(reset(2, 7, 2))).isEqualTo(Rule.EPOCH);
    }

    @Test
    void theDirectorysOwnLedgerIsNeverReset() {
        assertThat(refused(new Reset(id("000000"), fresh.stream(), good(1, 1), 2, "no")))
                .isEqualTo(Rule.EPOCH);
    }

    @Test
    void aResetOfAnUnknownNodesLedgerIsRefused() {
        assertThat(refused(new Reset(id("999999"), HOURS, good(1, 7), 2, "test")))
                .isEqualTo(Rule.UNKNOWN_NODE);
        assertThat(refused(new Reset(RENCHENG, stream("to.999999/hours"), good(1, 7), 2, "test")))
                .isEqualTo(Rule.UNKNOWN_NODE);
    }

    @Test
    void aResetIsWrittenOnce() {
        Directory directory = after(fresh, reset(1, 7, 2));

        assertThat(refusal(() -> after(directory, reset(1, 6, 2))).rule()).isEqualTo(Rule.UNCHANGEABLE);
    }

    @Test
    void aRevocationIsWrittenOnce() {
        Revocation revocation = new Revocation(digest(9), RENCHENG, NOW, "key lost", List.of());
        Revocation otherwise = new Revocation(digest(9), RENCHENG, NOW, "found again", List.of());
        Directory directory =
                federations.after(fresh, DirectoryDraft.from(fresh).with(revocation));

        assertThat(refusal(() -> federations.after(
                                directory, DirectoryDraft.from(directory).with(otherwise)))
                        .rule())
                .isEqualTo(Rule.UNCHANGEABLE);
    }

    @Test
    void aLastGoodParcelHasAHeaderAndNoParcelHasNone() {
        assertThatThrownBy(() -> new LastGood(1, 0, Optional.of(digest(1)))).hasMessageContaining("header");
        assertThatThrownBy(() -> new LastGood(1, 1, Optional.empty())).hasMessageContaining("header");
    }

    private Rule refused(Reset reset) {
        return refusal(() -> after(fresh, reset)).rule();
    }

    private Directory after(Directory directory, Reset reset) {
        return federations.after(directory, DirectoryDraft.from(directory).with(reset));
    }

    private static LastGood good(int epoch, long sequence) {
        return new LastGood(epoch, sequence, sequence == 0 ? Optional.empty() : Optional.of(digest((int) sequence)));
    }

    private static Reset reset(int epoch, long sequence, int newEpoch) {
        return reset("test", epoch, sequence, newEpoch);
    }

    private static Reset reset(String reason, int epoch, long sequence, int newEpoch) {
        return new Reset(RENCHENG, HOURS, good(epoch, sequence), newEpoch, reason);
    }
}

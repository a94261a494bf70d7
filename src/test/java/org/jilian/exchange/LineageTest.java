package org.jilian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jilian.ledger.Outcome;
import org.jilian.record.Digest;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.jilian.record.RefusalCode;
import org.junit.jupiter.api.Test;

/** Which version counts: one history at a time, and any history in any order. */
class LineageTest {
    private static final NodeId COUNTY = NodeId.of("370811");
    private static final NodeId SIBLING = NodeId.of("370881");
    private static final NodeId CITY = NodeId.of("370800");
    private static final NodeId STRANGER = NodeId.of("410000");

    /** The city is above the county; nobody was closed but where a test says so. */
    private record Rules(boolean ancestorsOverride, Map<NodeId, NodeId> successors) implements Lineage.Entitlement {
        @Override
        public boolean mayStart(RecordVersion version) {
            return version.author().equals(COUNTY) || version.author().equals(CITY);
        }

        @Override
        public boolean overrides(RecordVersion version) {
            return ancestorsOverride && version.author().equals(CITY);
        }

        @Override
        public Optional<String> beginning(RecordVersion version) {
            return Optional.empty();
        }

        @Override
        public Optional<String> following(RecordVersion before, RecordVersion next) {
            return Optional.empty();
        }

        @Override
        public NodeId successorOf(NodeId holder) {
            return successors.getOrDefault(holder, holder);
        }
    }

    private static final Rules HOLDER_ALONE = new Rules(false, Map.of());
    private static final Rules WITH_OVERRIDE = new Rules(true, Map.of());

    private final RecordVersion first = Lines.first(COUNTY);

    @Test
    void theLastOfAnUnbrokenLineIsCurrentAndTheOthersAreHistory() {
        RecordVersion second = Lines.next(first, COUNTY, COUNTY, "a");
        RecordVersion third = Lines.next(second, COUNTY, COUNTY, "a");
        Lineage.Judgement judgement = judge(HOLDER_ALONE, third, first, second);
        assertThat(judgement.current()).contains(third);
        assertThat(judgement.forks()).isEmpty();
        assertThat(outcomes(judgement, first, second, third))
                .containsExactly(Outcome.SUPERSEDED, Outcome.SUPERSEDED, Outcome.APPLIED);
    }

    @Test
    void aVersionThatOvertookItsPredecessorWaitsAndIsApplied() {
        RecordVersion second = Lines.next(first, COUNTY, SIBLING, "a");
        RecordVersion third = Lines.next(second, SIBLING, SIBLING, "a");
        Lineage.Judgement early = judge(HOLDER_ALONE, first, third);
        assertThat(early.current()).contains(first);
        refused(early, third, Outcome.WAITING, RefusalCode.PREDECESSOR_MISSING);
        assertThat(judge(HOLDER_ALONE, first, third, second).current()).contains(third);
    }

    @Test
    void aStrangersVersionAloneWaits() {
        RecordVersion second = Lines.next(first, COUNTY, STRANGER, "a");
        RecordVersion third = Lines.next(second, STRANGER, STRANGER, "a");
        Lineage.Judgement judgement = judge(HOLDER_ALONE, third);
        assertThat(judgement.current()).isEmpty();
        refused(judgement, third, Outcome.WAITING, RefusalCode.PREDECESSOR_MISSING);
    }

    @Test
    void whoIsNotItsHolderIsRefusedWithAllThatFollows() {
        RecordVersion usurped = Lines.next(first, SIBLING, SIBLING, "a");
        RecordVersion further = Lines.next(usurped, SIBLING, SIBLING, "a");
        Lineage.Judgement judgement = judge(HOLDER_ALONE, first, usurped, further);
        assertThat(judgement.current()).contains(first);
        assertThat(judgement.forks()).isEmpty();
        refused(judgement, usurped, Outcome.REFUSED, RefusalCode.NOT_ENTITLED);
        refused(judgement, further, Outcome.REFUSED, RefusalCode.NOT_ENTITLED);
    }

    @Test
    void anAncestorMayOverruleOnlyWhereTheKindSaysSo() {
        RecordVersion overruled = Lines.next(first, CITY, COUNTY, "a");
        assertThat(judge(WITH_OVERRIDE, first, overruled).current()).contains(overruled);
        refused(judge(HOLDER_ALONE, first, overruled), overruled, Outcome.REFUSED, RefusalCode.NOT_ENTITLED);
    }

    @Test
    void atAForkTheOverrideWinsWhateverTheDigests() {
        for (String note : List.of("a", "b", "c", "d", "e", "f")) {
            RecordVersion holders = Lines.next(first, COUNTY, COUNTY, note);
            RecordVersion citys = Lines.next(first, CITY, COUNTY, "x" + note);
            Lineage.Judgement judgement = judge(WITH_OVERRIDE, first, holders, citys);
            assertThat(judgement.current()).contains(citys);
            assertThat(judgement.forks()).hasSize(1);
            refused(judgement, holders, Outcome.REFUSED, RefusalCode.FORK);
        }
    }

    @Test
    void atAForkOfEqualsTheSmallerDigestWins() {
        for (String note : List.of("a", "b", "c", "d", "e", "f")) {
            RecordVersion one = Lines.next(first, COUNTY, COUNTY, note);
            RecordVersion two = Lines.next(first, COUNTY, COUNTY, "x" + note);
            RecordVersion smaller = one.digest().compareTo(two.digest()) < 0 ? one : two;
            Lineage.Judgement judgement = judge(HOLDER_ALONE, two, first, one);
            assertThat(judgement.current()).contains(smaller);
            assertThat(judgement.forks()).hasSize(1);
            refused(judgement, smaller == one ? two : one, Outcome.REFUSED, RefusalCode.FORK);
        }
    }

    @Test
    void aLongerBranchDoesNotWinAFork() {
        RecordVersion one = Lines.next(first, COUNTY, COUNTY, "a");
        RecordVersion two = Lines.next(first, COUNTY, COUNTY, "b");
        RecordVersion smaller = one.digest().compareTo(two.digest()) < 0 ? one : two;
        RecordVersion larger = smaller == one ? two : one;
        RecordVersion onLarger = Lines.next(larger, COUNTY, COUNTY, "c");
        Lineage.Judgement judgement = judge(HOLDER_ALONE, first, one, two, onLarger);
        assertThat(judgement.current()).contains(smaller);
        refused(judgement, onLarger, Outcome.REFUSED, RefusalCode.FORK);
    }

    @Test
    void twoFirstVersionsAreAFork() {
        RecordVersion other = Lines.first(COUNTY, "another");
        Lineage.Judgement judgement = judge(HOLDER_ALONE, first, other);
        assertThat(judgement.forks()).hasSize(1);
        assertThat(judgement.current()).contains(first.digest().compareTo(other.digest()) < 0 ? first : other);
    }

    @Test
    void aFirstAuthorThatHandedOnCannotTakeBackWithAnInventedPredecessor() {
        RecordVersion handedOn = Lines.next(first, COUNTY, SIBLING, "a");
        RecordVersion theirs = Lines.next(handedOn, SIBLING, SIBLING, "a");
        for (int version = 2; version <= 9; version++) {
            RecordVersion invented = Lines.after(version, Lines.noDigest(), COUNTY, COUNTY, "mine again");
            Lineage.Judgement judgement = judge(HOLDER_ALONE, invented, theirs, handedOn, first);
            assertThat(judgement.current()).as("invented version %s", version).contains(theirs);
            refused(judgement, invented, Outcome.WAITING, RefusalCode.PREDECESSOR_MISSING);
        }
    }

    @Test
    void aNodeThatEntersLateStartsAtTheLowestVersionOfTheFirstAuthorOrAbove() {
        RecordVersion second = Lines.next(first, COUNTY, COUNTY, "a");
        RecordVersion third = Lines.next(second, COUNTY, COUNTY, "a");
        assertThat(judge(HOLDER_ALONE, second, third).current()).contains(third);
        assertThat(judge(HOLDER_ALONE, third).current()).contains(third);
    }

    @Test
    void whatStartedTheLineStaysCurrentWhenOneBeforeItComesWhosePredecessorIsMissing() {
        RecordVersion second = Lines.next(first, COUNTY, SIBLING, "a");
        RecordVersion third = Lines.next(second, SIBLING, SIBLING, "a");
        RecordVersion citys = Lines.next(third, CITY, SIBLING, "a");
        Lineage.Judgement without = judge(WITH_OVERRIDE, citys, third);
        assertThat(without.current()).contains(citys);
        assertThat(outcomes(without, third, citys)).containsExactly(Outcome.SUPERSEDED, Outcome.APPLIED);
        assertThat(judge(WITH_OVERRIDE, citys, third, second).current()).contains(citys);
        assertThat(outcomes(judge(WITH_OVERRIDE, citys, third, second), second, third, citys))
                .containsExactly(Outcome.SUPERSEDED, Outcome.SUPERSEDED, Outcome.APPLIED);
    }

    @Test
    void aClosedHoldersSuccessorGoesOn() {
        RecordVersion second = Lines.next(first, SIBLING, SIBLING, "a");
        assertThat(judge(new Rules(false, Map.of(COUNTY, SIBLING)), first, second)
                        .current())
                .contains(second);
    }

    @Test
    void aVersionThatSkipsANumberOrLosesAStreamIsRefused() {
        RecordVersion skipped = Lines.after(3, first.digest(), COUNTY, COUNTY, "a");
        refused(judge(HOLDER_ALONE, first, skipped), skipped, Outcome.REFUSED, RefusalCode.RECORD_FORM);
        RecordVersion wide = Lines.next(first, COUNTY, COUNTY, "a", "above.370811/registry", "to.370881/registry");
        RecordVersion narrow = Lines.next(wide, COUNTY, COUNTY, "a");
        Lineage.Judgement judgement = judge(HOLDER_ALONE, first, wide, narrow);
        assertThat(judgement.current()).contains(wide);
        refused(judgement, narrow, Outcome.REFUSED, RefusalCode.STREAM);
    }

    @Property(tries = 300)
    void anyOrderOfArrivalGivesTheSameJudgement(
            @ForAll("histories") List<RecordVersion> versions, @ForAll Random order) {
        for (Rules rules : List.of(HOLDER_ALONE, WITH_OVERRIDE)) {
            Lineage.Judgement before = Lineage.judge(versions, rules);
            List<RecordVersion> shuffled = new ArrayList<>(versions);
            Collections.shuffle(shuffled, order);
            Lineage.Judgement after = Lineage.judge(shuffled, rules);
            assertThat(after.current()).isEqualTo(before.current());
            assertThat(after.forks()).isEqualTo(before.forks());
            assertThat(whats(after)).isEqualTo(whats(before));
        }
    }

    @Property(tries = 300)
    void everyVersionIsJudgedAndExactlyTheCurrentOneIsApplied(@ForAll("histories") List<RecordVersion> versions) {
        Lineage.Judgement judgement = Lineage.judge(versions, WITH_OVERRIDE);
        assertThat(judgement.verdicts().keySet())
                .isEqualTo(
                        Set.copyOf(versions.stream().map(RecordVersion::digest).toList()));
        List<Digest> applied = judgement.verdicts().entrySet().stream()
                .filter(each -> each.getValue().outcome() == Outcome.APPLIED)
                .map(Map.Entry::getKey)
                .toList();
        assertThat(applied)
                .isEqualTo(
                        judgement.current().map(RecordVersion::digest).stream().toList());
    }

    @Property(tries = 1000)
    void aStrangersVersionsNeverChangeWhatIsCurrent(@ForAll("histories") List<RecordVersion> versions) {
        List<RecordVersion> honest = versions.stream()
                .filter(version -> !version.author().equals(STRANGER))
                .toList();
        Set<Digest> strangers = new java.util.HashSet<>(
                versions.stream().map(RecordVersion::digest).toList());
        honest.forEach(version -> strangers.remove(version.digest()));
        // entrusted by its holder, or taken up by somebody who is
        boolean entrusted = honest.stream()
                .anyMatch(version -> version.holder().equals(STRANGER)
                        || version.previous().filter(strangers::contains).isPresent());
        if (!entrusted) {
            assertThat(Lineage.judge(versions, WITH_OVERRIDE).current())
                    .isEqualTo(Lineage.judge(honest, WITH_OVERRIDE).current());
        }
    }

    /** Trees of versions by anybody, some of them lost on the way. */
    @Provide
    Arbitrary<List<RecordVersion>> histories() {
        return Arbitraries.randomValue(random -> {
            List<RecordVersion> all = new ArrayList<>(List.of(Lines.first(COUNTY)));
            List<NodeId> nodes = List.of(COUNTY, COUNTY, SIBLING, CITY, STRANGER);
            int count = random.nextInt(9);
            for (int i = 0; i < count; i++) {
                RecordVersion before = all.get(random.nextInt(all.size()));
                boolean byHolder = random.nextInt(3) > 0;
                NodeId author = byHolder ? before.holder() : nodes.get(random.nextInt(nodes.size()));
                all.add(Lines.next(before, author, nodes.get(random.nextInt(nodes.size())), "n" + i));
            }
            all.removeIf(version -> random.nextInt(5) == 0);
            return all;
        });
    }

    private static Lineage.Judgement judge(Rules rules, RecordVersion... versions) {
        return Lineage.judge(List.of(versions), rules);
    }

    private static List<Outcome> outcomes(Lineage.Judgement judgement, RecordVersion... versions) {
        return java.util.Arrays.stream(versions)
                .map(version -> judgement.verdicts().get(version.digest()).outcome())
                .toList();
    }

    private static void refused(Lineage.Judgement judgement, RecordVersion version, Outcome outcome, RefusalCode code) {
        Lineage.Verdict verdict = judgement.verdicts().get(version.digest());
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.refusal().code()).isEqualTo(code);
    }

    private static Map<Digest, String> whats(Lineage.Judgement judgement) {
        Map<Digest, String> whats = new java.util.HashMap<>();
        judgement
                .verdicts()
                .forEach((digest, verdict) -> whats.put(
                        digest,
                        verdict.outcome() + " "
                                + (verdict.refusal() == null
                                        ? ""
                                        : verdict.refusal().code().name())));
        return whats;
    }
}

package org.jilian.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.directory.Federations.only;
import static org.jilian.directory.Federations.refusal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jilian.record.RecordVersion;
import org.junit.jupiter.api.Test;

/** Each test changes one thing in a version that would follow. */
class SuccessionTest {
    private final Federations federations = Federations.intl();
    private final Directory empty = Directory.trusting(List.of(federations.root.certificate()));
    private final List<RecordVersion> first = federations.records(empty, federations.demo());
    private final Directory version1 = empty.next(first);
    private final List<RecordVersion> second =
            federations.records(version1, DirectoryDraft.from(version1).with(Federations.reports("370881", "370000")));

    @Test
    void versionsFollowOneAnother() {
        Directory version2 = version1.next(second);

        assertThat(version1.version()).isEqualTo(1);
        assertThat(version2.version()).isEqualTo(2);
        assertThat(second).as("only what changed, and the federation").hasSize(2);
        assertThat(version2.nodes()).isEqualTo(version1.nodes());
    }

    @Test
    void theSameVersionAgainIsRefused() {
        assertThat(refusal(() -> version1.next(first)).rule()).isEqualTo(Rule.VERSION_BACK);
    }

    @Test
    void anOlderVersionIsRefused() {
        assertThat(refusal(() -> version1.next(second).next(first)).rule()).isEqualTo(Rule.VERSION_BACK);
    }

    @Test
    void aGapIsRefused() {
        Refusal refusal = refusal(() -> empty.next(second));

        assertThat(refusal.rule()).isEqualTo(Rule.VERSION_GAP);
        assertThat(refusal.expected()).contains("version 1");
        assertThat(refusal.actual()).contains("version 2");
    }

    @Test
    void aParcelWithoutAFederationRecordIsRefused() {
        List<RecordVersion> without = second.stream()
                .filter(record -> !record.kind().value().equals("federation"))
                .toList();

        assertThat(refusal(() -> version1.next(without)).rule()).isEqualTo(Rule.FEDERATION_RECORD);
        assertThat(refusal(() -> version1.next(List.of())).rule()).isEqualTo(Rule.FEDERATION_RECORD);
    }

    @Test
    void aRecordTwiceIsRefused() {
        List<RecordVersion> twice = new ArrayList<>(second);
        twice.add(only(second, "link"));

        assertThat(refusal(() -> version1.next(twice)).rule()).isEqualTo(Rule.RECORD_TWICE);
    }

    @Test
    void whatAnotherAuthoredOrHoldsIsRefused() {
        assertThat(with("link", link -> link.put("author", "370000"))).isEqualTo(Rule.AUTHOR);
        assertThat(with("link", link -> link.put("holder", "370000"))).isEqualTo(Rule.AUTHOR);
        assertThat(with("federation", federation -> federation.put("author", "370000")))
                .isEqualTo(Rule.AUTHOR);
    }

    @Test
    void anotherStreamIsRefused() {
        assertThat(with("link", link -> link.putArray("streams").add("below.000000/registry")))
                .isEqualTo(Rule.STREAMS);
        assertThat(with("link", link -> link.putArray("streams").add("below.370000/directory")))
                .isEqualTo(Rule.STREAMS);
    }

    @Test
    void aRecordThatDoesNotFollowTheOneHeldIsRefused() {
        assertThat(with("link", link -> link.put("version", 3))).isEqualTo(Rule.PREDECESSOR);
        assertThat(with(
                        "link",
                        link -> link.put("previous", Federations.digest(1).toString())))
                .isEqualTo(Rule.PREDECESSOR);
        assertThat(with(
                        "federation",
                        federation ->
                                federation.put("previous", Federations.digest(1).toString())))
                .isEqualTo(Rule.PREDECESSOR);
    }

    @Test
    void onlyALinkMayBeWithdrawn() {
        assertThat(with("federation", federation -> federation.put("status", "revoked")))
                .isEqualTo(Rule.WITHDRAWAL);
        assertThat(with("link", link -> link.put("status", "pending"))).isEqualTo(Rule.WITHDRAWAL);
    }

    @Test
    void aRecordUnderAnothersIdIsRefused() {
        assertThat(with("link", link -> content(link).put("child", "370811"))).isEqualTo(Rule.RECORD_ID);
    }

    @Test
    void aFieldThatThisSoftwareDoesNotKnowIsRefused() {
        assertThat(with("link", link -> content(link).put("colour", "red"))).isEqualTo(Rule.FORM);
        assertThat(with("federation", federation -> content(federation).put("colour", "red")))
                .isEqualTo(Rule.FORM);
    }

    @Test
    void aFieldOfAnotherFormIsRefused() {
        assertThat(with("link", link -> content(link).put("line", "military"))).isEqualTo(Rule.FORM);
        assertThat(with("link", link -> content(link).remove("parent"))).isEqualTo(Rule.FORM);
        assertThat(with(
                        "link",
                        link -> content(link).putArray("channels").add("hours").add("hours")))
                .as("a channel twice")
                .isEqualTo(Rule.FORM);
        assertThat(with("federation", federation -> content(federation).put("expires", "2026-12-31")))
                .isEqualTo(Rule.FORM);
        assertThat(with(
                        "federation",
                        federation -> content(federation).putArray("roots").add("bm9uc2Vuc2U=")))
                .isEqualTo(Rule.FORM);
        assertThat(with("federation", federation -> content(federation).putArray("roots")))
                .isEqualTo(Rule.FORM);
        assertThat(with(
                        "federation",
                        federation -> content(federation).withObject("/limits").put("parcelRecords", 1_000_000)))
                .isEqualTo(Rule.FORM);
    }

    @Test
    void aKindOfRecordThatThisSoftwareDoesNotKnowIsRefused() {
        List<RecordVersion> more = new ArrayList<>(second);
        String id = only(first, "link").id().toString().replace(":link:", ":portal:");
        more.add(federations.changed(
                first.stream()
                        .filter(record -> record.kind().value().equals("link"))
                        .findFirst()
                        .orElseThrow(),
                link -> link.put("kind", "portal").put("id", id)));

        assertThat(refusal(() -> version1.next(more)).rule()).isEqualTo(Rule.FORM);
    }

    @Test
    void theFederationsIdentityNeverChanges() {
        assertThat(with("federation", federation -> content(federation).put("suite", "gm")))
                .isIn(Rule.UNCHANGEABLE, Rule.RECORD_ID);
        assertThat(with("federation", federation -> content(federation).put("federation", "other")))
                .isEqualTo(Rule.RECORD_ID);
        assertThat(with("federation", federation -> content(federation).put("root", "370000")))
                .isEqualTo(Rule.AUTHOR);
    }

    @Test
    void aDirectoryExpiresAfterItWasMade() {
        assertThat(with("federation", federation -> content(federation).put("expires", Federations.NOW.toString())))
                .isEqualTo(Rule.EXPIRY);
    }

    @Test
    void anExpiredVersionStillVerifiesItsSuccessor() {
        List<RecordVersion> late = DirectoryDraft.from(version1)
                .with(federation(Federations.EXPIRES.plusSeconds(86_400)))
                .records(version1, federations.suite.hash(), Federations.EXPIRES.plusSeconds(3_600));

        assertThat(version1.next(late).version()).isEqualTo(2);
    }

    @Test
    void theOrderOfTheRecordsDoesNotMatter() {
        List<RecordVersion> reversed = new ArrayList<>(first);
        java.util.Collections.reverse(reversed);

        assertThat(empty.next(reversed).records()).isEqualTo(version1.records());
    }

    private Federation federation(java.time.Instant expires) {
        Federation known = version1.description();
        return new Federation(known.identity(), expires, known.trust(), known.limits(), known.sealing());
    }

    private static ObjectNode content(ObjectNode record) {
        return (ObjectNode) record.get("content");
    }

    private Rule with(String kind, Consumer<ObjectNode> change) {
        List<RecordVersion> records = second.stream()
                .map(record -> record.kind().value().equals(kind) ? federations.changed(record, change) : record)
                .toList();
        return refusal(() -> version1.next(records)).rule();
    }
}

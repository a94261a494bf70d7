package org.jilian.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.directory.Federations.digest;
import static org.jilian.directory.Federations.division;
import static org.jilian.directory.Federations.id;
import static org.jilian.directory.Federations.link;
import static org.jilian.directory.Federations.refusal;
import static org.jilian.directory.Federations.reports;
import static org.jilian.directory.Federations.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jilian.record.Channel;
import org.jilian.record.Kind;
import org.jilian.record.KindName;
import org.jilian.record.RecordVersion;
import org.junit.jupiter.api.Test;

/** Each test adds one thing to the demo federation that does not make sense. */
class ConsistencyTest {
    private final Federations federations = Federations.intl();
    private final DirectoryDraft demo = federations.demo();

    @Test
    void theDemoMakesSenseInBothSuites() {
        assertThat(federations.version1(demo).nodes()).hasSize(10);
        Federations gm = Federations.gm();
        assertThat(gm.version1(gm.demo()).suite()).isEqualTo("gm");
    }

    @Test
    void aLinkToAMissingNodeIsRefused() {
        Refusal refusal = refused(demo.with(reports("370881", "370900")));

        assertThat(refusal.rule()).isEqualTo(Rule.UNKNOWN_NODE);
        assertThat(refusal.subject()).contains("parent of link 370881 → 370900");
        assertThat(refusal.actual()).isEqualTo("370900");
        assertThat(refused(demo.with(reports("370900", "370000"))).rule()).isEqualTo(Rule.UNKNOWN_NODE);
    }

    @Test
    void aCycleIsRefusedAlsoOverBothLines() {
        assertThat(refused(demo.with(link("370000", "370811", Line.INDUSTRY))).rule())
                .isEqualTo(Rule.CYCLE);
        assertThat(refused(demo.with(reports("000000", "000000"))).rule()).isEqualTo(Rule.CYCLE);
    }

    @Test
    void twoLinksBetweenTheSameNodesAreRefused() {
        assertThat(refused(demo.with(link("370811", "370800", Line.INDUSTRY))).rule())
                .isEqualTo(Rule.LINK_TWICE);
        assertThat(refused(demo.with(link("370800", "370811", Line.INDUSTRY))).rule())
                .isEqualTo(Rule.LINK_TWICE);
    }

    @Test
    void aNodeThatTheDirectoryWouldNotReachIsRefused() {
        assertThat(refused(demo.with(federations.node("370900"))).rule()).isEqualTo(Rule.UNREACHED);
    }

    @Test
    void aClosedNodeNeedsNoLink() {
        Directory closed = federations.version1(demo.with(closed(federations.node("370900"), Optional.of("370800"))));

        assertThat(closed.successor(id("370900"))).contains(id("370800"));
    }

    @Test
    void aParentWithoutAnEndpointIsRefused() {
        assertThat(refused(demo.with(withoutEndpoint(federations.node("370800"))))
                        .rule())
                .isEqualTo(Rule.ENDPOINT);
        assertThat(federations
                        .version1(demo.with(withoutEndpoint(federations.node("370811"))))
                        .node(id("370811")))
                .as("a leaf needs none")
                .isPresent();
    }

    @Test
    void aRootAuthorityThatIsNoNodeIsRefused() {
        assertThat(refused(DirectoryDraft.of(federations.federation("000000"))).rule())
                .isEqualTo(Rule.UNKNOWN_NODE);
    }

    @Test
    void twoAuthoritiesOfOneDivisionAtOneDateAreRefused() {
        Node qufu = placed("370881", Optional.empty(), division("370881", "1986-06-01", ""));
        Node rencheng = placed("370811", Optional.empty(), division("370881", "2020-01-01", "2021-01-01"));

        Refusal refusal = refused(demo.with(qufu).with(rencheng));

        assertThat(refusal.rule()).isEqualTo(Rule.DIVISION_TWICE);
        assertThat(refusal.subject()).contains("370881");
    }

    @Test
    void oneDivisionAfterAnotherOrInAnotherSectorIsFine() {
        Directory directory = federations.version1(
                demo.with(placed("370881", Optional.empty(), division("370802", "1983-01-01", "2013-11-01")))
                        .with(placed(
                                "370811",
                                Optional.empty(),
                                division("370802", "2013-11-01", "2014-01-01"),
                                division("370811", "2014-01-01", "")))
                        .with(placed("370811-wjw", Optional.of("health"), division("370811", "2014-01-01", ""))));

        Jurisdiction rencheng = directory.node(id("370811")).orElseThrow().jurisdiction();
        assertThat(rencheng.codeOn(LocalDate.parse("2013-12-31"))).contains("370802");
        assertThat(rencheng.codeOn(LocalDate.parse("2014-01-01"))).contains("370811");
        assertThat(rencheng.codeOn(LocalDate.parse("2013-10-31"))).isEmpty();
    }

    @Test
    void aDivisionThatEndsBeforeItBeginsIsRefused() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> division("370811", "2020-01-01", "2020-01-01")))
                .hasMessageContaining("after 2020-01-01");
    }

    @Test
    void successorsThatGoInACircleAreRefused() {
        assertThat(refused(demo.with(closed(federations.node("370811"), Optional.of("370881")))
                                .with(closed(federations.node("370881"), Optional.of("370811"))))
                        .rule())
                .isEqualTo(Rule.CYCLE);
        assertThat(refused(demo.with(closed(federations.node("370811"), Optional.of("370999"))))
                        .rule())
                .isEqualTo(Rule.UNKNOWN_NODE);
    }

    @Test
    void successionIsFollowedToTheEnd() {
        Directory directory = federations.version1(demo.with(closed(federations.node("370811"), Optional.of("370881")))
                .with(closed(federations.node("370881"), Optional.of("370800")))
                .with(closed(federations.node("410225"), Optional.empty())));

        assertThat(directory.successor(id("370811"))).contains(id("370800"));
        assertThat(directory.successor(id("410225"))).isEmpty();
        assertThat(directory.successor(id("370800"))).contains(id("370800"));
        assertThat(directory.successor(id("999999"))).isEmpty();
    }

    @Test
    void aSecondStartForTheSameNodeAndLedgerIsRefused() {
        Link.Entrance entrance =
                new Link.Entrance(id("370800"), id("370811"), stream("above.370811/hours"), new Start(1, 7, digest(7)));
        Link rencheng = reports("370811", "370800");
        Link with =
                new Link(rencheng.child(), rencheng.line(), rencheng.parent(), rencheng.channels(), List.of(entrance));

        Directory directory = federations.version1(demo.with(with));
        assertThat(directory.start(id("370800"), id("370811"), stream("above.370811/hours")))
                .contains(new Start(1, 7, digest(7)));
        assertThat(directory.start(id("370000"), id("370811"), stream("above.370811/hours")))
                .isEmpty();

        Link twice = new Link(
                rencheng.child(), rencheng.line(), rencheng.parent(), rencheng.channels(), List.of(entrance, entrance));
        assertThat(refused(demo.with(twice)).rule()).isEqualTo(Rule.START_TWICE);
    }

    @Test
    void aKindInAnotherChannelsStreamIsRefused() {
        assertThat(refused(demo.with(kind("course", "programmes", "below.{author}/hours")))
                        .rule())
                .isEqualTo(Rule.KIND);
        assertThat(refused(demo.with(kind("course", "directory", "below.{author}/directory")))
                        .rule())
                .isEqualTo(Rule.KIND);
        assertThat(refused(demo.with(kind("course", "programmes", "sideways.{author}/programmes")))
                        .rule())
                .isEqualTo(Rule.FORM);
    }

    @Test
    void aKindThatRefersToAMissingKindIsRefused() {
        Kind course = kind("course", "programmes", "below.{author}/programmes");
        Kind referring = new Kind(
                course.name(),
                course.channel(),
                course.naturalKey(),
                course.protectedFields(),
                course.streams(),
                course.override(),
                List.of(new Kind.Reference("institution", new KindName("institution"))),
                Optional.empty(),
                Kind.Procedure.NONE,
                course.schema(),
                course.label());

        assertThat(refused(demo.with(referring)).rule()).isEqualTo(Rule.KIND);
        assertThat(federations
                        .version1(demo.with(referring).with(kind("institution", "registry", "above.{author}/registry")))
                        .kinds())
                .hasSize(2);
    }

    @Test
    void aKindWhoseDescriptorCannotBeReadIsRefused() {
        Directory empty = Directory.trusting(List.of(federations.root.certificate()));
        List<RecordVersion> records =
                federations
                        .records(empty, demo.with(kind("course", "programmes", "below.{author}/programmes")))
                        .stream()
                        .map(record -> record.kind().value().equals("kind")
                                ? federations.changed(
                                        record,
                                        document ->
                                                document.withObject("/content").put("override", "anybody"))
                                : record)
                        .toList();

        assertThat(refusal(() -> empty.next(records)).rule()).isEqualTo(Rule.FORM);
    }

    @Test
    void aGapBetweenSubjectKeysIsRefused() {
        assertThat(refused(demo.with(key(2, 1))).rule()).isEqualTo(Rule.EPOCH);
        assertThat(refused(demo.with(key(1, 2))).rule()).isEqualTo(Rule.EPOCH);
        assertThat(federations
                        .version1(demo.with(key(2, 1)).with(key(1, 2)).with(key(1, 1)))
                        .subjectKeys())
                .extracting(SubjectKey::epoch, SubjectKey::part)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(1, 1),
                        org.assertj.core.api.Assertions.tuple(1, 2),
                        org.assertj.core.api.Assertions.tuple(2, 1));
    }

    @Test
    void aSubjectKeysDateNeverChangesButItsEnvelopeMay() {
        Directory directory = federations.version1(demo.with(key(1, 1)));
        SubjectKey later = new SubjectKey(1, 1, Federations.NOW.plusSeconds(1), "AAAA");
        SubjectKey wrappedAgain = new SubjectKey(1, 1, Federations.NOW, "BBBB");

        assertThat(refusal(() -> federations.after(
                                directory, DirectoryDraft.from(directory).with(later)))
                        .rule())
                .isEqualTo(Rule.UNCHANGEABLE);
        assertThat(federations
                        .after(directory, DirectoryDraft.from(directory).with(wrappedAgain))
                        .subjectKeys())
                .containsExactly(wrappedAgain);
    }

    @Test
    void aVersionThatDoesNotFitIntoOneParcelIsRefusedWhereItIsMade() {
        Federation narrow = federations.federation("000000");
        Limits limits = new Limits(5, 8_192, 8_192, 200, 32, java.time.Duration.ofSeconds(120));

        assertThat(refused(demo.with(new Federation(
                                narrow.identity(), narrow.expires(), narrow.trust(), limits, narrow.sealing())))
                        .rule())
                .isEqualTo(Rule.SIZE);
    }

    private Refusal refused(DirectoryDraft draft) {
        return refusal(() -> federations.version1(draft));
    }

    private static Node withoutEndpoint(Node node) {
        return new Node(
                node.id(),
                node.name(),
                node.jurisdiction(),
                Optional.empty(),
                node.certificates(),
                node.readsProtected(),
                node.closing());
    }

    private static Node closed(Node node, Optional<String> successor) {
        return new Node(
                node.id(),
                node.name(),
                node.jurisdiction(),
                node.endpoint(),
                node.certificates(),
                node.readsProtected(),
                Optional.of(new Closing(Federations.NOW, successor.map(Federations::id))));
    }

    private Node placed(String id, Optional<String> sector, Jurisdiction.Division... divisions) {
        Node node = federations.node(id);
        return new Node(
                node.id(),
                node.name(),
                new Jurisdiction(sector, Optional.empty(), List.of(divisions)),
                node.endpoint(),
                node.certificates(),
                new TreeSet<>(),
                node.closing());
    }

    @Test
    void aSubjectIsTakenFromAProtectedNumber() {
        Kind course = kind("course", "programmes", "below.{author}/programmes");

        assertThat(refused(demo.with(withSubjectFrom(course, List.of()))).rule())
                .isEqualTo(Rule.KIND);
        assertThat(refused(demo.with(withSubjectFrom(course, List.of("number"))))
                        .rule())
                .isEqualTo(Rule.KIND);
        assertThat(federations
                        .version1(demo.with(withSubjectFrom(course, List.of("number", "type"))))
                        .kinds())
                .hasSize(1);
    }

    private static Kind withSubjectFrom(Kind kind, List<String> protectedFields) {
        return new Kind(
                kind.name(),
                kind.channel(),
                kind.naturalKey(),
                protectedFields,
                kind.streams(),
                kind.override(),
                kind.references(),
                Optional.of(new Kind.SubjectFrom("type", "number")),
                Kind.Procedure.NONE,
                kind.schema(),
                kind.label());
    }

    private static SubjectKey key(int epoch, int part) {
        return new SubjectKey(epoch, part, Instant.parse("2026-03-01T00:00:00Z"), "AAAA");
    }

    private static Kind kind(String name, String channel, String stream) {
        return new Kind(
                new KindName(name),
                new Channel(channel),
                List.of("content.code"),
                List.of(),
                List.of(stream),
                Kind.Override.NONE,
                List.of(),
                Optional.empty(),
                Kind.Procedure.NONE,
                JsonNodeFactory.instance.objectNode().put("type", "object"),
                JsonNodeFactory.instance.objectNode().put("zh", "课程").put("en", "course"));
    }
}

package org.jilian.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.directory.Federations.id;
import static org.jilian.directory.Federations.ids;
import static org.jilian.directory.Federations.link;
import static org.jilian.directory.Federations.reports;
import static org.jilian.directory.Federations.stream;

import org.junit.jupiter.api.Test;

/** Who sees a ledger, and which way it goes. */
class ReachTest {
    private final Federations federations = Federations.intl();
    private final Directory demo = federations.version1(federations.demo());

    @Test
    void aCountysHoursGoUpLevelByLevelAndNowhereElse() {
        Reach reach = demo.reach(id("370811"), stream("above.370811/hours"));

        assertThat(reach.nodes()).isEqualTo(ids("370811", "370800", "370000", "000000"));
        assertThat(reach.nextHops(id("370811"))).isEqualTo(ids("370800"));
        assertThat(reach.previousHops(id("000000"))).isEqualTo(ids("370000"));
        assertThat(reach.previousHops(id("370811"))).isEmpty();
        assertThat(reach.nextHops(id("000000"))).isEmpty();
    }

    @Test
    void aCountyThatReportsToItsProvinceDirectlySkipsNobody() {
        assertThat(demo.reach(id("410225"), stream("above.410225/hours")).nodes())
                .isEqualTo(ids("410225", "410000", "000000"));
    }

    @Test
    void theHealthLinesHoursPassTheCitysHealthCommissionAndThenTheCity() {
        Reach reach = demo.reach(id("370811-wjw"), stream("above.370811-wjw/hours"));

        assertThat(reach.nodes()).isEqualTo(ids("370811-wjw", "370800-wjw", "370800", "370000", "000000"));
        assertThat(reach.nextHops(id("370800-wjw"))).isEqualTo(ids("370800"));
        assertThat(reach.contains(id("370811"))).as("the district's HR office").isFalse();
    }

    @Test
    void aPublicationComesDownToTheWholeSubtreeOverBothLines() {
        assertThat(demo.reach(id("370000"), stream("below.370000/programmes")).nodes())
                .isEqualTo(ids("370000", "370200", "370800", "370811", "370881", "370800-wjw"));
    }

    @Test
    void whatALinkDoesNotPassDoesNotComeOverIt() {
        assertThat(demo.reach(id("370811-wjw"), stream("above.370811-wjw/programmes"))
                        .nodes())
                .isEqualTo(ids("370811-wjw"));
    }

    @Test
    void everyLinkPassesTheDirectory() {
        assertThat(demo.reach(demo.root(), demo.stream()).nodes())
                .containsExactlyElementsOf(demo.nodes().stream().map(Node::id).toList());
    }

    @Test
    void aTransferGoesUpToTheCommonParentAndDownToTheNewPlace() {
        Reach reach = demo.reach(id("370811"), stream("to.370200/registry"));

        assertThat(reach.nodes()).isEqualTo(ids("370811", "370800", "370000", "370200"));
        assertThat(reach.nextHops(id("370000"))).isEqualTo(ids("370200"));
    }

    @Test
    void anotherNodesLevelsAboveAreReachedWithoutThatNode() {
        assertThat(demo.reach(id("370800"), stream("above.370811/registry")).nodes())
                .as("what the city corrected in the county's record")
                .isEqualTo(ids("370800", "370000", "000000"));
    }

    @Test
    void theCityAnswersBackToTheCounty() {
        assertThat(demo.reach(id("370800"), stream("to.370811/registry")).nodes())
                .isEqualTo(ids("370800", "370811"));
    }

    @Test
    void whoIsUnknownReachesNobody() {
        assertThat(demo.reach(id("999999"), stream("above.370811/hours")).nodes())
                .isEmpty();
        assertThat(demo.reach(id("370811"), stream("to.999999/hours")).nodes()).isEqualTo(ids("370811"));
    }

    @Test
    void theGovernmentLineWinsAmongWaysOfTheSameLength() {
        Directory diamond = federations.version1(federations
                .nodes("000000", "100000", "200000", "300000")
                .with(link("100000", "000000", Line.INDUSTRY, "hours"))
                .with(reports("200000", "000000"))
                .with(link("300000", "100000", Line.INDUSTRY, "hours"))
                .with(reports("300000", "200000")));

        assertThat(diamond.reach(id("300000"), stream("to.000000/hours")).nodes())
                .isEqualTo(ids("300000", "200000", "000000"));
    }

    @Test
    void theShorterWayWinsOverTheGovernmentLine() {
        Directory shortcut = federations.version1(federations
                .nodes("000000", "200000", "300000")
                .with(reports("200000", "000000"))
                .with(reports("300000", "200000"))
                .with(link("300000", "000000", Line.INDUSTRY, "hours")));

        assertThat(shortcut.reach(id("300000"), stream("to.000000/hours")).nodes())
                .isEqualTo(ids("300000", "000000"));
    }

    @Test
    void theSmallerIdWinsWhereTheLinesDoNotDecide() {
        Directory even = federations.version1(federations
                .nodes("000000", "100000", "200000", "300000")
                .with(reports("100000", "000000"))
                .with(link("200000", "000000", Line.INDUSTRY, "hours"))
                .with(link("300000", "100000", Line.INDUSTRY, "hours"))
                .with(reports("300000", "200000")));

        assertThat(even.reach(id("300000"), stream("to.000000/hours")).nodes())
                .isEqualTo(ids("300000", "100000", "000000"));
    }

    @Test
    void nobodyIsReachedByGoingDownAndUpAgain() {
        Directory bridge = federations.version1(federations
                .nodes("000000", "100000", "200000", "300000")
                .with(link("100000", "000000", Line.GOVERNMENT))
                .with(link("200000", "000000", Line.GOVERNMENT))
                .with(reports("300000", "100000"))
                .with(link("300000", "200000", Line.INDUSTRY, "hours")));

        assertThat(bridge.reach(id("100000"), stream("to.200000/hours")).nodes())
                .as("a county is no way between two provinces")
                .isEqualTo(ids("100000"));
    }

    @Test
    void aNodeMovedToAnotherParentGoesThatWayFromThatVersionOn() {
        Directory moved = federations.after(demo, DirectoryDraft.from(demo).with(reports("370881", "370000")));

        assertThat(moved.reach(id("370881"), stream("above.370881/hours")).nodes())
                .isEqualTo(ids("370881", "370000", "000000"));
        assertThat(demo.reach(id("370881"), stream("above.370881/hours")).contains(id("370800")))
                .as("the version before, unchanged")
                .isTrue();
    }

    @Test
    void aWithdrawnLinkPassesNothingAndMayComeBack() {
        Link second = link("370811-wjw", "370811", Line.GOVERNMENT, "hours");
        Directory with = federations.after(demo, DirectoryDraft.from(demo).with(second));
        Directory without = federations.after(with, DirectoryDraft.from(with).without(second));
        Directory again =
                federations.after(without, DirectoryDraft.from(without).with(second));

        assertThat(with.reach(id("370811-wjw"), stream("above.370811-wjw/hours"))
                        .contains(id("370811")))
                .isTrue();
        assertThat(without.parents(id("370811-wjw"))).containsExactly(id("370800-wjw"));
        assertThat(again.parents(id("370811-wjw"))).containsExactly(id("370811"), id("370800-wjw"));
    }
}

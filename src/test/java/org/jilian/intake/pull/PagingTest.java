package org.jilian.intake.pull;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists in pages of every kind, also of platforms whose lists move or do not end as they should. */
class PagingTest {
    private final Platform platform = new Platform();

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void pagesByNumberEndAtAnEmptyOne() throws IOException {
        page(1, "a", "b");
        page(2, "c", "d");
        page(3, "e");
        page(4);
        ask(numbered(false));
        assertThat(platform.taken).containsExactly("a", "b", "c", "d", "e");
        assertThat(platform.requests()).isEqualTo(4 + 3);
    }

    @Test
    void aShortPageIsTheLastWhereThePlatformPromisesIt() throws IOException {
        page(1, "a", "b");
        page(2, "c");
        ask(numbered(true));
        assertThat(platform.taken).containsExactly("a", "b", "c");
        assertThat(platform.requests()).isEqualTo(2);
    }

    @Test
    void aPlatformThatAnswersItsLastPageForEverComesToAnEnd() throws IOException {
        page(1, "a", "b");
        page(2, "c");
        page(3, "c");
        ask(numbered(false));
        assertThat(platform.taken).containsExactly("a", "b", "c");
    }

    @Test
    void anItemThatSlipsOntoAPageAlreadyReadIsNotLost() throws IOException {
        // while page 1 is taken in, a is deleted: c slips from page 2 onto page 1
        platform.server.stubFor(numberedPage(1)
                .inScenario("list")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("moved")
                .willReturn(okJson(list("a", "b"))));
        platform.server.stubFor(
                numberedPage(1).inScenario("list").whenScenarioStateIs("moved").willReturn(okJson(list("b", "c"))));
        page(2, "d");
        page(3);
        ask(numbered(false));
        assertThat(platform.taken).containsExactly("a", "b", "b", "c", "d");
    }

    @Test
    void anItemThatSlipsFromTheLastPageIsNotLostEither() throws IOException {
        platform.server.stubFor(numberedPage(1)
                .inScenario("list")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("moved")
                .willReturn(okJson(list("a", "b"))));
        platform.server.stubFor(
                numberedPage(1).inScenario("list").whenScenarioStateIs("moved").willReturn(okJson(list("b", "c"))));
        page(2);
        ask(numbered(false));
        assertThat(platform.taken).containsExactly("a", "b", "b", "c");
    }

    @Test
    void aListThatNeverStandsStillEndsTheRoundWithItsMarkWhereItWas() {
        for (int n = 0; n < 40; n++) {
            platform.server.stubFor(numberedPage(1)
                    .inScenario("list")
                    .whenScenarioStateIs(n == 0 ? Scenario.STARTED : "s" + n)
                    .willSetStateTo("s" + (n + 1))
                    .willReturn(okJson(list("a" + n, "b" + n))));
        }
        page(2, "z");
        assertThatThrownBy(() -> ask(numbered(false)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("moved while it was read");
        assertThat(platform.marks).isEmpty();
    }

    @Test
    void pagesByOffsetOverlapAndEndBehindTheLastItem() throws IOException {
        offset(0, "a", "b", "c");
        offset(2, "c", "d", "e");
        offset(4, "e");
        ask(offsets());
        assertThat(platform.taken).containsExactly("a", "b", "c", "c", "d", "e");
    }

    @Test
    void anOffsetThatMovedByMoreThanTheOverlapIsSeen() throws IOException {
        // a and b are deleted between the first and the second request: c, d stand before offset 2
        platform.server.stubFor(offsetPage(0)
                .inScenario("list")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("moved")
                .willReturn(okJson(list("a", "b", "c"))));
        platform.server.stubFor(
                offsetPage(0).inScenario("list").whenScenarioStateIs("moved").willReturn(okJson(list("c", "d", "e"))));
        offset(2, "e", "f");
        offset(3, "f");
        ask(offsets());
        assertThat(platform.taken).containsExactly("a", "b", "c", "c", "d", "e", "e", "f");
    }

    @Test
    void aCursorIsFollowedToTheAnswerWithoutOne() throws IOException {
        platform.server.stubFor(get(urlPathEqualTo("/x"))
                .withQueryParam("cursor", absent())
                .willReturn(okJson("{\"items\":[{\"id\":\"a\"}],\"next\":\"k=1&ä\"}")));
        platform.server.stubFor(get(urlPathEqualTo("/x"))
                .withQueryParam("cursor", equalTo("k=1&ä"))
                .willReturn(okJson("{\"items\":[{\"id\":\"b\"}],\"next\":null}")));
        ask(cursor());
        assertThat(platform.taken).containsExactly("a", "b");
    }

    @Test
    void aCursorThatTurnsInACircleEndsTheRound() {
        platform.server.stubFor(
                get(urlPathEqualTo("/x")).willReturn(okJson("{\"items\":[{\"id\":\"a\"}],\"next\":\"1\"}")));
        assertThatThrownBy(() -> ask(cursor())).isInstanceOf(IOException.class).hasMessageContaining("names itself");
    }

    @Test
    void linksAreFollowedWhileTheyAreOfThePlatform() throws IOException {
        platform.server.stubFor(
                get(urlPathEqualTo("/x"))
                        .withQueryParam("p", absent())
                        .willReturn(
                                okJson(list("a"))
                                        .withHeader(
                                                "Link",
                                                "<https://elsewhere.example/>; rel=\"prev\", <?p=2>; title=\"a, b\"; rel=\"last next\"")));
        platform.server.stubFor(
                get(urlPathEqualTo("/x")).withQueryParam("p", equalTo("2")).willReturn(okJson(list("b"))));
        ask(linked());
        assertThat(platform.taken).containsExactly("a", "b");
    }

    @Test
    void aLinkToAnotherHostIsNotFollowed() {
        platform.server.stubFor(get(urlPathEqualTo("/x"))
                .willReturn(okJson(list("a")).withHeader("Link", "<https://elsewhere.example/x>; rel=next")));
        assertThatThrownBy(() -> ask(linked()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("https://elsewhere.example/x");
        assertThat(platform.taken).containsExactly("a");
    }

    private void ask(Platform.Ask ask) throws IOException {
        platform.pull(ask).ask(Optional.empty(), platform.sink());
    }

    private Platform.Ask numbered(boolean shortEnds) {
        Platform.Ask ask = platform.asked("/x?page={page}&size={size}");
        ask.paging = new Paging(Paging.By.PAGE, 1, 2, Optional.empty(), 0, !shortEnds, shortEnds);
        return ask;
    }

    private Platform.Ask offsets() {
        Platform.Ask ask = platform.asked("/x?from={offset}&limit={size}");
        ask.paging = new Paging(Paging.By.OFFSET, 0, 3, Optional.empty(), 1, true, false);
        return ask;
    }

    private Platform.Ask cursor() {
        Platform.Ask ask = platform.asked("/x?cursor={cursor}");
        ask.paging = new Paging(Paging.By.CURSOR, 0, 2, Optional.of(JsonPointer.compile("/next")), 0, true, false);
        return ask;
    }

    private Platform.Ask linked() {
        Platform.Ask ask = platform.asked("/x");
        ask.paging = new Paging(Paging.By.LINK, 0, 2, Optional.empty(), 0, true, false);
        return ask;
    }

    private void page(int number, String... ids) {
        platform.server.stubFor(numberedPage(number).willReturn(okJson(list(ids))));
    }

    private static MappingBuilder numberedPage(int number) {
        return get(urlPathEqualTo("/x"))
                .withQueryParam("page", equalTo("" + number))
                .withQueryParam("size", equalTo("2"));
    }

    private void offset(int offset, String... ids) {
        platform.server.stubFor(offsetPage(offset).willReturn(okJson(list(ids))));
    }

    private static MappingBuilder offsetPage(int offset) {
        return get(urlPathEqualTo("/x")).withQueryParam("from", equalTo("" + offset));
    }

    private static String list(String... ids) {
        return Arrays.stream(ids)
                .map(id -> "{\"id\":\"" + id + "\"}")
                .collect(Collectors.joining(",", "{\"code\":0,\"data\":{\"list\":[", "]}}"));
    }
}

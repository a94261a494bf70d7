package org.jilian.intake.pull;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far a platform was read, and from where it is asked again. */
class WatermarkTest {
    private final Platform platform = new Platform();

    @AfterEach
    void close() {
        platform.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-06-01T12:00:00+08:00, 2025-06-01T11:50:00+08:00",
        "2025-06-01T03:59:59.250Z, 2025-06-01T03:49:59.250Z",
        "2025-06-01 11:05:00, 2025-06-01 10:55:00",
        "2025/06/01 11:05, 2025/06/01 10:55",
        "2025-06-01, 2025-05-31",
        "41, 41"
    })
    void sinceIsWrittenAsThePlatformWritesIt(String mark, String since) {
        assertThat(marked(Mark.Unit.NUMBER, false)
                        .since(marked(Mark.Unit.NUMBER, false).read(mark)))
                .contains(since);
    }

    @Test
    void secondsAndMillisecondsAreTimesWhereTheFileSaysSo() {
        assertThat(marked(Mark.Unit.SECONDS, false)
                        .since(marked(Mark.Unit.SECONDS, false).read("1748750400")))
                .contains("1748749800");
        assertThat(marked(Mark.Unit.MILLIS, false)
                        .since(marked(Mark.Unit.MILLIS, false).read("1748750400000")))
                .contains("1748749800000");
    }

    @Test
    void theGreatestIsKeptAfterTheLastPageAndAskedFromMinusTheOverlap() throws IOException {
        first(
                "{\"list\":[{\"id\":\"a\",\"at\":\"2025-06-01T11:00:00+08:00\"},{\"id\":\"b\",\"at\":\"2025-06-01T10:00:00+08:00\"}]}");
        platform.pull(marked("/x?since={since}", false)).ask(Optional.empty(), platform.sink());
        assertThat(platform.marks).containsExactly("2025-06-01T11:00:00+08:00");

        platform.server.stubFor(get(anyUrl()).willReturn(okJson("[]")));
        platform.pull(marked("/x?since={since}", false)).ask(Optional.of(platform.marks.get(0)), platform.sink());
        platform.server.verify(
                getRequestedFor(urlPathEqualTo("/x")).withQueryParam("since", equalTo("2025-06-01T10:50:00+08:00")));
    }

    @Test
    void aTimeThatHasNotComeYetHidesNothing() throws IOException {
        first("[{\"id\":\"a\",\"at\":\"2099-01-01T00:00:00Z\"},{\"id\":\"b\",\"at\":\"0000-00-00 00:00:00\"}]");
        RestPull.Round round = platform.pull(marked("/x?since={since}", false)).ask(Optional.empty(), platform.sink());
        assertThat(platform.marks).containsExactly("2025-06-01T04:00:00Z");
        assertThat(platform.taken).containsExactly("a", "b");
        assertThat(round.unmarked()).isOne();
    }

    @Test
    void ofItemsInNoOrderNothingIsKeptUntilTheLastPage() {
        twoPagesOfWhichTheSecondFails();
        assertThatThrownBy(() -> platform.pull(linked(false)).ask(Optional.empty(), platform.sink()))
                .isInstanceOf(IOException.class);
        assertThat(platform.taken).containsExactly("a");
        assertThat(platform.marks).isEmpty();
    }

    @Test
    void ofItemsInOrderEachPageIsKept() {
        twoPagesOfWhichTheSecondFails();
        assertThatThrownBy(() -> platform.pull(linked(true)).ask(Optional.empty(), platform.sink()))
                .isInstanceOf(IOException.class);
        assertThat(platform.marks).containsExactly("2025-06-01 11:00:00");
    }

    @Test
    void anOrderThatIsNoneTakesTheMarkBackUntilTheEnd() throws IOException {
        first("/2", "[{\"id\":\"a\",\"at\":\"2025-06-01 11:00:00\"}]");
        platform.server.stubFor(
                get(urlPathEqualTo("/2")).willReturn(okJson("[{\"id\":\"b\",\"at\":\"2025-06-01 09:00:00\"}]")));
        platform.pull(linked(true)).ask(Optional.empty(), platform.sink());
        assertThat(platform.marks).containsExactly("2025-06-01 11:00:00", "none", "2025-06-01 11:00:00");
    }

    private void twoPagesOfWhichTheSecondFails() {
        first("/2", "[{\"id\":\"a\",\"at\":\"2025-06-01 11:00:00\"}]");
        platform.server.stubFor(get(urlPathEqualTo("/2")).willReturn(aResponse().withStatus(500)));
    }

    private void first(String body) {
        platform.server.stubFor(
                get(urlPathEqualTo("/x")).withQueryParam("since", absent()).willReturn(okJson(body)));
    }

    private void first(String next, String body) {
        platform.server.stubFor(
                get(urlPathEqualTo("/x")).willReturn(okJson(body).withHeader("Link", "<" + next + ">; rel=\"next\"")));
    }

    private Platform.Ask linked(boolean ascending) {
        Platform.Ask ask = marked("/x?since={since}", ascending);
        ask.paging = new Paging(Paging.By.LINK, 0, 1, Optional.empty(), 0, false, false);
        return ask;
    }

    private Platform.Ask marked(String url, boolean ascending) {
        Platform.Ask ask = platform.asked(url);
        ask.watermark = Optional.of(marked(Mark.Unit.NUMBER, ascending));
        return ask;
    }

    private static Watermark marked(Mark.Unit unit, boolean ascending) {
        return new Watermark(
                JsonPointer.compile("/at"),
                unit,
                ZoneId.of("Asia/Shanghai"),
                Duration.ofMinutes(10),
                ascending,
                Optional.empty());
    }
}

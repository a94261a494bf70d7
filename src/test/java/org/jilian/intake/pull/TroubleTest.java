package org.jilian.intake.pull;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Platforms that are slow, broken, overrun or not what they should be. */
class TroubleTest {
    private static final String ONE = "{\"data\":[{\"id\":\"a\"}]}";
    private final Platform platform = new Platform();

    @AfterEach
    void close() {
        platform.close();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aBrokenConnectionIsTriedAgain(Fault fault) throws IOException {
        first(aResponse().withFault(fault));
        ask();
        assertThat(platform.taken).containsExactly("a");
        // of some of them the HTTP client itself tries again, before anybody waits
        assertThat(platform.requests()).isGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"data\":[{\"id\":\"a\"},{\"id\":", "", "{\"data\":[{\"id\":\"a\"}]", "[{\"id\":\"a\"}] x"})
    void halfAnAnswerIsNeverTakenIn(String half) throws IOException {
        first(okJson(half));
        ask();
        assertThat(platform.taken).containsExactly("a");
    }

    @Test
    void anAnswerThatIsShorterThanItSaysIsTriedAgain() throws IOException {
        try (CutAnswers cut = new CutAnswers(ONE)) {
            Platform.Ask ask = new Platform.Ask("http://127.0.0.1:" + cut.port() + "/x");
            platform.pull(ask).ask(Optional.empty(), platform.sink());
        }
        assertThat(platform.taken).containsExactly("a");
        assertThat(platform.waits).hasSize(1);
    }

    @Test
    void aSlowAnswerIsNotWaitedForForEver() {
        platform.server.stubFor(get(anyUrl()).willReturn(okJson(ONE).withChunkedDribbleDelay(10, 20_000)));
        Platform.Ask ask = platform.asked("/x");
        ask.timeout = Duration.ofMillis(300);
        ask.retry = new Retry(2, 5, Duration.ofSeconds(1), Duration.ofMinutes(1));
        assertThatThrownBy(() -> platform.pull(ask).ask(Optional.empty(), platform.sink()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("within PT0.3S")
                .hasMessageContaining("given up after 2 attempts");
        assertThat(platform.taken).isEmpty();
    }

    @Test
    void timesBetweenAttemptsDoubleAndTheMessageSaysWhatToDo() {
        platform.server.stubFor(
                get(anyUrl()).willReturn(aResponse().withStatus(503).withBody("person 370899198001011014")));
        assertThatThrownBy(this::ask)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("GET " + platform.server.baseUrl() + "/x")
                .hasMessageContaining("answered 503")
                .hasMessageContaining("given up after 5 attempts")
                .hasMessageContaining("look whether the platform works")
                .hasMessageNotContaining("370899198001011014");
        assertThat(platform.waits)
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    void halfOfEachTimeIsLeftToChance() {
        assertThat(Retry.USUAL.after(3, () -> 0.0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(Retry.USUAL.after(60, () -> 1.0)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void retryAfterInSecondsIsObeyed() throws IOException {
        first(aResponse().withStatus(429).withHeader("Retry-After", "17"));
        ask();
        assertThat(platform.waits).containsExactly(Duration.ofSeconds(17));
        assertThat(platform.taken).containsExactly("a");
    }

    @Test
    void retryAfterAsADateIsObeyed() throws IOException {
        first(aResponse().withStatus(503).withHeader("Retry-After", "Sun, 01 Jun 2025 04:00:30 GMT"));
        ask();
        assertThat(platform.waits).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void whoAsksForAnHourIsNotAskedWithinIt() {
        platform.server.stubFor(
                get(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "3600")));
        RestPull pull = platform.pull(platform.asked("/x"));
        assertThatThrownBy(() -> pull.ask(Optional.empty(), platform.sink()))
                .hasMessageContaining("not asked before 2025-06-01T05:00:00Z");
        platform.pass(Duration.ofMinutes(59));
        assertThatThrownBy(() -> pull.ask(Optional.empty(), platform.sink())).hasMessageContaining("every");
        assertThat(platform.requests()).isOne();
        platform.server.stubFor(get(anyUrl()).willReturn(okJson(ONE)));
        platform.pass(Duration.ofMinutes(2));
        assertThat(round(pull).items()).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 418})
    void whatWouldBeTheSameAgainIsNotRepeated(int status) {
        platform.server.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(status)));
        assertThatThrownBy(this::ask).isInstanceOf(IOException.class).hasMessageContaining("answered " + status + "; ");
        assertThat(platform.requests()).isOne();
    }

    @Test
    void aRoundRepeatsOnlySoOften() {
        platform.server.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(500)));
        Platform.Ask ask = platform.asked("/x");
        ask.retry = new Retry(100, 3, Duration.ofSeconds(1), Duration.ofMinutes(1));
        assertThatThrownBy(() -> platform.pull(ask).ask(Optional.empty(), platform.sink()))
                .hasMessageContaining("3 repeats in this round");
        assertThat(platform.requests()).isEqualTo(4);
    }

    @Test
    void anAnswerThatIsTooLargeIsNotRead() {
        platform.server.stubFor(get(anyUrl()).willReturn(okJson("[" + " ".repeat(100_000) + "]")));
        Platform.Ask ask = platform.asked("/x");
        ask.mostBytes = 50_000;
        assertThatThrownBy(() -> platform.pull(ask).ask(Optional.empty(), platform.sink()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("at most 50000 bytes");
        assertThat(platform.requests()).isOne();
    }

    @Test
    void requestsKeepTheDistanceThatThePlatformAsksFor() throws IOException {
        platform.server.stubFor(get(urlPathEqualTo("/2")).willReturn(okJson("{\"list\":[{\"id\":\"b\"}]}")));
        Platform.Ask ask = platform.asked("/1");
        platform.server.stubFor(
                get(urlPathEqualTo("/1")).willReturn(okJson("[{\"id\":\"a\"}]").withHeader("Link", "</2>; rel=next")));
        ask.paging = new Paging(Paging.By.LINK, 0, 1, Optional.empty(), 0, false, false);
        ask.distance = PullSettings.Limits.distance("30/min");
        platform.pull(ask).ask(Optional.empty(), platform.sink());
        assertThat(platform.taken).containsExactly("a", "b");
        assertThat(platform.waits).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void anAnswerThatSaysInItsBodyThatItFailedIsNoEmptyList() {
        platform.server.stubFor(get(anyUrl()).willReturn(okJson("{\"code\":500,\"msg\":\"x\",\"data\":[]}")));
        Platform.Ask ask = platform.asked("/x");
        ask.items = Optional.of(new Items(
                Optional.of(JsonPointer.compile("/data")),
                Optional.of(new Items.Ok(JsonPointer.compile("/code"), "0"))));
        assertThatThrownBy(() -> platform.pull(ask).ask(Optional.empty(), platform.sink()))
                .hasMessageContaining("should say '0' at /code");
    }

    @Test
    void anAnswerWithoutAListIsNoEmptyList() {
        platform.server.stubFor(get(anyUrl()).willReturn(okJson("{\"code\":500,\"data\":null}")));
        assertThatThrownBy(this::ask).hasMessageContaining("say with 'items'");
    }

    @Test
    void plainHttpWithAnotherMachineIsRefusedUnlessItIsWanted() {
        Platform.Ask ask = new Platform.Ask("http://platform.example/x");
        assertThatThrownBy(() -> platform.pull(ask))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("should be https")
                .hasMessageContaining("insecure: true");
        ask.insecure = true;
        assertThat(platform.pull(ask)).isNotNull();
        assertThatThrownBy(() -> platform.pull(new Platform.Ask("file:///etc/hosts")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDocumentIsHandedOverAsItCame() throws IOException {
        platform.server.stubFor(
                any(anyUrl()).willReturn(aResponse().withBody("姓名,学时\n").withHeader("Content-Type", "text/csv")));
        Platform.Ask ask = platform.asked("/x");
        ask.items = Optional.empty();
        platform.pull(ask).ask(Optional.empty(), platform.sink());
        assertThat(platform.documents).hasSize(1);
        assertThat(new String(platform.documents.get(0), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("姓名,学时\n");
    }

    private void ask() throws IOException {
        platform.pull(platform.asked("/x")).ask(Optional.empty(), platform.sink());
    }

    private RestPull.Round round(RestPull pull) {
        try {
            return pull.ask(Optional.empty(), platform.sink());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What comes first; then all is well. */
    private void first(ResponseDefinitionBuilder trouble) {
        platform.server.stubFor(get(urlPathEqualTo("/x"))
                .inScenario("x")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("well")
                .willReturn(trouble));
        platform.server.stubFor(get(urlPathEqualTo("/x"))
                .inScenario("x")
                .whenScenarioStateIs("well")
                .willReturn(okJson(ONE)));
    }
}

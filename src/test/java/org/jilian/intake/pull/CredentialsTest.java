package org.jilian.intake.pull;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** By what a platform knows the node, and that nobody else learns it. */
class CredentialsTest {
    private static final String SECRET = "s3cret/+Wert";
    private static final String ONE = "[{\"id\":\"a\"}]";
    private final Platform platform = new Platform();

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void aKeyGoesIntoItsHeader() throws IOException {
        platform.server.stubFor(
                get(anyUrl()).withHeader("X-Api-Key", equalTo(SECRET)).willReturn(okJson(ONE)));
        ask(new Credentials.HeaderKey("X-Api-Key", new Concealed(SECRET)));
    }

    @Test
    void aKeyGoesIntoItsParameter() throws IOException {
        platform.server.stubFor(
                get(urlPathEqualTo("/x")).withQueryParam("ak", equalTo(SECRET)).willReturn(okJson(ONE)));
        ask(new Credentials.QueryKey("ak", new Concealed(SECRET)));
    }

    @Test
    void userAndPasswordGoAsBasic() throws IOException {
        platform.server.stubFor(get(anyUrl()).withBasicAuth("node", SECRET).willReturn(okJson(ONE)));
        ask(new Credentials.Basic("node", new Concealed(SECRET)));
    }

    @Test
    void aTokenIsKeptUntilShortlyBeforeItExpires() throws IOException {
        tokens("t1", "t2");
        platform.server.stubFor(get(anyUrl()).willReturn(okJson(ONE)));
        RestPull pull = platform.pull(oauth(false));
        pull.ask(Optional.empty(), platform.sink());
        platform.pass(Duration.ofSeconds(3500));
        pull.ask(Optional.empty(), platform.sink());
        platform.server.verify(1, postRequestedFor(urlPathEqualTo("/token")));
        platform.pass(Duration.ofSeconds(50));
        pull.ask(Optional.empty(), platform.sink());
        platform.server.verify(2, postRequestedFor(urlPathEqualTo("/token")));
        platform.server.verify(
                1, getRequestedFor(urlPathEqualTo("/x")).withHeader("Authorization", equalTo("Bearer t2")));
    }

    @Test
    void aTokenThatIsRefusedIsAskedForAnewOnce() throws IOException {
        tokens("t1", "t2");
        platform.server.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(401)));
        platform.server.stubFor(
                get(anyUrl()).withHeader("Authorization", equalTo("Bearer t2")).willReturn(okJson(ONE)));
        platform.pull(oauth(false)).ask(Optional.empty(), platform.sink());
        assertThat(platform.taken).containsExactly("a");

        platform.server.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(401)));
        assertThatThrownBy(() -> platform.pull(oauth(false)).ask(Optional.empty(), platform.sink()))
                .hasMessageContaining("answered 401; see that the credentials");
    }

    @Test
    void idAndSecretGoIntoTheFormWhereThePlatformWantsThemThere() throws IOException {
        tokens("t1", "t2");
        platform.server.stubFor(get(anyUrl()).willReturn(okJson(ONE)));
        platform.pull(oauth(true)).ask(Optional.empty(), platform.sink());
        platform.server.verify(postRequestedFor(urlPathEqualTo("/token"))
                .withHeader("Authorization", absent())
                .withRequestBody(containing("client_secret=s3cret%2F%2BWert"))
                .withRequestBody(containing("scope=read")));
    }

    @Test
    void aRedirectToAnotherHostCarriesNothing() throws IOException {
        try (Platform other = new Platform()) {
            other.server.stubFor(get(anyUrl()).willReturn(okJson(ONE)));
            platform.server.stubFor(get(anyUrl())
                    .willReturn(aResponse().withStatus(302).withHeader("Location", other.server.baseUrl() + "/there")));
            Platform.Ask ask = platform.asked("/x");
            ask.headers = Map.of("X-Tenant", "rencheng");
            ask.login = login(new Credentials.HeaderKey("X-Api-Key", new Concealed(SECRET)));
            platform.pull(ask).ask(Optional.empty(), platform.sink());
            assertThat(platform.taken).containsExactly("a");
            other.server.verify(getRequestedFor(urlPathEqualTo("/there"))
                    .withHeader("X-Api-Key", absent())
                    .withHeader("X-Tenant", absent()));
        }
    }

    @Test
    void aRedirectWithinThePlatformCarriesThem() throws IOException {
        platform.server.stubFor(
                get(urlPathEqualTo("/x")).willReturn(aResponse().withStatus(307).withHeader("Location", "/y?z=1")));
        platform.server.stubFor(
                get(urlPathEqualTo("/y")).withQueryParam("ak", equalTo(SECRET)).willReturn(okJson(ONE)));
        ask(new Credentials.QueryKey("ak", new Concealed(SECRET)));
    }

    @Test
    void redirectsEnd() {
        platform.server.stubFor(
                get(anyUrl()).willReturn(aResponse().withStatus(302).withHeader("Location", "/x")));
        assertThatThrownBy(() -> ask(new Credentials.None())).hasMessageContaining("redirected more than 5 times");
    }

    @Test
    void noMessageHoldsASecret() {
        String echo = "/" + SECRET + "?ak=s3cret%2F%2BWert";
        platform.server.stubFor(get(anyUrl())
                .willReturn(aResponse()
                        .withStatus(302)
                        .withHeader("Location", "ftp://user:" + SECRET + "@elsewhere.example" + echo)));
        Credentials query = new Credentials.QueryKey("ak", new Concealed(SECRET));
        silent(() -> ask(query));
        platform.server.stubFor(
                get(anyUrl()).willReturn(aResponse().withStatus(500).withBody(SECRET)));
        silent(() -> ask(query));
        platform.server.stubFor(get(anyUrl()).willReturn(okJson("{\"data\": " + SECRET)));
        silent(() -> ask(query));
        platform.server.stubFor(
                post(anyUrl()).willReturn(aResponse().withStatus(401).withBody(SECRET)));
        silent(() -> platform.pull(oauth(false)).ask(Optional.empty(), platform.sink()));
        platform.server.stubFor(post(anyUrl()).willReturn(okJson("{\"access_token\": \"" + SECRET + "\", oops")));
        silent(() -> platform.pull(oauth(true)).ask(Optional.empty(), platform.sink()));
        silent(() -> new Concealed(SECRET + "\nmore"));
        assertThat(query.toString() + oauth(false).login).doesNotContain(SECRET);
    }

    private static void silent(ThrowingCallable work) {
        assertThatThrownBy(work).satisfies(thrown -> {
            for (Throwable each = thrown; each != null; each = each.getCause()) {
                assertThat(String.valueOf(each.getMessage()))
                        .doesNotContain(SECRET)
                        .doesNotContain("s3cret");
            }
        });
    }

    private void ask(Credentials credentials) throws IOException {
        Platform.Ask ask = platform.asked("/x");
        ask.login = login(credentials);
        platform.pull(ask).ask(Optional.empty(), platform.sink());
        assertThat(platform.taken).containsExactly("a");
    }

    private static PullSettings.Login login(Credentials credentials) {
        return new PullSettings.Login(credentials, Optional.empty());
    }

    private Platform.Ask oauth(boolean inBody) {
        Platform.Ask ask = platform.asked("/x");
        ask.login = new PullSettings.Login(
                new Credentials.None(),
                Optional.of(new OAuth(
                        URI.create(platform.server.baseUrl() + "/token"),
                        "node",
                        new Concealed(SECRET),
                        Optional.of("read"),
                        inBody)));
        return ask;
    }

    private void tokens(String first, String second) {
        token(Scenario.STARTED, first);
        token("second", second);
    }

    private void token(String state, String token) {
        platform.server.stubFor(post(urlPathEqualTo("/token"))
                .inScenario("tokens")
                .whenScenarioStateIs(state)
                .willSetStateTo("second")
                .willReturn(
                        okJson("{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\",\"expires_in\":3600}")));
    }
}

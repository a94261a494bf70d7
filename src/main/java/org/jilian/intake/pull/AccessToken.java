package org.jilian.intake.pull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token, kept until shortly before it expires; without a time of expiry, until the platform refuses it. For one thread. */
final class AccessToken {
    /** Of its life, so that it does not end on the way. */
    private static final int SPARED = 10;

    private static final Duration MOST_SPARED = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OAuth oauth;
    private final Sender sender;
    private final Attempts attempts;
    private final Clock clock;
    private @Nullable Concealed token;
    private Instant until = Instant.MIN;

    AccessToken(OAuth oauth, Sender sender, Attempts attempts, Clock clock) {
        this.oauth = oauth;
        this.sender = sender;
        this.attempts = attempts;
        this.clock = clock;
    }

    Concealed value() throws IOException {
        Concealed kept = token;
        if (kept != null && clock.instant().isBefore(until)) {
            return kept;
        }
        Concealed fresh = attempts.run("POST " + Origins.shown(oauth.tokenUrl()), new Credentials.None(), this::ask);
        token = fresh;
        return fresh;
    }

    /** The next request asks for another. */
    void forget() {
        until = Instant.MIN;
    }

    private Concealed ask() throws IOException {
        Answer answer = sender.send(request());
        if (answer.status() == 400 || answer.status() == 401) {
            throw new AnswerException("answered " + answer.status()
                    + "; see that client-id, secret and scope are those the platform gave, and try 'send: body'");
        }
        Answer good = Statuses.good(answer, clock);
        JsonNode json;
        try {
            json = JSON.readTree(good.body());
        } catch (JsonProcessingException e) {
            // without the cause: it quotes the answer, and that holds the token
            throw new IOException("the token should come as JSON, but what came is none");
        }
        String value = json.path("access_token").asText();
        if (value.isEmpty()) {
            throw new AnswerException("the answer should hold an access_token, but does not; see token-url");
        }
        until = until(json.path("expires_in"));
        try {
            return new Concealed(value);
        } catch (IllegalArgumentException e) {
            throw new AnswerException("the access_token should be printable ASCII, but is not; see token-url");
        }
    }

    private Instant until(JsonNode seconds) {
        long life = seconds.asLong(0);
        if (life <= 0) {
            return Instant.MAX;
        }
        Duration whole = Duration.ofSeconds(life);
        Duration spared = whole.dividedBy(SPARED);
        return clock.instant().plus(whole).minus(spared.compareTo(MOST_SPARED) > 0 ? MOST_SPARED : spared);
    }

    private HttpRequest request() {
        StringBuilder form = new StringBuilder("grant_type=client_credentials");
        oauth.scope().ifPresent(scope -> form.append("&scope=").append(Credentials.encoded(scope)));
        String id = Credentials.encoded(oauth.clientId());
        String secret = Credentials.encoded(oauth.secret().value());
        HttpRequest.Builder request = HttpRequest.newBuilder(oauth.tokenUrl())
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .setHeader("Accept", "application/json");
        if (oauth.inBody()) {
            form.append("&client_id=").append(id).append("&client_secret=").append(secret);
        } else {
            // section 2.3.1: both are written as a form's values first
            request.setHeader("Authorization", Credentials.Basic.header(id, secret));
        }
        return request.POST(HttpRequest.BodyPublishers.ofString(form.toString()))
                .build();
    }

    String scrub(String text) {
        String clean = oauth.secret().scrub(text);
        return token == null ? clean : token.scrub(clean);
    }
}

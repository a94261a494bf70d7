package org.jilian.intake.pull;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A platform at the other end of loopback, and one that asks it: time passes only where it waits. */
final class Platform implements AutoCloseable {
    static final Instant START = Instant.parse("2025-06-01T04:00:00Z");

    final WireMockServer server =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
    final List<Duration> waits = new ArrayList<>();
    final List<String> taken = new ArrayList<>();
    final List<String> marks = new ArrayList<>();
    final List<byte[]> documents = new ArrayList<>();
    private Instant now = START;

    Platform() {
        server.start();
    }

    /** What a test changes of the usual settings. */
    static final class Ask {
        String url;
        Map<String, String> headers = Map.of();
        PullSettings.Login login = new PullSettings.Login(new Credentials.None(), Optional.empty());
        Optional<Items> items = Optional.of(new Items(Optional.empty(), Optional.empty()));
        Paging paging = Paging.none();
        Optional<Watermark> watermark = Optional.empty();
        Retry retry = Retry.USUAL;
        Duration distance = Duration.ZERO;
        Duration timeout = Duration.ofSeconds(5);
        long mostBytes = 1 << 20;
        boolean insecure;

        Ask(String url) {
            this.url = url;
        }
    }

    Ask asked(String pathAndQuery) {
        return new Ask(server.baseUrl() + pathAndQuery);
    }

    RestPull pull(Ask ask) {
        return new RestPull(
                new PullSettings(
                        ask.url,
                        ask.headers,
                        ask.login,
                        ask.items,
                        Optional.of(JsonPointer.compile("/id")),
                        ask.paging,
                        ask.watermark,
                        new PullSettings.Limits(
                                ask.distance,
                                Duration.ofSeconds(5),
                                ask.timeout,
                                ask.mostBytes,
                                ask.retry,
                                ask.insecure,
                                Optional.empty())),
                clock(),
                wait -> {
                    waits.add(wait);
                    pass(wait);
                },
                () -> 1.0);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    /** Ids of the items, in the order of their commit. */
    RestPull.Sink sink() {
        return new RestPull.Sink() {
            @Override
            public void items(List<ObjectNode> items) {
                items.forEach(item -> taken.add(item.path("id").asText()));
            }

            @Override
            public void document(byte[] document) {
                documents.add(document);
            }

            @Override
            public void mark(Optional<String> mark) {
                marks.add(mark.orElse("none"));
            }
        };
    }

    int requests() {
        return server.getAllServeEvents().size();
    }

    @Override
    public void close() {
        server.stop();
    }
}

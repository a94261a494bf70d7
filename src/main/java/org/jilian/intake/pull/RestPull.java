package org.jilian.intake.pull;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/**
 * Asks a platform's REST interface, a round at a time. A page is handed over whole or not at all; how far the platform was
 * read is told only after all that this says was handed over. For one thread.
 */
public final class RestPull {
    private final PullSettings settings;
    private final UrlTemplate url;
    private final URI home;
    private final Attempts attempts;
    private final Requests requests;
    private final Clock clock;

    /** @throws IllegalArgumentException if the settings contradict themselves */
    public RestPull(PullSettings settings, Clock clock, Sleeper sleeper, DoubleSupplier random) {
        this.settings = settings;
        this.clock = clock;
        this.url = new UrlTemplate(settings.url());
        Origins origins = new Origins(settings.limits().insecure());
        this.home = origins.checked(url.with(Map.of()), "url");
        settings.login().oauth().ifPresent(oauth -> origins.checked(oauth.tokenUrl(), "token-url"));
        Sender sender = sender(settings.limits());
        this.attempts = new Attempts(settings.limits().retry(), clock, sleeper, random);
        Credentials credentials = settings.login()
                .oauth()
                .<Credentials>map(oauth -> new Credentials.Bearer(new AccessToken(oauth, sender, attempts, clock)))
                .orElse(settings.login().credentials());
        Rate rate = new Rate(settings.limits().distance(), clock, sleeper);
        this.requests = new Requests(
                new Requests.Line(sender, attempts, rate, clock),
                new Requests.Caller(home, credentials, settings.headers()),
                origins);
    }

    private static Sender sender(PullSettings.Limits limits) {
        // platforms are old: with HTTP/2 a client over http would begin with an upgrade that some do not understand
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connect());
        limits.trustFile().map(Trust::of).ifPresent(client::sslContext);
        return new Sender(client.build(), limits.timeout(), limits.mostBytes());
    }

    /** Gets what comes; after its return it is committed. */
    public interface Sink {
        void items(List<ObjectNode> items) throws IOException;

        /** An answer that is no JSON. */
        void document(byte[] document) throws IOException;

        /** From now on the next round begins here; at the very beginning if empty. */
        void mark(Optional<String> mark) throws IOException;
    }

    /**
     * What a round had.
     *
     * @param unmarked items whose watermark nobody can read: they are taken, but move nothing
     */
    public record Round(int pages, long items, long unmarked) {}

    /**
     * @param kept mark of an earlier round
     * @throws IOException if the round ended before its end; what the sink got until then need not come again, but may
     */
    public Round ask(Optional<String> kept, Sink sink) throws IOException {
        attempts.beginRound();
        Optional<Mark> mark = settings.watermark().flatMap(watermark -> kept.flatMap(watermark::read));
        RoundTaker taker = new RoundTaker(settings.watermark(), mark, clock, sink);
        pages(settings.watermark().flatMap(watermark -> watermark.since(mark))).each(taker);
        taker.end();
        return taker.round();
    }

    private Pages pages(Optional<String> since) {
        Paging paging = settings.paging();
        SameItem same = new SameItem(settings.key());
        return switch (paging.by()) {
            case NONE -> new LinkedPages(place -> fetch(values(since)), page -> Optional.empty());
            case PAGE -> new NumberedPages(paging, same, number -> fetch(values(since, "page", number)));
            case OFFSET -> new OffsetPages(paging, same, number -> fetch(values(since, "offset", number)));
            case CURSOR -> {
                JsonPointer at = paging.cursor().orElseThrow();
                yield new LinkedPages(
                        place -> {
                            Map<String, String> values = values(since);
                            place.ifPresent(cursor -> values.put("cursor", cursor));
                            return fetch(values);
                        },
                        page -> cursor(page.answer().at(at)));
            }
            case LINK ->
                new LinkedPages(
                        place -> place.isEmpty() ? fetch(values(since)) : fetch(URI.create(place.get()), " (by link)"),
                        page -> page.next().map(URI::toString));
        };
    }

    private static Optional<String> cursor(JsonNode node) {
        boolean none = !node.isValueNode()
                || node.isNull()
                || node.isBoolean()
                || node.asText().isEmpty();
        return none ? Optional.empty() : Optional.of(node.asText());
    }

    private Map<String, String> values(Optional<String> since) {
        Map<String, String> values = new HashMap<>();
        values.put("size", String.valueOf(settings.paging().size()));
        since.ifPresent(value -> values.put("since", value));
        return values;
    }

    private Map<String, String> values(Optional<String> since, String name, long number) {
        Map<String, String> values = values(since);
        values.put(name, String.valueOf(number));
        return values;
    }

    private Page fetch(Map<String, String> values) throws IOException {
        Map<String, String> shown = new TreeMap<>(values);
        shown.remove("size");
        // a cursor may hold anything
        shown.computeIfPresent("cursor", (name, cursor) -> "…");
        return fetch(url.with(values), shown.isEmpty() ? "" : " " + shown);
    }

    private Page fetch(URI uri, String what) throws IOException {
        if (!Origins.same(home, uri)) {
            throw new IOException("the next page should be with " + Origins.shown(home) + ", but the platform names "
                    + Origins.shown(uri) + ", which gets no credentials; see url, or page in another way");
        }
        return requests.get(uri, what, this::page);
    }

    private Page page(Answer answer) throws IOException {
        Optional<URI> next = settings.paging().by() == Paging.By.LINK ? answer.next() : Optional.empty();
        if (answer.status() == 204) {
            return new Page(new byte[0], MissingNode.getInstance(), List.of(), next);
        }
        if (settings.items().isEmpty()) {
            return new Page(whole(answer), MissingNode.getInstance(), List.of(), next);
        }
        JsonNode json = Items.parse(answer.body());
        return new Page(new byte[0], json, settings.items().get().of(json), next);
    }

    /** A document's own form says whether it is whole; that a web page comes instead is mostly somebody's way to log in. */
    private static byte[] whole(Answer answer) throws AnswerException {
        String type = answer.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html")) {
            throw new AnswerException(
                    "the answer should be a document, but is a web page; see url and the credentials");
        }
        return answer.body();
    }
}

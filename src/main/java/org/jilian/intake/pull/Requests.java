package org.jilian.intake.pull;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks one platform by GET: in its measure, with the credentials for it alone, again where that may help. */
final class Requests {
    private static final int REDIRECTS = 5;
    private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);

    private final Line line;
    private final Caller caller;
    private final Origins origins;

    Requests(Line line, Caller caller, Origins origins) {
        this.line = line;
        this.caller = caller;
        this.origins = origins;
    }

    /** By which requests go. */
    record Line(Sender sender, Attempts attempts, Rate rate, Clock clock) {}

    /**
     * As whom.
     *
     * @param home whose host and port alone get credentials and headers
     */
    record Caller(URI home, Credentials credentials, Map<String, String> headers) {}

    @FunctionalInterface
    interface Reader<T> {
        /** @throws IOException if the answer is broken, {@link AnswerException} if it is not what was asked for */
        T read(Answer answer) throws IOException;
    }

    /**
     * @param what of the request, for messages
     * @throws IOException with what was asked, what came, and what to do
     */
    <T> T get(URI uri, String what, Reader<T> reader) throws IOException {
        boolean[] renewed = {false};
        return line.attempts().run("GET " + Origins.shown(uri) + what, caller.credentials(), () -> {
            Answer answer = follow(uri);
            if (answer.status() == 401 && !renewed[0] && caller.credentials().renew()) {
                renewed[0] = true;
                answer = follow(uri);
            }
            return reader.read(Statuses.good(answer, line.clock()));
        });
    }

    private Answer follow(URI first) throws IOException {
        URI uri = first;
        for (int n = 0; n <= REDIRECTS; n++) {
            line.rate().waitForTurn();
            Answer answer = line.sender().send(request(uri));
            Optional<String> place = answer.headers().firstValue("Location");
            if (!MOVED.contains(answer.status()) || place.isEmpty()) {
                return new Answer(uri, answer.status(), answer.headers(), answer.body());
            }
            uri = moved(uri, place.get());
        }
        throw new AnswerException("it should not be redirected more than " + REDIRECTS + " times; see url");
    }

    private URI moved(URI from, String place) throws AnswerException {
        try {
            URI to = origins.checked(Origins.resolve(from, place), "where it is redirected to");
            if ("https".equals(from.getScheme()) && !"https".equals(to.getScheme())) {
                throw new AnswerException("it should not be redirected from https to http; see url");
            }
            return to;
        } catch (IllegalArgumentException e) {
            throw new AnswerException("it is redirected where nobody is asked (" + e.getMessage() + "); see url");
        }
    }

    private HttpRequest request(URI uri) throws IOException {
        boolean known = Origins.same(caller.home(), uri);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(known ? caller.credentials().at(uri) : uri);
        if (known) {
            caller.headers().forEach(request::setHeader);
            caller.credentials().put(request);
        }
        return request.GET().build();
    }
}

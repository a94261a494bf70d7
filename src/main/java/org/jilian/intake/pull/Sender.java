package org.jilian.intake.pull;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request, one whole answer or none: follows no redirect, and waits for the last byte no longer than it may. */
final class Sender {
    private final HttpClient client;
    private final Duration timeout;
    private final long mostBytes;

    Sender(HttpClient client, Duration timeout, long mostBytes) {
        this.client = client;
        this.timeout = timeout;
        this.mostBytes = mostBytes;
    }

    /** @throws IOException if no whole answer came; {@link AnswerException} if it is too large */
    Answer send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> coming = client.sendAsync(request, head -> new LimitedBody(mostBytes));
        try {
            HttpResponse<byte[]> answer = coming.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(request.uri(), answer.statusCode(), answer.headers(), answer.body());
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw new IOException("no whole answer came within " + timeout + " (timeout)", e);
        } catch (InterruptedException e) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the node stops while a platform answers; it is asked again later");
        } catch (ExecutionException e) {
            throw fault(e);
        }
    }

    private static IOException fault(ExecutionException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof AnswerException refused) {
                return refused;
            }
        }
        Throwable cause = e.getCause();
        String said = cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage();
        String what = (cause == null ? e : cause).getClass().getSimpleName() + said;
        return new IOException("no whole answer came (" + what + ")", e);
    }
}

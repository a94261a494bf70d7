package org.jilian.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jilian.record.Digest;
import org.jilian.store.ApiAnswers;

/** The same request under the same idempotency key is answered as it was before, for a week, and not worked on again. */
final class Answers {
    private static final Duration KEPT = Duration.ofDays(7);

    private final Premises premises;
    private final ApiAnswers answers;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    Answers(Premises premises) {
        this.premises = premises;
        this.answers = new ApiAnswers(premises.self().keys().atRest());
    }

    /** @param again whether it was answered before */
    record Answer(String body, boolean again) {}

    /**
     * If the node dies between the work's commit and this one, the work is done again: it must not mind.
     *
     * @param request all that was asked
     */
    Answer once(String token, String key, String request, Supplier<String> work) {
        String name = token + "\n" + key;
        if (!underWay.add(name)) {
            throw new ProblemException(Problem.KEY_IN_USE);
        }
        try {
            Digest digest = premises.keyed("api request", request);
            Instant now = premises.self().now();
            Optional<ApiAnswers.Answer> before =
                    premises.database().read(tx -> answers.find(tx, token, key, now.minus(KEPT)));
            if (before.isPresent()) {
                if (!before.get().request().equals(digest)) {
                    throw new ProblemException(Problem.KEY_REUSED);
                }
                return new Answer(before.get().body(), true);
            }
            String body = work.get();
            premises.database().change(tx -> {
                ApiAnswers.purge(tx, now.minus(KEPT));
                answers.put(
                        tx,
                        token,
                        key,
                        new ApiAnswers.Answer(digest, body),
                        premises.self().now());
            });
            return new Answer(body, false);
        } finally {
            underWay.remove(name);
        }
    }
}

package org.jilian.intake.pull;

import java.io.IOException;
import java.time.Clock;

/** What a status means: 2xx is an answer, 429 and 5xx may be one later, anything else would be the same again. */
final class Statuses {
    private Statuses() {}

    static Answer good(Answer answer, Clock clock) throws IOException {
        int status = answer.status();
        if (status == 206) {
            throw new AnswerException("answered 206, a part of something; ask for pages by url, not by Range");
        }
        if (status >= 200 && status < 300) {
            return uncoded(answer);
        }
        if (status == 429 || status == 408 || status >= 500) {
            throw new LaterException(
                    "answered " + status + (status == 429 ? ", too many requests; set 'rate' to what is allowed" : ""),
                    answer.headers().firstValue("Retry-After").flatMap(header -> Retry.asked(header, clock)));
        }
        throw new AnswerException("answered " + status + "; " + remedy(status));
    }

    private static Answer uncoded(Answer answer) throws AnswerException {
        String coding = answer.headers().firstValue("Content-Encoding").orElse("identity");
        if (!coding.equalsIgnoreCase("identity")) {
            throw new AnswerException(
                    "the answer should come as it is, since nothing else was asked for, but is coded as " + coding
                            + "; have the platform or what stands before it leave it");
        }
        return answer;
    }

    private static String remedy(int status) {
        return switch (status) {
            case 401 -> "see that the credentials are those the platform gave, and still valid";
            case 403 -> "ask the platform's people what this account may read, and from which address";
            case 404, 410 -> "see whether url is right";
            case 400, 422 -> "see whether url has the parameters that the platform wants";
            default -> "ask the platform's people what it means; it is not repeated in this round";
        };
    }
}

package org.jilian.intake.pull;

import java.io.IOException;

/** An answer that would be the same again: it is not asked for once more in this round. The message says what to do. */
final class AnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    AnswerException(String message) {
        super(message);
    }
}

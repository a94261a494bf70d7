package org.jilian.intake;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jilian.rules.Reason;

/** A file that can be read from its first row as often as asked; each reading sees the same rows or fails. */
interface Table {
    /**
     * Hands over every row in order, until the visitor has enough.
     *
     * @throws RefusedException if the file turns out not to be the table that it seemed
     */
    void visit(Visitor visitor) throws IOException;

    String form();

    default Optional<Charset> charset() {
        return Optional.empty();
    }

    default Optional<Character> delimiter() {
        return Optional.empty();
    }

    default Optional<String> sheet() {
        return Optional.empty();
    }

    /** Whether people see it; a hidden sheet is read only where no visible one will do. */
    default boolean visible() {
        return true;
    }

    @FunctionalInterface
    interface Visitor {
        /** @return whether to go on */
        boolean accept(RawRow row);
    }

    /** Carries an expected refusal out of a parser's callbacks; {@link Intake} turns it into a value. */
    final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Reason reason;

        RefusedException(Reason reason) {
            super(reason.code());
            this.reason = reason;
        }

        RefusedException(Reason reason, Throwable cause) {
            super(reason.code(), cause);
            this.reason = reason;
        }

        /** The types of what caused it, outermost first. */
        String causes() {
            StringBuilder causes = new StringBuilder();
            for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
                causes.append(causes.isEmpty() ? "" : " < ")
                        .append(cause.getClass().getName());
            }
            return causes.toString();
        }

        Reason reason() {
            return reason;
        }
    }
}

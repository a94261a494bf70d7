package org.jilian.directory;

import java.util.Locale;

/** Whether a certificate may sign for a node at an instant. */
public sealed interface SignerJudgement {
    /** It may. */
    record Entitled() implements SignerJudgement {}

    /** It may not. */
    record NotEntitled(Reason reason, String expected, String actual) implements SignerJudgement {
        @Override
        public String toString() {
            return reason.code() + ": should be " + expected + ", but is " + actual;
        }
    }

    /** Why not, in the order in which it is looked at: each is given only if none before it applies. */
    enum Reason {
        UNKNOWN_NODE,
        UNKNOWN_CERTIFICATE,
        OTHER_NODES_CERTIFICATE,
        NOT_TO_SIGN_WITH,
        NOT_YET_VALID,
        NO_LONGER_VALID,
        NODE_CLOSED,
        DIRECTORY_EXPIRED,
        /**
         * Everything else is in order. What it signed still counts up to the last good header that
         * {@link Directory#lastGood} names for the ledger, and nowhere else: a lone proof does not.
         */
        REVOKED;

        public String code() {
            return "signer-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    SignerJudgement ENTITLED = new Entitled();

    default boolean entitled() {
        return this instanceof Entitled;
    }
}

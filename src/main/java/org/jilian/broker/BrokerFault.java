package org.jilian.broker;

/** The broker itself failed: not a refusal, not a lost connection. The message says what was attempted. */
public final class BrokerFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerFault(String attempted, Throwable cause) {
        super(attempted + ": " + cause.getMessage(), cause);
    }
}

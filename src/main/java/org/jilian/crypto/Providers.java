package org.jilian.crypto;

import java.security.Provider;
import java.security.SecureRandom;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Bouncy Castle, handed over by instance and never inserted into the JVM's provider list: other libraries' lookups
 * (TLS, key stores) stay what the JDK makes them. Built once, since building it costs some 100 ms.
 */
final class Providers {
    static final Provider BC = new BouncyCastleProvider();

    /** The operating system's randomness, for callers who hand in none. */
    static final SecureRandom SYSTEM_RANDOM = new SecureRandom();

    private Providers() {}
}

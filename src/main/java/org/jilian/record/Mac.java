package org.jilian.record;

/** A keyed 32-byte hash (HMAC over the suite's hash) whose key its owner keeps to itself. Safe for several threads. */
public interface Mac {
    byte[] of(byte[] message);
}

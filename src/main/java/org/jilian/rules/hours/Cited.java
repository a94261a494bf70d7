package org.jilian.rules.hours;

import org.jilian.record.Digest;

/** A policy as a certificate cites it: whoever holds the same document holds the same digest. */
public record Cited(String policy, int version, Digest digest) {}

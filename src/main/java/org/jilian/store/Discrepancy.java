package org.jilian.store;

import java.time.Instant;

/**
 * One difference that was found (差异), with its evidence, and what became of it.
 *
 * @param type its class, such as {@code CONFLICT}
 * @param record what it is about: a record's id, or another stable name
 * @param evidence canonical JSON without personal data
 * @param at when it was found, or settled
 */
public record Discrepancy(String type, String record, String evidence, boolean open, Instant at) {}

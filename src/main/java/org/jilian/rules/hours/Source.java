package org.jilian.rules.hours;

/**
 * Where a rule's figures stand.
 *
 * @param place the document and its paragraph, as a clerk would cite them
 * @param unverified whether nobody compared the figures with an original yet; a judgement that used them says so
 */
public record Source(String place, boolean unverified) {}

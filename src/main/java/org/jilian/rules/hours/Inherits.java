package org.jilian.rules.hours;

import java.util.Optional;
import java.util.SortedSet;

/**
 * Whose rules hold where a policy says nothing: a named policy's, or those of whichever general policy a place has on
 * the period's last day, so that a city that "follows the nation" follows it when the nation changes.
 */
public record Inherits(Optional<String> policy, Optional<String> place, SortedSet<Rules.Group> rules) {}

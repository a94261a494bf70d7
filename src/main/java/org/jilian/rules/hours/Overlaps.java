package org.jilian.rules.hours;

import java.util.SortedSet;

/** Of two activities of these forms that share a day only the one with more hours counts; without dates none is held to. */
public record Overlaps(SortedSet<String> forms, Source source) {}

package org.jilian.rules.hours;

import java.util.SortedSet;

/** Hours of these forms count in equal parts over so many periods, beginning with the one they are recorded in. */
public record Spread(SortedSet<String> forms, int periods, Source source) {}

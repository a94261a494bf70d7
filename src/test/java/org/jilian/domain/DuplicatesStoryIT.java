package org.jilian.domain;

/** The same sentences on PostgreSQL. */
class DuplicatesStoryIT extends DuplicatesStoryTest {}

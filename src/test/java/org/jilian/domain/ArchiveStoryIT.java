package org.jilian.domain;

/** The same sentences on PostgreSQL. */
class ArchiveStoryIT extends ArchiveStoryTest {}

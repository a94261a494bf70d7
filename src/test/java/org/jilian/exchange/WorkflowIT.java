package org.jilian.exchange;

/** On PostgreSQL. */
class WorkflowIT extends WorkflowTest {}

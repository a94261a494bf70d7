package org.jilian.exchange;

import org.jilian.record.NodeId;

/** A message with the neighbour that it came from or goes to. */
public record Envelope(NodeId neighbour, Message message) {}

package org.jilian.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jilian.record.NodeId;

/**
 * One thing that happened and must be answered for. It holds no personal data: records and persons stand in it by their
 * ids and pseudonyms.
 *
 * @param event what, as a stable word such as {@code parcel.refused}
 * @param node whom it concerns: the other side of a link, or this node
 * @param detail the rest, as a document of texts and integers
 */
public record AuditEvent(Instant at, String event, NodeId node, ObjectNode detail) {}

package org.jilian.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jilian.directory.Directory;
import org.jilian.record.Hash;
import org.jilian.record.KindName;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/**
 * That a node may issue certificates (委托): by a record of an authority above it, or of its own where it is the one that
 * others are delegated by.
 *
 * @param number begins the serial numbers that are given under it
 */
record Delegation(
        String number,
        NodeId by,
        NodeId to,
        List<String> divisions,
        List<String> sectors,
        LocalDate from,
        Optional<LocalDate> until) {
    private static final KindName KIND = new KindName("delegation");

    /** Those in force on a day that let this node issue for a place. */
    static List<Delegation> of(
            Transaction tx, NodeId node, List<String> places, LocalDate day, Directory directory, Hash hash)
            throws SQLException {
        List<Delegation> found = new ArrayList<>();
        for (RecordVersion version : Versions.currentOf(tx, KIND, hash)) {
            if (!version.status().equals(RecordVersion.ACTIVE)) {
                continue;
            }
            Optional<Delegation> read = read(version);
            if (read.isEmpty()) {
                continue;
            }
            Delegation each = read.get();
            boolean entitled = each.by.equals(node) || directory.isAncestor(each.by, node);
            if (entitled && each.to.equals(node) && each.inForce(day) && each.covers(places)) {
                found.add(each);
            }
        }
        return found;
    }

    /** Empty if it begins or ends on a day that does not exist: it is in force on none until its author corrects it. */
    private static Optional<Delegation> read(RecordVersion version) {
        JsonNode content = version.content();
        try {
            return Optional.of(new Delegation(
                    content.path("number").asText(),
                    version.author(),
                    new NodeId(content.path("node").asText()),
                    texts(content.path("divisions")),
                    texts(content.path("sectors")),
                    LocalDate.parse(content.path("from").asText()),
                    Optional.ofNullable(content.get("until")).map(until -> LocalDate.parse(until.asText()))));
        } catch (DateTimeException e) {
            // every node's delegations come here, and the form of a day is all that their schema asks for
            return Optional.empty();
        }
    }

    boolean inForce(LocalDate day) {
        return !day.isBefore(from) && !until.map(day::isAfter).orElse(false);
    }

    /** A delegation for a city is one for the counties that report to it. */
    boolean covers(List<String> places) {
        return places.stream().anyMatch(divisions::contains);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}

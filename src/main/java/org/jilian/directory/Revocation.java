package org.jilian.directory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jilian.record.Digest;
import org.jilian.record.NodeId;
import org.jilian.record.Stream;

/**
 * That a certificate is not to be trusted any more. Since a thief may backdate, what it signed counts only as far as the
 * ledgers named here go; each of them goes on in a new epoch.
 *
 * @param fingerprint SHA-256 of the certificate's DER bytes
 * @param at when it was revoked; says nothing about what counts
 * @param ledgers one reset for each ledger of the node
 */
public record Revocation(Digest fingerprint, NodeId node, Instant at, String reason, List<Reset> ledgers)
        implements Entry {
    static final String KIND = "revocation";

    public Revocation {
        ledgers = List.copyOf(ledgers);
    }

    @Override
    public Key key() {
        return Key.of(KIND, fingerprint);
    }

    static Revocation read(Fields fields) {
        NodeId node = fields.value("node", NodeId::new);
        String reason = fields.text("reason");
        return new Revocation(
                fields.value("fingerprint", Digest::parse),
                node,
                fields.value("at", Fields::instant),
                reason,
                fields.objects(
                        "ledgers",
                        ledger -> new Reset(
                                node,
                                ledger.value("stream", Stream::parse),
                                ledger.object("lastGood", LastGood::read),
                                (int) ledger.integer("newEpoch", 2, Integer.MAX_VALUE),
                                reason)));
    }

    @Override
    public ObjectNode write() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("at", at.toString());
        document.put("fingerprint", fingerprint.toString());
        ArrayNode array = document.putArray("ledgers");
        for (Reset reset : ledgers) {
            ObjectNode ledger = array.addObject();
            ledger.set("lastGood", reset.lastGood().write());
            ledger.put("newEpoch", reset.newEpoch());
            ledger.put("stream", reset.stream().toString());
        }
        return document.put("node", node.value()).put("reason", reason);
    }
}

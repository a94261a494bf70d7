package org.jilian.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;
import org.jilian.record.Stream;

/**
 * A receiver's signed, cumulative answer for one ledger (回执): everything up to {@code place} is in its database. It is
 * made after that commit, made again for a duplicate, and relayed hop by hop to the origin.
 *
 * @param header digest of the header at that place
 * @param outcomesAfter number after which {@code outcomes} begin; what is not among them, at or below the place, and was
 *     not said in an earlier receipt, is applied
 */
public record Receipt(
        String federation,
        NodeId receiver,
        Place place,
        Digest header,
        long outcomesAfter,
        List<RecordOutcome> outcomes,
        Instant at) {
    public static final String FORMAT = "jilian-receipt/1";

    /** Outcomes that one receipt carries at most; the rest follows in the next. */
    public static final int MAX_OUTCOMES = 2_000;

    /** Characters of one outcome's reason; {@link Refusal} makes none longer. */
    private static final int MAX_REASON = 301;

    private static final Set<String> FIELDS = Set.of(
            "at",
            "epoch",
            "federation",
            "format",
            "header",
            "origin",
            "outcomes",
            "outcomesAfter",
            "receiver",
            "sequence",
            "stream");
    private static final Set<String> OUTCOME = Set.of("epoch", "index", "number", "outcome", "sequence");
    private static final Set<String> OUTCOME_OPTIONAL = Set.of("code", "reason");

    public Receipt {
        outcomes = List.copyOf(outcomes);
    }

    /** The highest outcome number this receipt carries or leaves behind. */
    public long outcomesThrough() {
        return outcomesAfter + outcomes.size();
    }

    public byte[] write() {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("at", at.toString())
                .put("epoch", place.epoch())
                .put("federation", federation)
                .put("format", FORMAT)
                .put("header", header.toString())
                .put("origin", place.ledger().origin().value())
                .put("outcomesAfter", outcomesAfter)
                .put("receiver", receiver.value())
                .put("sequence", place.sequence())
                .put("stream", place.ledger().stream().toString());
        ArrayNode array = document.putArray("outcomes");
        for (RecordOutcome outcome : outcomes) {
            ObjectNode node = array.addObject()
                    .put("epoch", outcome.epoch())
                    .put("index", outcome.index())
                    .put("number", outcome.number())
                    .put("outcome", outcome.outcome().word())
                    .put("sequence", outcome.sequence());
            Refusal refusal = outcome.refusal();
            if (refusal != null) {
                node.put("code", refusal.code().name()).put("reason", refusal.detail());
            }
        }
        return CanonicalJson.write(document);
    }

    /** @throws MalformedException naming the field, what it should be and what it is */
    public static Receipt read(byte[] bytes) {
        Json json = Json.canonical("receipt", bytes, FIELDS, Set.of());
        if (!json.text("format").equals(FORMAT)) {
            throw new MalformedException("format of a receipt", FORMAT, json.text("format"));
        }
        long after = json.number("outcomesAfter", 0);
        LedgerId ledger = new LedgerId(new NodeId(json.text("origin")), Stream.parse(json.text("stream")));
        return new Receipt(
                json.text("federation"),
                new NodeId(json.text("receiver")),
                new Place(ledger, json.number("epoch", 1), json.number("sequence", 0)),
                Digest.parse(json.text("header")),
                after,
                outcomes(json.node("outcomes"), after),
                json.instant("at"));
    }

    private static List<RecordOutcome> outcomes(JsonNode array, long after) {
        if (array.size() > MAX_OUTCOMES) {
            throw new MalformedException("outcomes of a receipt", "at most " + MAX_OUTCOMES, array.size() + "");
        }
        List<RecordOutcome> outcomes = new ArrayList<>();
        for (JsonNode node : array) {
            Json json = Json.of("outcome", node, OUTCOME, OUTCOME_OPTIONAL);
            long number = json.number("number", 1);
            if (number != after + outcomes.size() + 1) {
                throw new MalformedException("number of an outcome", (after + outcomes.size() + 1) + "", number + "");
            }
            outcomes.add(new RecordOutcome(
                    number,
                    json.number("epoch", 1),
                    json.number("sequence", 1),
                    json.smallNumber("index", 0),
                    outcome(json.text("outcome")),
                    json.has("code") ? new Refusal(code(json.text("code")), reason(json.text("reason"))) : null));
        }
        return outcomes;
    }

    private static Outcome outcome(String word) {
        try {
            return Outcome.of(word);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("outcome", "applied, held, superseded, waiting or refused", word);
        }
    }

    private static String reason(String text) {
        if (text.length() > MAX_REASON) {
            throw new MalformedException(
                    "reason of an outcome", "at most " + MAX_REASON + " characters", text.length() + " characters");
        }
        return text;
    }

    private static RefusalCode code(String name) {
        try {
            return RefusalCode.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("code of an outcome", "a known code", name);
        }
    }
}

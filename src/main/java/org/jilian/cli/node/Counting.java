package org.jilian.cli.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jilian.exchange.Authored;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.rules.Period;
import org.jilian.rules.draw.Frame;
import org.jilian.statistics.Annual;
import org.jilian.statistics.CannotCountException;
import org.jilian.statistics.Compare;
import org.jilian.statistics.FrameOrder;
import org.jilian.statistics.Lots;
import org.jilian.statistics.Of;

/** Statistics of an open node, by an order as it goes over the control socket: its {@code what} says which. */
final class Counting {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final OpenNode node;

    Counting(OpenNode node) {
        this.node = node;
    }

    ObjectNode run(JsonNode order) {
        try {
            String what = order.path("what").asText();
            return switch (what) {
                case "annual" -> annual(order);
                case "compare" -> compare(order);
                case "frame" -> frame(order);
                case "sample" -> sample(order);
                case "draw" -> draw(order);
                case "verify" -> verify(order);
                default ->
                    throw new WrongUseException(
                            "statistics should be annual, compare, frame, sample, draw or verify, but" + " is '" + what
                                    + "'");
            };
        } catch (CannotCountException | MalformedException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()), e);
        }
    }

    private ObjectNode annual(JsonNode order) {
        Annual annual = new Annual(node.self(), node.database(), node.exchange(), node.directory());
        Period period = period(order).orElseThrow();
        ObjectNode report = annual.report(period);
        ObjectNode answer = answer();
        answer.set("report", report);
        if (order.path("file").asBoolean()) {
            answer.set("filed", AuthoredForm.of(annual.file(period, division(), report)));
        }
        return answer;
    }

    private ObjectNode compare(JsonNode order) {
        return new Compare(node.self(), node.database(), node.directory())
                .run(
                        period(order).orElseThrow(),
                        Optional.ofNullable(order.get("of")).map(id -> NodeId.of(id.asText())));
    }

    private ObjectNode frame(JsonNode order) {
        Frame frame = lots().frame(frameOrder(order));
        return answer().put("size", frame.size())
                .put("digest", frame.digest(node.suite().hash()).toString())
                .put("text", frame.text());
    }

    private ObjectNode sample(JsonNode order) {
        FrameOrder of = frameOrder(order);
        return filed(
                order,
                lots().sample(
                                of,
                                given(order).orElseGet(() -> lots().frame(of)),
                                order.path("seed").asText(),
                                order.path("count").asInt()));
    }

    private ObjectNode draw(JsonNode order) {
        FrameOrder of = frameOrder(order);
        ObjectNode sample = lots().sample(
                        of,
                        given(order).orElseGet(() -> lots().frame(of)),
                        order.path("seed").asText(),
                        order.path("count").asInt());
        Frame inspectors = Frame.parse(order.path("inspectors").asText());
        return filed(
                order, lots().inspectors(sample, inspectors, order.path("per").asInt()));
    }

    private ObjectNode filed(JsonNode order, ObjectNode drawn) {
        ObjectNode answer = answer();
        answer.set("drawn", drawn);
        String code = order.path("file").asText();
        if (!code.isEmpty()) {
            List<Authored> authored = lots().file(code, division(), drawn);
            ArrayNode records = answer.putArray("filed");
            authored.forEach(each -> records.add(AuthoredForm.of(each)));
        }
        return answer;
    }

    private ObjectNode verify(JsonNode order) {
        return lots().verify(RecordId.parse(order.path("record").asText()), given(order));
    }

    private Lots lots() {
        return new Lots(node.self(), node.database(), node.exchange(), node.directory());
    }

    /** The division that this node has today; what it files is counted under it. */
    private String division() {
        LocalDate today = LocalDate.ofInstant(node.clock().instant(), CHINA);
        return node.directory()
                .node(node.node())
                .flatMap(self -> self.jurisdiction().codeOn(today))
                .orElse(node.node().value());
    }

    private static FrameOrder frameOrder(JsonNode order) {
        return new FrameOrder(
                Of.of(order.path("of").asText()),
                period(order),
                order.path("byDivision").asBoolean(),
                Optional.ofNullable(order.get("division")).map(JsonNode::asText));
    }

    private static Optional<Frame> given(JsonNode order) {
        return Optional.ofNullable(order.get("frame")).map(text -> Frame.parse(text.asText()));
    }

    private static Optional<Period> period(JsonNode order) {
        return Optional.ofNullable(order.get("period"))
                .map(text -> Period.check(text.asText()).fold(valid -> valid.value(), reason -> {
                    throw new WrongUseException("--period: " + reason.what().zh() + " "
                            + reason.what().en());
                }));
    }

    private static ObjectNode answer() {
        return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    }
}

package org.jilian.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jilian.directory.Directory;
import org.jilian.exchange.Authored;
import org.jilian.exchange.Exchange;
import org.jilian.exchange.Self;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Draft;
import org.jilian.record.KindName;
import org.jilian.record.NaturalKey;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.rules.Period;
import org.jilian.rules.draw.Draw;
import org.jilian.rules.draw.Frame;
import org.jilian.store.Database;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/**
 * Draws samples (抽样统计) and, double random (双随机), who is inspected and who inspects; files what was drawn with all that
 * is needed to draw it again; and draws it again.
 */
public final class Lots {
    static final KindName SURVEY = new KindName("sample-survey");
    static final KindName INSPECTION = new KindName("inspection");

    /** What a record has besides its content, generously. */
    private static final int AROUND = 8 * 1024;

    private final Self self;
    private final Database database;
    private final Exchange exchange;
    private final Directory directory;

    public Lots(Self self, Database database, Exchange exchange, Directory directory) {
        this.self = self;
        this.database = database;
        this.exchange = exchange;
        this.directory = directory;
    }

    /** The frame as the records held make it: its digest is to be published before anybody knows the seed. */
    public Frame frame(FrameOrder order) {
        return frame(order, self.node());
    }

    private Frame frame(FrameOrder order, NodeId node) {
        return database.read(tx -> new Frames(tx, Scope.of(directory, node)).of(order));
    }

    /** As the content of a record of kind {@code sample-survey}, but for its code. */
    public ObjectNode sample(FrameOrder order, Frame frame, String seed, int count) {
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("title", title(order))
                .put("seed", seed)
                .put("method", Draw.METHOD)
                .put("of", order.of().code())
                .put(
                        "byDivision",
                        frame.entries().stream()
                                .anyMatch(each -> !each.stratum().isEmpty()))
                .put("count", count)
                .put("frameSize", frame.size())
                .put("frameDigest", frame.digest(self.suite().hash()).toString());
        order.division().ifPresent(code -> content.put("division", code));
        order.period().ifPresent(period -> content.put("period", period.value()));
        ArrayNode drawn = content.putArray("drawn");
        new Draw(order.of().code(), seed)
                .from(frame, count, self.suite().hash())
                .forEach(drawn::add);
        return content;
    }

    private static String title(FrameOrder order) {
        return switch (order.of()) {
            case PERSONS -> "专业技术人员抽样";
            case INSTITUTIONS -> "施教机构抽样";
            case RECORDS -> "学时记录抽样";
        };
    }

    /** Adds to drawn institutions who inspects each: so many of these inspectors, drawn for each by the same seed. */
    public ObjectNode inspectors(ObjectNode sample, Frame inspectors, int per) {
        Frame all =
                Frame.ofIds(inspectors.entries().stream().map(Frame.Entry::id).toList());
        sample.put("title", "双随机抽查").put("per", per);
        ArrayNode frame = sample.putArray("inspectors");
        all.entries().forEach(each -> frame.add(each.id()));
        ArrayNode assigned = sample.putArray("assigned");
        for (JsonNode institution : sample.path("drawn")) {
            ObjectNode each = assigned.addObject().put("institution", institution.asText());
            ArrayNode by = each.putArray("inspectors");
            new Draw(
                            "inspectors of " + institution.asText(),
                            sample.path("seed").asText())
                    .from(all, per, self.suite().hash())
                    .forEach(by::add);
        }
        return sample;
    }

    /**
     * Files a draw under its code, and for a double random one an inspection for each institution, all at once. Filed again,
     * the same changes nothing.
     *
     * @throws CannotCountException if another draw has that code: nobody draws until he likes the result
     */
    public List<Authored> file(String code, String division, ObjectNode sample) {
        ObjectNode content = sample.deepCopy().put("code", code);
        int most = directory.limits().recordBytes() - AROUND;
        if (CanonicalJson.write(content).length > most) {
            throw new CannotCountException("a draw should fit into a record of " + most + " bytes, but "
                    + content.path("drawn").size() + " lots do not: draw fewer, or file by division");
        }
        Optional<String> period = Optional.ofNullable(content.get("period")).map(JsonNode::asText);
        List<Draft> drafts = new ArrayList<>();
        drafts.add(new Draft(SURVEY, division, period, Optional.empty(), content));
        int number = 0;
        for (JsonNode each : content.path("assigned")) {
            drafts.add(new Draft(INSPECTION, division, period, Optional.empty(), inspection(content, each, ++number)));
        }
        return exchange.compose((tx, pen) -> {
            Optional<RecordVersion> filed = filed(tx, code);
            if (filed.isPresent() && !filed.get().content().equals(canonical(content))) {
                throw new CannotCountException("code " + code + " should be of no other draw, but is of "
                        + filed.get().id() + " from " + filed.get().at()
                        + ": what was drawn stays drawn; file this under a code of its own");
            }
            return pen.author(drafts);
        });
    }

    private static ObjectNode inspection(ObjectNode draw, JsonNode assigned, int number) {
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("code", draw.path("code").asText() + String.format(Locale.ROOT, "-%03d", number))
                .put("inspectionType", "double-random")
                .put("draw", draw.path("code").asText())
                .put("institution", assigned.path("institution").asText())
                .put("seed", draw.path("seed").asText())
                .put("frameDigest", draw.path("frameDigest").asText());
        content.set("inspectors", assigned.path("inspectors").deepCopy());
        return content;
    }

    private Optional<RecordVersion> filed(Transaction tx, String code) throws SQLException {
        String key = NaturalKey.hash(SURVEY, List.of(code), self.suite().hash());
        return Versions.byNaturalKey(tx, SURVEY, List.of(key), self.suite().hash()).stream()
                .findFirst();
    }

    private static JsonNode canonical(JsonNode content) {
        return CanonicalJson.read(CanonicalJson.write(content));
    }

    /**
     * Draws again what a record says was drawn.
     *
     * @param given the frame as it was published; absent means as the records held make it now
     * @throws CannotCountException if no draw is held under that id
     */
    public ObjectNode verify(RecordId id, Optional<Frame> given) {
        RecordVersion record = current(id);
        RecordVersion survey = record.kind().equals(INSPECTION) ? drawOf(record) : record;
        JsonNode said = survey.content();
        if (!survey.kind().equals(SURVEY) || !said.path("method").asText().equals(Draw.METHOD)) {
            throw new CannotCountException(id + " should be a draw by " + Draw.METHOD + ", but is not: "
                    + "how it was drawn is not known here");
        }
        FrameOrder order = new FrameOrder(
                Of.of(said.path("of").asText()),
                Optional.ofNullable(said.get("period")).map(period -> new Period(period.asText())),
                said.path("byDivision").asBoolean(),
                Optional.ofNullable(said.get("division")).map(JsonNode::asText));
        Frame frame = given.orElseGet(() -> frame(order, survey.id().firstAuthor()));
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("record", survey.id().toString())
                .put("frameDigest", said.path("frameDigest").asText())
                .put("frameDigestNow", frame.digest(self.suite().hash()).toString());
        if (!answer.path("frameDigest").equals(answer.path("frameDigestNow"))) {
            return answer.put("verdict", "frame-differs");
        }
        ObjectNode again = sample(
                order, frame, said.path("seed").asText(), said.path("count").asInt());
        if (said.has("assigned")) {
            List<String> inspectors = new ArrayList<>();
            said.path("inspectors").forEach(each -> inspectors.add(each.asText()));
            inspectors(again, Frame.ofIds(inspectors), said.path("per").asInt());
        }
        again.remove("title");
        // what else a record says, such as results, came after the draw
        boolean same = isIn(again, said);
        return answer.put("verdict", same && isOf(record, survey) ? "same" : "differs");
    }

    private RecordVersion current(RecordId id) {
        return database.read(tx -> Versions.current(tx, id, self.suite().hash()))
                .map(Versions.Held::version)
                .orElseThrow(() -> new CannotCountException(
                        id + " should be held here, but is not: ask a node in whose reach it is"));
    }

    private RecordVersion drawOf(RecordVersion inspection) {
        String code = inspection.content().path("draw").asText();
        if (code.isEmpty()) {
            throw new CannotCountException(inspection.id() + " should name the draw it comes from, but does not");
        }
        return current(new RecordId(
                inspection.id().firstAuthor(),
                SURVEY,
                NaturalKey.hash(SURVEY, List.of(code), self.suite().hash())));
    }

    /** Whether an inspection is one that its draw makes: what it found later is not the draw's. */
    private static boolean isOf(RecordVersion record, RecordVersion survey) {
        if (!record.kind().equals(INSPECTION)) {
            return true;
        }
        int number = 0;
        for (JsonNode each : survey.content().path("assigned")) {
            if (isIn(inspection(survey.content(), each, ++number), record.content())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(JsonNode part, JsonNode content) {
        return canonical(part).properties().stream()
                .allMatch(field -> field.getValue().equals(content.path(field.getKey())));
    }
}

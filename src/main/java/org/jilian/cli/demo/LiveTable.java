package org.jilian.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jilian.cli.node.OpenNode;
import org.jilian.directory.Name;
import org.jilian.record.NodeId;

/** All nodes as they stand now, a line each, and how far the receipts have come. */
final class LiveTable {
    private static final long EVERY_NANOS = 300_000_000L;
    private static final int BAR = 40;
    private static final int ID = 11;
    private static final int NUMBER = 9;

    private final Demo demo;
    private final Stage stage;
    private long drawnAt;

    LiveTable(Demo demo, Stage stage) {
        this.demo = demo;
        this.stage = stage;
    }

    /** Draws it anew, if it was not a moment ago. */
    void refresh() {
        long now = System.nanoTime();
        if (now - drawnAt >= EVERY_NANOS) {
            drawnAt = now;
            stage.draw(lines());
        }
    }

    void keep() {
        stage.keep(lines());
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Columns.left(stage.in("节点", "node"), ID)
                + number(stage.in("记录", "records"))
                + number(stage.in("数据包", "parcels"))
                + number(stage.in("待回执", "lag"))
                + number(stage.in("拒收", "refused"))
                + "  "
                + stage.in("单位", "authority"));
        demo.nodes().forEach(node -> lines.add(line(node)));
        lines.add(bar());
        return lines;
    }

    private String line(OpenNode node) {
        ObjectNode counts = JsonNodeFactory.instance.objectNode();
        Agreement.counts(node, counts);
        return Columns.left(node.node().value(), ID)
                + number(counts.path("records").asText())
                + number(counts.path("parcels").asText())
                + number(String.valueOf(lag(node)))
                + number(counts.path("refused").asText())
                + "  "
                + name(node);
    }

    /** Parcels that neighbours have yet to receipt. */
    static long lag(OpenNode node) {
        long lag = 0;
        for (NodeId neighbour : node.exchange().neighbours()) {
            lag += node.exchange().lag(neighbour);
        }
        return lag;
    }

    private String name(OpenNode node) {
        Name name = node.directory().node(node.node()).orElseThrow().name();
        return stage.in(name.zh(), name.en());
    }

    private String bar() {
        Agreement.Stand stand = demo.with().stand();
        int done = stand.all() == 0 ? BAR : BAR * stand.covered() / stand.all();
        return "[" + "#".repeat(done) + ".".repeat(BAR - done) + "] " + stand.covered() + "/" + stand.all()
                + stage.in(" 台账已获全部回执", " ledger positions receipted");
    }

    private static String number(String text) {
        return Columns.right(text, NUMBER);
    }
}

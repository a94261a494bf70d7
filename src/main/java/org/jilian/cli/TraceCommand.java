package org.jilian.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jilian.cli.node.Desk;
import org.jilian.record.RecordId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Where a record is: every hop with parcel, signer, time and receipt. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        description = "Where a record has gone; asks its first author unless told otherwise. 记录去向")
final class TraceCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RECORD-ID")
    String record = "";

    @Mixin
    NodeOption node = new NodeOption();

    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        RecordId id = RecordId.parse(record);
        try (Desk desk = NodeOption.desk(node.homeOr(id.firstAuthor()))) {
            ObjectNode trace = desk.trace(id);
            terminal.print(trace);
            terminal.say(trace.path("record").asText()
                    + terminal.in("，据节点 ", ", as node ")
                    + trace.path("node").asText()
                    + terminal.in(" 所知", " knows it"));
            trace.path("versions").forEach(this::version);
        }
        return Exit.DONE;
    }

    private void version(JsonNode version) {
        terminal.say(terminal.in("第 ", "version ") + version.path("version") + terminal.in(" 版（", " (")
                + version.path("status").asText() + ", "
                + version.path("outcome").asText()
                + terminal.in("），登记 ", "), authored by ")
                + version.path("author").asText() + " "
                + version.path("at").asText());
        terminal.say(terminal.in("  受保护字段 ", "  protected fields ")
                + version.path("protected")
                + terminal.in("，本级可读 ", ", readable here ")
                + version.path("readableHere"));
        version.path("parcels").forEach(this::parcel);
    }

    private void parcel(JsonNode parcel) {
        terminal.say(terminal.in("  数据包 ", "  parcel ") + parcel.path("stream").asText() + " "
                + parcel.path("epoch") + "/" + parcel.path("sequence") + terminal.in(" 第 ", " index ")
                + parcel.path("index") + terminal.in("，签名 ", ", signed by ")
                + parcel.path("signer").path("node").asText() + " "
                + parcel.path("sealedAt").asText() + terminal.in("，包头摘要 ", ", header ")
                + parcel.path("header").asText());
        for (JsonNode hop : parcel.path("hops")) {
            String at = hop.has("receiptedBy")
                    ? terminal.in("，回执 ", ", receipt of ")
                            + hop.path("receiptedBy").asText()
                    : hop.has("at") ? " " + hop.path("at").asText() : "";
            terminal.say("    " + hop.path("from").asText() + " → "
                    + hop.path("node").asText() + "  " + hop.path("state").asText() + at);
        }
    }
}

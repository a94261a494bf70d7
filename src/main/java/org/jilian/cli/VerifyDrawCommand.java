package org.jilian.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** By whoever holds it. */
@Command(
        name = "verify-draw",
        mixinStandardHelpOptions = true,
        description = "Draws again what a record says was drawn, and says whether it is the same. 复核抽取")
final class VerifyDrawCommand extends StatisticsOrder {
    @Parameters(paramLabel = "RECORD-ID")
    String record = "";

    @Option(names = "--frame", paramLabel = "FILE", description = "the published one; by default what records make now")
    @Nullable
    Path frame;

    @Override
    public Integer call() throws IOException {
        ObjectNode order = JSON.objectNode().put("what", "verify").put("record", record);
        if (frame != null) {
            order.put("frame", read(frame));
        }
        ObjectNode answer = ask(order);
        terminal.print(answer);
        String verdict = answer.path("verdict").asText();
        terminal.say(
                switch (verdict) {
                    case "same" -> terminal.in("抽取结果一致", "the same was drawn");
                    case "frame-differs" ->
                        terminal.in(
                                        "抽样框与公布的不同：用 --frame 给出公布的文件，",
                                        "the frame is another than the published one: give that file with --frame; ")
                                + answer.path("frameDigest").asText() + " / "
                                + answer.path("frameDigestNow").asText();
                    default -> terminal.in("抽取结果不一致", "something else was drawn");
                });
        return verdict.equals("same") ? Exit.DONE : Exit.DATA;
    }
}

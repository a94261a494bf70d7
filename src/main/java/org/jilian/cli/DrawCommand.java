package org.jilian.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who is inspected and who inspects. */
@Command(
        name = "draw",
        mixinStandardHelpOptions = true,
        description = "Draws institutions to be inspected, and who inspects each, by a published seed. 双随机")
final class DrawCommand extends StatisticsOrder {
    @Mixin
    FrameOptions options = new FrameOptions();

    @Option(names = "--seed", paramLabel = "TEXT", required = true, description = "published after the frame's digest")
    String seed = "";

    @Option(names = "--institutions", paramLabel = "N", required = true, description = "how many are inspected")
    int institutions;

    @Option(names = "--inspectors", paramLabel = "FILE", required = true, description = "their numbers, one a line")
    Path inspectors = Path.of("");

    @Option(names = "--per", paramLabel = "M", required = true, description = "how many inspect each")
    int per;

    @Option(names = "--frame", paramLabel = "FILE", description = "the published one; by default what records make now")
    @Nullable
    Path frame;

    @Option(
            names = "--file",
            paramLabel = "CODE",
            description = "authors the draw and an inspection in state 'planned' for each institution")
    String file = "";

    @Override
    public Integer call() throws IOException {
        ObjectNode order = options.order("draw", "institutions")
                .put("seed", seed)
                .put("count", institutions)
                .put("inspectors", read(inspectors))
                .put("per", per)
                .put("file", file);
        if (frame != null) {
            order.put("frame", read(frame));
        }
        return said(ask(order));
    }
}

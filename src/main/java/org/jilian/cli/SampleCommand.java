package org.jilian.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** For a survey. */
@Command(name = "sample", mixinStandardHelpOptions = true, description = "Draws a sample by a published seed. 抽样")
final class SampleCommand extends StatisticsOrder {
    @Option(names = "--of", paramLabel = "persons|institutions|records", description = "by default persons")
    String of = "persons";

    @Mixin
    FrameOptions options = new FrameOptions();

    @Option(names = "--seed", paramLabel = "TEXT", required = true, description = "published after the frame's digest")
    String seed = "";

    @Option(names = "--count", paramLabel = "N", required = true, description = "how many")
    int count;

    @Option(names = "--frame", paramLabel = "FILE", description = "the published one; by default what records make now")
    @Nullable
    Path frame;

    @Option(names = "--file", paramLabel = "CODE", description = "authors it as a record under this code")
    String file = "";

    @Override
    public Integer call() throws IOException {
        ObjectNode order = options.order("sample", of)
                .put("seed", seed)
                .put("count", count)
                .put("file", file);
        if (frame != null) {
            order.put("frame", read(frame));
        }
        return said(ask(order));
    }
}

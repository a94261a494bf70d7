package org.jilian.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** To be published before the seed is known. */
@Command(
        name = "frame",
        mixinStandardHelpOptions = true,
        description = "The frame that lots are to be drawn from: publish its digest first, then get a seed. 抽样框")
final class FrameCommand extends StatisticsOrder {
    @Option(names = "--of", paramLabel = "persons|institutions|records", description = "by default persons")
    String of = "persons";

    @Mixin
    FrameOptions frame = new FrameOptions();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "writes it there")
    Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        ObjectNode answer = ask(frame.order("frame", of));
        write(out, answer.path("text").asText());
        answer.remove("text");
        terminal.print(answer.put("file", out.toString()));
        terminal.say(answer.path("digest").asText() + "  " + answer.path("size") + "  " + out);
        return Exit.DONE;
    }
}

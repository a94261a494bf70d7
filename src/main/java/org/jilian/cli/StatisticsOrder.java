package org.jilian.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jilian.cli.node.Desk;
import org.jilian.cli.node.NodeHome;
import org.jilian.cli.node.WrongUseException;

/** What the commands of {@code statistics} share: they ask the node, and say what it answers. */
abstract class StatisticsOrder extends NodeCommand {
    static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    ObjectNode ask(ObjectNode order) {
        return ask(node.home(), order);
    }

    static ObjectNode ask(NodeHome home, ObjectNode order) {
        try (Desk desk = NodeOption.desk(home)) {
            return desk.statistics(order);
        }
    }

    static String read(Path file) throws IOException {
        GivenFile.shouldBe(file);
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    static void write(Path file, String text) throws IOException {
        try {
            Files.writeString(
                    file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new WrongUseException(file + " should not be there yet: name another file, or move it away", e);
        }
    }

    static boolean isRefused(JsonNode authored) {
        return !authored.has("version") && !authored.path("outcome").asText().equals("unchanged");
    }

    /** What a draw answers. */
    int said(ObjectNode answer) {
        terminal.print(answer);
        JsonNode drawn = answer.path("drawn");
        terminal.say(terminal.in("抽样框 ", "frame of ") + drawn.path("frameSize") + ", "
                + drawn.path("frameDigest").asText());
        if (drawn.has("assigned")) {
            drawn.path("assigned")
                    .forEach(each ->
                            terminal.say("  " + each.path("institution").asText() + "  " + each.path("inspectors")));
        } else {
            drawn.path("drawn").forEach(each -> terminal.say("  " + each.asText()));
        }
        boolean refused = false;
        for (JsonNode each : answer.path("filed")) {
            refused |= isRefused(each);
            terminal.say(StepCommand.said(each));
        }
        return refused ? Exit.DATA : Exit.DONE;
    }
}

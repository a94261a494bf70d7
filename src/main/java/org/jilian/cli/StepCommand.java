package org.jilian.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jilian.cli.node.Desk;
import org.jilian.cli.node.WrongUseException;
import org.jilian.record.RecordId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a step of a workflow with a record that the node holds. */
@Command(
        name = "step",
        mixinStandardHelpOptions = true,
        description =
                "Takes a step with a record that the node holds: recommend, approve, return …; what is possible, it"
                        + " says if the step is not. 办理环节")
final class StepCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(index = "0", paramLabel = "RECORD-ID")
    String record = "";

    @Parameters(index = "1", paramLabel = "STEP")
    String step = "";

    @Option(
            names = "--change",
            paramLabel = "JSON",
            description = "fields of the content that the step changes, such as '{\"opinion\":\"同意\"}'")
    @Nullable
    String change;

    @Mixin
    NodeOption node = new NodeOption();

    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        RecordId id = RecordId.parse(record);
        ObjectNode fields = change == null ? JSON.createObjectNode() : object(change);
        ObjectNode answer;
        try (Desk desk = NodeOption.desk(node.home())) {
            answer = desk.step(id, step, fields);
        }
        terminal.print(answer);
        terminal.say(said(answer));
        return answer.has("version") ? Exit.DONE : Exit.DATA;
    }

    private static ObjectNode object(String text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new WrongUseException("--change should be a JSON object, but " + e.getOriginalMessage(), e);
        }
        throw new WrongUseException("--change should be a JSON object, but is something else");
    }

    static String said(JsonNode authored) {
        return authored.path("outcome").asText() + ": "
                + (authored.has("record") ? authored.path("record").asText() : "")
                + (authored.has("version")
                        ? " version " + authored.path("version") + " ("
                                + authored.path("status").asText() + "), holder "
                                + authored.path("holder").asText()
                        : "")
                + (authored.path("outcome").asText().equals("held-elsewhere")
                        ? ", held by " + authored.path("holder").asText()
                        : "")
                + (authored.has("code")
                        ? authored.path("code").asText() + ": "
                                + authored.path("reason").asText()
                        : "");
    }
}

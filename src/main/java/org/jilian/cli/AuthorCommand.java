package org.jilian.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jilian.cli.node.Desk;
import org.jilian.cli.node.WrongUseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Authors records from JSON: for registers that nobody keeps as a table. */
@Command(
        name = "author",
        mixinStandardHelpOptions = true,
        description = {
            "Authors records from a file of JSON documents, one after the other or in an array. 编写记录",
            "Each has 'kind' and 'content', and as its kind wants them 'period', 'division' and"
                    + " 'subject' ({\"documentType\":\"111\",\"number\":\"…\"})."
        })
final class AuthorCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(paramLabel = "FILE")
    Path file = Path.of("");

    @Mixin
    NodeOption node = new NodeOption();

    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() throws IOException {
        ArrayNode drafts = drafts();
        ObjectNode answer;
        try (Desk desk = NodeOption.desk(node.home())) {
            answer = desk.author(drafts);
        }
        terminal.print(answer);
        boolean refused = false;
        for (JsonNode record : answer.path("records")) {
            refused |=
                    !record.has("version") && !record.path("outcome").asText().equals("unchanged");
            terminal.say(StepCommand.said(record));
        }
        return refused ? Exit.DATA : Exit.DONE;
    }

    private ArrayNode drafts() throws IOException {
        GivenFile.shouldBe(file);
        ArrayNode drafts = JsonNodeFactory.instance.arrayNode();
        try (MappingIterator<JsonNode> documents =
                JSON.readerFor(JsonNode.class).readValues(file.toFile())) {
            while (documents.hasNextValue()) {
                JsonNode document = documents.nextValue();
                if (document.isArray()) {
                    document.forEach(drafts::add);
                } else {
                    drafts.add(document);
                }
            }
        } catch (JsonProcessingException e) {
            throw new WrongUseException(
                    file + ":" + e.getLocation().getLineNr() + " should be JSON, but " + e.getOriginalMessage(), e);
        }
        return drafts;
    }
}

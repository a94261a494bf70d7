package org.jilian.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jilian.cli.node.Desk;
import org.jilian.record.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** After a restored backup: gives up what others hold of an own ledger and cannot give back. */
@Command(
        name = "waive",
        mixinStandardHelpOptions = true,
        description = "Lets an own ledger go on although its newer parcels could not be fetched back; have the root"
                + " authority reset it, or its receivers will refuse what follows. 放弃取回")
final class WaiveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "STREAM", description = "as 'status' shows it, such as above.370811/hours")
    String stream = "";

    @Mixin
    NodeOption node = new NodeOption();

    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        try (Desk desk = NodeOption.desk(node.home())) {
            ObjectNode document = desk.waive(Stream.parse(stream));
            terminal.print(document);
            terminal.say(document.path("waived").asText());
        }
        return Exit.DONE;
    }
}

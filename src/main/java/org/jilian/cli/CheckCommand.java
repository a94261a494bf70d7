package org.jilian.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jilian.cli.node.Checkup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at everything a node needs, whether it runs or not. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Ports, clock, directory, certificates, disk and links, a line each with what to do; exit code 1 if"
                        + " something is wrong. 运行前检查")
final class CheckCommand implements Callable<Integer> {
    @Mixin
    NodeOption node = new NodeOption();

    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        CommandLog.quiet();
        List<Checkup.Finding> findings = new Checkup(node.home(), Clock.systemUTC()).findings();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("findings");
        for (Checkup.Finding finding : findings) {
            list.addObject()
                    .put("what", finding.what())
                    .put("good", finding.good())
                    .put("words", finding.words());
            terminal.say((finding.good() ? "ok    " : "WRONG ") + finding.what() + ": " + finding.words());
        }
        terminal.print(document);
        return findings.stream().allMatch(Checkup.Finding::good) ? Exit.DONE : Exit.DATA;
    }
}

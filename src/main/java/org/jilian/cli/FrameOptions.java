package org.jilian.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jilian.cli.node.WrongUseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which records lots are drawn from. */
final class FrameOptions {
    @Option(names = "--period", paramLabel = "YEAR", description = "of hour records; needed for these")
    @Nullable
    String period;

    @Option(names = "--by", paramLabel = "division", description = "each division gets its share")
    @Nullable
    String by;

    @Option(names = "--division", paramLabel = "CODE", description = "only what is counted under this one")
    @Nullable
    String division;

    ObjectNode order(String what, String of) {
        if (by != null && !by.equals("division")) {
            throw new WrongUseException("--by should be division, but is '" + by + "': others are not known");
        }
        ObjectNode order = JsonNodeFactory.instance
                .objectNode()
                .put("what", what)
                .put("of", of)
                .put("byDivision", by != null);
        if (period != null) {
            order.put("period", period);
        }
        if (division != null) {
            order.put("division", division);
        }
        return order;
    }
}

package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import org.jilian.route.ImportFile;

/** Takes in a file that was laid into the node's import folder, as the command would. */
final class LaidFile implements ImportFile {
    private final LocalDesk desk;

    LaidFile(LocalDesk desk) {
        this.desk = desk;
    }

    @Override
    public Report take(Path file) {
        ObjectNode report = desk.takeIn(Order.of(file, Locale.getDefault().getLanguage()), done -> {});
        return new Report(
                !report.path("state").asText().equals("refused"), ImportWords.of(report, Locale.getDefault()));
    }
}

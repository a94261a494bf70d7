package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import org.jilian.record.Digest;
import org.jilian.route.ImportFile;
import org.jilian.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in a file that was laid into the node's import folder, as the command would. */
final class LaidFile implements ImportFile {
    private static final Logger log = LoggerFactory.getLogger(LaidFile.class);

    private final LocalDesk desk;

    LaidFile(LocalDesk desk) {
        this.desk = desk;
    }

    /** What is not taken in is kept all the same, so that it need not lie anywhere in clear, whatever becomes of it. */
    @Override
    public Report take(Path file) {
        try {
            ObjectNode report = desk.takeIn(Order.of(file, Locale.getDefault().getLanguage()), done -> {});
            boolean taken = !report.path("state").asText().equals("refused");
            String words = ImportWords.of(report, Locale.getDefault());
            return new Report(taken, true, taken ? words : words + wayBack(desk.keep(file), file));
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("Import of {} failed", file.getFileName(), e);
            return new Report(
                    false, true, "The import failed: " + e.getMessage() + "\n" + wayBack(desk.keep(file), file));
        }
    }

    private String wayBack(Digest kept, Path file) {
        return "The file is kept here, encrypted, until its retention ends. To get it back / 取回原文件:\n  jilian retained "
                + kept + " --out " + file.getFileName() + " --node " + desk.node() + " --config DIR\n";
    }
}

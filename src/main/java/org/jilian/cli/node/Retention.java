package org.jilian.cli.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jilian.store.Quarantine;
import org.jilian.store.RetainedFiles;
import org.jilian.store.TakenPrints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erases input files, refused rows, and what was written of them for the clerk, once they have been kept as long as the node's settings say. */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final OpenNode node;

    Retention(OpenNode node) {
        this.node = node;
    }

    /** Cheap when nothing is due. */
    void end() {
        Instant now = node.self().now();
        Instant oldest =
                now.atZone(ZoneOffset.UTC).minus(node.home().retained()).toInstant();
        node.database().change(tx -> {
            new RetainedFiles(node.self().keys().atRest()).purge(tx, now);
            new Quarantine(node.self().keys().atRest()).purge(tx, oldest);
            TakenPrints.purge(tx, oldest);
        });
        Path imports = node.home().path().resolve("import");
        for (Path folder :
                List.of(node.home().errorSpreadsheets(), imports.resolve("failed"), imports.resolve("done"))) {
            erase(folder, oldest);
        }
    }

    /** Spreadsheets for the clerk, reports, and files that could not even be kept: the clerk has had his time. */
    private static void erase(Path folder, Instant oldest) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            LOG.error(
                    "Cannot erase what was kept long enough in {}: see that the node's user may write there",
                    folder,
                    e);
        }
    }
}

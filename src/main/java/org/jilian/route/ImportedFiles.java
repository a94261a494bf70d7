package org.jilian.route;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jilian.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code importFile}: a file lies in {@code import/} until it is taken in. Then it is erased, since the database keeps
 * it encrypted as long as it should be kept, and its report lies in {@code done/}, or in {@code failed/} if nothing of it
 * could be used. Only one that could not even be kept goes to {@code failed/} itself. A crash in between takes it in
 * again, which changes nothing.
 */
public final class ImportedFiles {
    private static final Logger log = LoggerFactory.getLogger(ImportedFiles.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final ImportFile importFile;
    private final Clock clock;

    ImportedFiles(ImportFile importFile, Clock clock) {
        this.importFile = importFile;
        this.clock = clock;
    }

    /** Camel's file consumer hands in what it has read-locked. */
    public void take(File file) throws IOException {
        Path source = file.toPath();
        ImportFile.Report report;
        try {
            report = importFile.take(source);
        } catch (StoreException e) {
            throw OwnFaultException.of(e);
        } catch (RuntimeException e) {
            log.error("Import of {} failed", source.getFileName(), e);
            report = new ImportFile.Report(false, false, "The import failed: " + e.getMessage() + "\n");
        }
        Path target = source.resolveSibling(report.taken() ? "done" : "failed");
        Files.createDirectories(target);
        String name = STAMP.format(clock.instant()) + "-" + source.getFileName();
        Files.writeString(target.resolve(name + ".report.txt"), report.text(), StandardCharsets.UTF_8);
        if (report.kept()) {
            // only now: its encrypted copy is committed, and so is what it held
            Files.delete(source);
        } else {
            Files.move(source, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        log.info("{} {}", report.taken() ? "Imported" : "Could not import", source.getFileName());
    }
}

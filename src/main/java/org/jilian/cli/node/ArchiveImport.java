package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jilian.intake.ZipMembers;
import org.jilian.rules.Reason;

/**
 * Takes in a zip archive's files, each as if it had come alone: one that is refused keeps no other from being taken in, and the
 * same archive again changes nothing. The archive itself is not kept, but its files are.
 */
final class ArchiveImport {
    private final OpenNode node;
    private final FileImport files;

    ArchiveImport(OpenNode node, FileImport files) {
        this.node = node;
        this.files = files;
    }

    ObjectNode run(Order order, Progress progress) {
        ObjectNode report = JsonNodeFactory.instance
                .objectNode()
                .put("file", order.file().getFileName().toString());
        ArrayNode members = report.putArray("members");
        try {
            Path arriving = Files.createDirectories(node.home().arriving());
            Path folder = Files.createTempDirectory(arriving, "zip-");
            try {
                Optional<Reason> refused = ZipMembers.each(
                        order.file(),
                        folder,
                        (name, file) ->
                                members.add(files.run(order.of(file), progress).put("file", name)));
                if (refused.isPresent()) {
                    return ImportReport.put(
                            report.put("state", "refused")
                                    .put("code", refused.get().code()),
                            refused.get());
                }
            } finally {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot take in " + order.file() + ": " + e.getMessage(), e);
        }
        long bad = 0;
        boolean anyTaken = false;
        for (var member : members) {
            bad += member.path("bad").asLong();
            anyTaken |= !member.path("state").asText().equals("refused");
        }
        return report.put("state", anyTaken ? "done" : "refused").put("bad", bad);
    }
}

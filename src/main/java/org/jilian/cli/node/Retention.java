package org.jilian.cli.node;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jilian.store.Quarantine;
import org.jilian.store.RetainedFiles;

/** Erases input files and refused rows once they have been kept as long as the node's settings say. */
final class Retention {
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
        });
    }
}

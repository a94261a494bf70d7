package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jilian.certificate.paper.Verifier;
import org.jilian.crypto.Certificates;
import org.jilian.crypto.Suite;

/**
 * What a certificate's paper comes to for somebody who has no node, but the federation's directory in a file and the root's
 * certificate by hand: genuine or not. What became of it since that directory, nobody can say from these.
 */
public final class OfflineCheck {
    private OfflineCheck() {}

    /** @param suite the federation's, {@code gm} or {@code intl} */
    public static ObjectNode of(byte[] paper, Path bundle, Path root, String suite) {
        try {
            return Certifying.verify(
                    paper,
                    new Verifier(DirectoryBundle.read(bundle)
                            .newest(Suite.named(suite), List.of(Certificates.read(Files.readAllBytes(root))))));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + root + ": " + e.getMessage(), e);
        }
    }
}

package org.jilian.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import org.jilian.cli.demo.DemoHome;
import org.jilian.crypto.Certificates;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which root is trusted by a command that has no node, so no directory of its own. */
final class RootOption {
    @Option(names = "--root", paramLabel = "CERT", description = "the root's certificate; default: the last demo's")
    @Nullable
    Path root;

    X509Certificate certificate() throws IOException {
        Path given = root;
        return Certificates.read(
                Files.readAllBytes(given == null ? DemoHome.last().resolve("root.cert.pem") : given));
    }
}

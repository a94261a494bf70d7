package org.jilian.cli.certs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jilian.crypto.Certificates;
import org.jilian.crypto.NodeKeys;
import org.jilian.crypto.Purpose;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts an issued certificate beside the key that it is for. */
@Command(
        name = "install",
        mixinStandardHelpOptions = true,
        description = "Puts an issued certificate beside its key; refuses one that is for another. 安装证书")
final class InstallCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CERTIFICATE")
    Path certificate = Path.of("");

    @Option(names = "--keys", paramLabel = "DIR", required = true)
    Path keys = Path.of("");

    @Option(names = "--purpose", paramLabel = "sign|encrypt|tls", required = true)
    String purpose = "";

    @Override
    public Integer call() throws IOException {
        NodeKeys.install(
                keys,
                Purpose.valueOf(purpose.toUpperCase(Locale.ROOT)),
                Certificates.read(Files.readAllBytes(certificate)));
        return 0;
    }
}

package org.jilian.cli.certs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jilian.crypto.Certificates;
import org.jilian.crypto.Suite;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the key of an epoch's pseudonyms. */
@Command(
        name = "subject-key",
        mixinStandardHelpOptions = true,
        description = "Makes an epoch's subject key, wrapped to the nodes that register persons; publish the directory"
                + " afterwards. 生成假名密钥")
final class SubjectKeyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ENCRYPT-CERTIFICATE", arity = "1..*", description = "of each entitled node")
    List<Path> certificates = List.of();

    @Option(names = "--federation", paramLabel = "DIR", required = true, description = "gets subject-keys/<epoch>.yaml")
    Path federation = Path.of("");

    @Option(names = "--epoch", paramLabel = "N", required = true)
    int epoch = 1;

    @Option(names = "--suite", paramLabel = "gm|intl", description = "default: gm")
    String suite = "gm";

    @Option(names = "--not-before", paramLabel = "INSTANT", description = "UTC; default: now")
    @Nullable
    Instant notBefore;

    @Override
    public Integer call() throws IOException {
        List<X509Certificate> recipients = new ArrayList<>();
        for (Path certificate : certificates) {
            recipients.add(Certificates.read(Files.readAllBytes(certificate)));
        }
        Instant from = notBefore == null ? Instant.now(java.time.Clock.systemUTC()) : notBefore;
        SubjectKeyFile.write(
                federation,
                Suite.named(suite),
                epoch,
                from.truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                recipients,
                new SecureRandom());
        return 0;
    }
}

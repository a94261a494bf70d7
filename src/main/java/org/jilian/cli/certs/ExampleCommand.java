package org.jilian.cli.certs;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes certs-example anew. */
@Command(
        name = "example",
        mixinStandardHelpOptions = true,
        description = "Makes the example keys and certificates anew, and the list by which 'serve' refuses them."
                + " 重新生成示例证书")
final class ExampleCommand implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "DIR", description = "default: certs-example")
    Path out = Path.of("certs-example");

    @Option(names = "--list", paramLabel = "FILE", description = "default: where the program is built from")
    Path list = Path.of("src/main/resources/org/jilian/cli/certs", ExampleCertificates.RESOURCE);

    @Override
    public Integer call() {
        Example.make(out, list, Instant.now(java.time.Clock.systemUTC()), new SecureRandom());
        return 0;
    }
}

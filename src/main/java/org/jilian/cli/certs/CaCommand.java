package org.jilian.cli.certs;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jilian.crypto.CertificateAuthority;
import org.jilian.crypto.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes an authority: a root of the directory, an issuer of nodes' certificates, or one for TLS. */
@Command(
        name = "ca",
        mixinStandardHelpOptions = true,
        description =
                "Makes an authority's key (encrypted) and certificate. A federation needs a root, an authority and a"
                        + " TLS authority, each in a folder of its own. 建立证书机构")
final class CaCommand implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "DIR", required = true, description = "gets ca.key.pem and ca.cert.pem")
    Path out = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "common name")
    String name = "";

    @Option(names = "--suite", paramLabel = "gm|intl", description = "default: gm")
    String suite = "gm";

    @Option(names = "--tls", description = "for TLS certificates (ECDSA P-256 in either suite)")
    boolean tls;

    @Option(names = "--days", paramLabel = "N", description = "default: 3650")
    int days = 3_650;

    @Mixin
    PasswordOption password = new PasswordOption();

    @Override
    public Integer call() {
        Instant now = Instant.now(java.time.Clock.systemUTC());
        Instant until = now.plus(Duration.ofDays(days));
        SecureRandom random = new SecureRandom();
        CertificateAuthority authority = tls
                ? CertificateAuthority.createTls(name, now, until, random)
                : CertificateAuthority.create(Suite.named(suite), name, now, until, random);
        authority.save(out, password.password(out.toString()));
        return 0;
    }
}

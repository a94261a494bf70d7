package org.jilian.cli.certs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jilian.crypto.CertificateAuthority;
import org.jilian.crypto.Certificates;
import org.jilian.crypto.Purpose;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Issues a certificate for a node's request. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        description = "Issues a certificate for a request; see first that it came from whom it names. 签发证书")
final class SignCommand implements Callable<Integer> {
    @Parameters(paramLabel = "REQUEST")
    Path request = Path.of("");

    @Option(names = "--ca", paramLabel = "DIR", required = true)
    Path ca = Path.of("");

    @Option(names = "--purpose", paramLabel = "sign|encrypt|tls", required = true)
    String purpose = "";

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "such as nodes/370811/sign.cert.pem")
    Path out = Path.of("");

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "for tls: name or address of the node's broker; repeatable")
    List<String> hosts = List.of();

    @Option(names = "--days", paramLabel = "N", description = "default: 800")
    int days = 800;

    @Mixin
    PasswordOption password = new PasswordOption();

    @Override
    public Integer call() throws IOException {
        CertificateAuthority authority = CertificateAuthority.load(ca, password.password(ca.toString()));
        Instant now = Instant.now(java.time.Clock.systemUTC());
        X509Certificate certificate = authority.issue(
                Files.readAllBytes(request),
                Purpose.valueOf(purpose.toUpperCase(Locale.ROOT)),
                now,
                now.plus(Duration.ofDays(days)),
                hosts);
        Files.createDirectories(out.toAbsolutePath().getParent());
        Files.writeString(out, Certificates.pem(certificate), StandardCharsets.US_ASCII);
        return 0;
    }
}

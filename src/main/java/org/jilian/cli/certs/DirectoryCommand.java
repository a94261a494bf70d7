package org.jilian.cli.certs;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jilian.cli.node.DirectoryBundle;
import org.jilian.crypto.CertificateAuthority;
import org.jilian.crypto.Certificates;
import org.jilian.crypto.SigningKey;
import org.jilian.crypto.Suite;
import org.jilian.directory.FederationFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes the next version of the directory into its bundle. */
@Command(
        name = "directory",
        mixinStandardHelpOptions = true,
        description = "Signs what the files say now as the directory's next version and appends it to the bundle."
                + " 签发名录新版本")
final class DirectoryCommand implements Callable<Integer> {
    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            required = true,
            description = "made with version 1 if it is not there")
    Path bundle = Path.of("");

    @Option(
            names = "--root",
            paramLabel = "DIR",
            required = true,
            description = "of 'certs ca'; old and new while they rotate")
    List<Path> roots = List.of();

    @Option(
            names = "--pinned",
            paramLabel = "FILE",
            description = "root certificate that nodes pin and version 1 was signed by, if that root has left since;"
                    + " repeatable; default: those of --root")
    List<Path> pinned = List.of();

    @Option(
            names = "--certificates",
            paramLabel = "DIR",
            required = true,
            description = "roots, authorities, tls-authorities, nodes/<id>")
    Path certificates = Path.of("");

    @Option(names = "--federation", paramLabel = "DIR", description = "default: config/federation")
    Path federation = Path.of("config/federation");

    @Option(names = "--kinds", paramLabel = "DIR", description = "default: config/kinds")
    Path kinds = Path.of("config/kinds");

    @Option(names = "--suite", paramLabel = "gm|intl", description = "of the federation; default: gm")
    String suite = "gm";

    @Option(names = "--dry-run", description = "judge the files and write nothing")
    boolean dryRun;

    @Mixin
    PasswordOption password = new PasswordOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<SigningKey> keys = new ArrayList<>();
        for (Path root : roots) {
            keys.add(CertificateAuthority.load(root, password.password(root.toString()))
                    .signingKey());
        }
        DirectoryBundle before = Files.exists(bundle) ? DirectoryBundle.read(bundle) : DirectoryBundle.EMPTY;
        Publication.Version version = new Publication(Suite.named(suite), keys)
                .next(
                        before,
                        trusted(keys),
                        new FederationFolder(federation, kinds, certificates),
                        Instant.now(java.time.Clock.systemUTC()));
        if (!dryRun) {
            version.bundle().write(bundle);
        }
        PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        out.println(version.directory() + ": " + version.changed() + " records, until "
                + version.directory().expires() + (dryRun ? " (not written)" : " in " + bundle));
        return 0;
    }

    private List<X509Certificate> trusted(List<SigningKey> keys) throws IOException {
        if (pinned.isEmpty()) {
            return keys.stream().map(SigningKey::certificate).toList();
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path file : pinned) {
            certificates.add(Certificates.read(Files.readAllBytes(file)));
        }
        return certificates;
    }
}

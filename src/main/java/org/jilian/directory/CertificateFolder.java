package org.jilian.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jilian.crypto.Certificates;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;

/**
 * A folder of certificates: {@code roots}, {@code authorities} and {@code tls-authorities} with any number of
 * {@code *.cert.pem}, also in folders of their own, and {@code nodes/<id>} with {@code sign.cert.pem},
 * {@code encrypt.cert.pem}, {@code tls.cert.pem} and, if there is one, {@code recovery.cert.pem}. While keys rotate a
 * second one lies beside, such as {@code sign-2027.cert.pem}. Whatever else lies there is not looked at.
 */
final class CertificateFolder {
    private static final String ENDING = ".cert.pem";

    private final Path folder;

    CertificateFolder(Path folder) {
        this.folder = folder;
    }

    Trust trust() {
        return new Trust(all("roots"), all("authorities"), all("tls-authorities"));
    }

    List<NodeCertificate> of(NodeId node) {
        return Stream.of(Use.values())
                .flatMap(use -> files(folder.resolve("nodes").resolve(node.value()), 1, isFor(use)).stream()
                        .map(file -> NodeCertificate.of(use, read(file))))
                .toList();
    }

    private static Predicate<Path> isFor(Use use) {
        return file -> {
            String name = file.getFileName().toString();
            return name.startsWith(use.word() + "-") || name.equals(use.word() + ENDING);
        };
    }

    private List<X509Certificate> all(String part) {
        List<Path> files = files(folder.resolve(part), 2, file -> true);
        if (files.isEmpty()) {
            throw new MisconfiguredException(List.of(
                    folder.resolve(part) + ": should hold at least one certificate, *" + ENDING + ", but holds none"));
        }
        return files.stream().map(CertificateFolder::read).toList();
    }

    private static List<Path> files(Path folder, int depth, Predicate<Path> wanted) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder, depth)) {
            return found.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .filter(wanted)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }

    private static X509Certificate read(Path file) {
        try {
            return Certificates.read(Files.readAllBytes(file));
        } catch (MalformedException e) {
            throw new MisconfiguredException(file, 1, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}

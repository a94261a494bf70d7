package org.jilian.cli.certs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jilian.crypto.Certificates;
import org.jilian.crypto.Suite;
import org.jilian.record.NodeId;

/**
 * Makes {@code certs-example}: the authorities of a federation and two nodes with all their keys, under the password
 * {@code example}, so that one can look at every file. Whatever is made here is listed as refused for {@code serve}.
 */
final class Example {
    static final String PASSWORD = "example";

    private static final Duration LIFE = Duration.ofDays(3_650);
    private static final List<NodeId> NODES = List.of(NodeId.of("000000"), NodeId.of("370811"));
    private static final String MARK = "EXAMPLE, keys are public";

    private Example() {}

    /** In place of an earlier one; the list of fingerprints goes to {@code list}. */
    static void make(Path folder, Path list, Instant now, SecureRandom random) {
        try {
            for (String part : List.of("roots", "authorities", "tls-authorities", "nodes", "keys")) {
                erase(folder.resolve(part));
            }
            Files.createDirectories(folder);
            Authorities authorities =
                    Authorities.create(Suite.named("gm"), MARK, folder, PASSWORD.toCharArray(), now, LIFE, random);
            for (NodeId node : NODES) {
                authorities.equip(
                        node,
                        folder.resolve("keys").resolve(node.value()),
                        PASSWORD.toCharArray(),
                        List.of("gateway.example"));
            }
            writeList(folder, list);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
    }

    private static void erase(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(path)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }

    private static void writeList(Path folder, Path list) throws IOException {
        StringBuilder text =
                new StringBuilder("# SHA-256 of the certificates in certs-example, written by 'certs example'\n");
        for (String line : fingerprints(folder)) {
            text.append(line).append('\n');
        }
        Files.createDirectories(list.toAbsolutePath().getParent());
        Files.writeString(list, text, StandardCharsets.US_ASCII);
    }

    static List<String> fingerprints(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().endsWith(".cert.pem"))
                    .sorted()
                    .toList();
        }
        List<String> fingerprints = new java.util.ArrayList<>();
        for (Path file : files) {
            fingerprints.add(Certificates.fingerprint(Certificates.read(Files.readAllBytes(file)))
                    .toString());
        }
        return fingerprints.stream().distinct().sorted().toList();
    }
}

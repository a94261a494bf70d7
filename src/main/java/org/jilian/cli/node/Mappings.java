package org.jilian.cli.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jilian.intake.CodeTables;
import org.jilian.intake.KindFiles;
import org.jilian.intake.Mapping;
import org.jilian.record.Digest;
import org.jilian.record.Kind;
import org.jilian.record.KindName;
import org.jilian.rules.CodeTable;

/** The mappings of a configuration directory, each checked against kinds and code tables before any file is read. */
public final class Mappings {
    private static final String ENDING = ".yaml";
    private static final int SHORT = 12;

    private final Path folder;
    private final Map<KindName, Kind> kinds;
    private final Map<String, CodeTable> codes;

    private Mappings(Path folder, Map<KindName, Kind> kinds, Map<String, CodeTable> codes) {
        this.folder = folder;
        this.kinds = kinds;
        this.codes = codes;
    }

    /** With the kinds that stand in the same configuration: for whoever has no directory. */
    public static Mappings in(Path config) {
        try {
            return new Mappings(
                    config.resolve("mappings"),
                    KindFiles.read(config.resolve("kinds")),
                    CodeTables.read(config.resolve("codes")));
        } catch (IOException e) {
            throw missing(config, e);
        }
    }

    /** With the kinds of the directory in force. */
    static Mappings in(Path config, List<Kind> kinds) {
        Map<KindName, Kind> byName = new TreeMap<>();
        kinds.forEach(kind -> byName.put(kind.name(), kind));
        try {
            return new Mappings(config.resolve("mappings"), byName, CodeTables.read(config.resolve("codes")));
        } catch (IOException e) {
            throw missing(config, e);
        }
    }

    private static UncheckedIOException missing(Path config, IOException e) {
        return new UncheckedIOException(
                config + " should hold mappings, kinds and codes of the installation: " + e.getMessage(), e);
    }

    /** A mapping, and the name of exactly this text of it. */
    public record Versioned(Mapping mapping, String name) {}

    /** @throws WrongUseException if there is none of that name */
    public Versioned named(String name) {
        Path file = folder.resolve(name + ENDING);
        if (!names().contains(name)) {
            throw new WrongUseException("there should be a mapping " + file + ", but there is none; there are "
                    + names() + ": give one of them with --mapping");
        }
        try {
            Digest digest = sha256(Files.readAllBytes(file));
            return new Versioned(
                    Mapping.read(file, kinds, codes),
                    name + "@" + digest.toString().substring(0, SHORT));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Where a mapping stands. */
    public Path file(String name) {
        return folder.resolve(name + ENDING);
    }

    /** Given by name, or else the one whose name is part of the file's, or else that of rosters. */
    Versioned chosen(Optional<String> given, Path file) {
        String fileName = file.getFileName().toString();
        return named(given.orElseGet(
                () -> names().stream().filter(fileName::contains).findFirst().orElse("roster")));
    }

    public List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ENDING))
                    .map(file -> file.substring(0, file.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw missing(folder, e);
        }
    }

    static Digest sha256(byte[] bytes) {
        return Digest.of(sha256().digest(bytes));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256 (java.security.MessageDigest)", e);
        }
    }
}

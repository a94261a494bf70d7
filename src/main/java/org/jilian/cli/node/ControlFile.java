package org.jilian.cli.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where a running node is asked, and the word that lets one in: {@code control.json} in its home, mode 0600, so that
 * whoever may read the home may ask. A new word at each start; one left by a killed process opens nothing.
 */
final class ControlFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOKEN = 32;

    private final Path file;
    private final String token;
    private volatile int port;

    private ControlFile(Path file, String token, int port) {
        this.file = file;
        this.token = token;
        this.port = port;
    }

    static ControlFile fresh(NodeHome home, SecureRandom random) {
        byte[] bytes = new byte[TOKEN];
        random.nextBytes(bytes);
        return new ControlFile(home.control(), HexFormat.of().formatHex(bytes), 0);
    }

    /** Empty if no node was started from this home, or it has ended in good order. */
    static Optional<ControlFile> find(NodeHome home) {
        if (!Files.exists(home.control())) {
            return Optional.empty();
        }
        try {
            JsonNode document = JSON.readTree(Files.readString(home.control(), StandardCharsets.UTF_8));
            return Optional.of(new ControlFile(
                    home.control(),
                    document.path("token").asText(),
                    document.path("port").asInt()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read " + home.control() + ": only the account that runs the node may", e);
        }
    }

    void write(int listening) {
        port = listening;
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(beside);
            Files.createFile(beside, ownerOnly(beside));
            Files.writeString(
                    beside,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("port", listening)
                            .put("token", token)
                            .put("pid", ProcessHandle.current().pid())
                            .toString(),
                    StandardCharsets.UTF_8);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    int port() {
        return port;
    }

    String token() {
        return token;
    }

    /** In a time that does not tell how much of it was right. */
    boolean opens(String given) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}

package org.jilian.cli.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jilian.route.Connection;

/** The platforms that a node's home describes, a file each; a mistake in one keeps the node from starting, with its place. */
final class NodeConnections {
    private static final String ENDING = ".yaml";

    private NodeConnections() {}

    static List<Connection> of(OpenNode node, LocalDesk desk) {
        Path folder = node.home().connections();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(file -> of(node, desk, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static Connection of(OpenNode node, LocalDesk desk, Path path) {
        ConnectionFile file = HomeFile.read(path, ConnectionFile.class);
        if (!path.getFileName().toString().equals(file.connection() + ENDING)) {
            throw new WrongUseException(path + " should be named " + file.connection() + ENDING
                    + ", as the connection in it, or the connection as the file");
        }
        try {
            return new NodeConnection(node, desk, file);
        } catch (WrongUseException e) {
            throw new WrongUseException(path + ": " + e.getMessage(), e);
        }
    }
}

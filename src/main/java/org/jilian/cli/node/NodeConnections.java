package org.jilian.cli.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jilian.route.Platforms;

/**
 * The platforms that a node's home describes, a file each. A mistake in one is that connection's trouble; mended, it is read
 * again. What a file says is read once, unless it changes.
 */
final class NodeConnections implements Platforms {
    private static final String ENDING = ".yaml";

    private final OpenNode node;
    private final LocalDesk desk;
    private final Map<String, Described> known = new HashMap<>();

    NodeConnections(OpenNode node, LocalDesk desk) {
        this.node = node;
        this.desk = desk;
    }

    @Override
    public synchronized List<Described> now() {
        Path folder = node.home().connections();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .flatMap(file -> described(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private Optional<Described> described(Path path) {
        String fileName = path.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - ENDING.length());
        String text;
        try {
            text = Files.readString(path, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Described(name, "", Optional.empty(), path + " cannot be read: " + e.getMessage()));
        }
        Described before = known.get(name);
        if (before == null || !before.text().equals(text)) {
            before = read(path, name, text);
            known.put(name, before);
        }
        return Optional.of(before);
    }

    private Described read(Path path, String name, String text) {
        try {
            ConnectionFile file = HomeFile.read(path, ConnectionFile.class);
            if (!name.equals(file.connection())) {
                throw new WrongUseException("it should be named " + file.connection() + ENDING
                        + ", as the connection in it, or the connection as the file");
            }
            return new Described(name, text, Optional.of(new NodeConnection(node, desk, file)), "");
        } catch (WrongUseException e) {
            String why = String.valueOf(e.getMessage());
            return new Described(name, text, Optional.empty(), why.contains(path.toString()) ? why : path + ": " + why);
        } catch (RuntimeException e) {
            return new Described(name, text, Optional.empty(), path + ": " + e.getMessage());
        }
    }
}

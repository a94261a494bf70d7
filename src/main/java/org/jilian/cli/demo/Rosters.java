package org.jilian.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jilian.cli.node.Order;
import org.jilian.cli.node.Progress;
import org.jilian.record.NodeId;

/** The sample files of {@code config/demo}: each is named after the node that takes it in. */
final class Rosters {
    private final Path folder;
    private final String language;

    Rosters(Path folder, String language) {
        this.folder = folder;
        this.language = language;
    }

    /** A file with the node whose it is. */
    record Roster(NodeId node, Path file) {}

    /** Institutions and courses first, as they would be there before anybody trains. */
    List<Roster> all(Set<NodeId> nodes) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> owner(file, nodes).map(node -> new Roster(node, file)).stream())
                    .sorted(Comparator.comparing((Roster roster) -> isRoster(roster.file()))
                            .thenComparing(Roster::file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the sample rosters in " + folder, e);
        }
    }

    private static boolean isRoster(Path file) {
        return period(file).isPresent();
    }

    private static Optional<NodeId> owner(Path file, Set<NodeId> nodes) {
        String name = file.getFileName().toString();
        return nodes.stream()
                .filter(node -> name.startsWith(node + "-"))
                .max(Comparator.comparing(node -> node.value().length()));
    }

    /** The year in the name of a roster. */
    private static Optional<String> period(Path file) {
        String name = file.getFileName().toString();
        java.util.regex.Matcher year =
                java.util.regex.Pattern.compile("-(20[0-9]{2})\\.(csv|xlsx)$").matcher(name);
        return year.find() ? Optional.of(year.group(1)) : Optional.empty();
    }

    ObjectNode takeIn(RunningFederation federation, Roster roster, Progress progress) {
        Order order =
                new Order(roster.file(), Optional.empty(), period(roster.file()), Optional.empty(), false, language);
        return federation.node(roster.node()).desk().takeIn(order, progress);
    }
}

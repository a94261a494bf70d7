package org.jilian.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** One reading of a {@link FederationFolder}: goes on after a mistake, to name those of the other files too. */
final class FolderReading {
    private final FederationFolder folder;
    private final Directory current;
    private final CertificateFolder certificates;
    private final List<String> mistakes = new ArrayList<>();
    private final Map<Entry.Key, Entry> written = new LinkedHashMap<>();

    FolderReading(FederationFolder folder, Directory current) {
        this.folder = folder;
        this.current = current;
        this.certificates = new CertificateFolder(folder.certificates());
    }

    DirectoryDraft draft(Instant now) {
        Path description = folder.description();
        Optional<Federation> federation = read(
                description.resolve("federation.yaml"),
                file -> FederationFile.federation(Yaml.read(file), certificates.trust(), now));
        each(description.resolve("nodes"), this::nodeAndLinks);
        each(folder.kinds(), file -> List.of(KindFile.kind(file)));
        each(description.resolve("subject-keys"), file -> List.of(LedgerFiles.subjectKey(Yaml.read(file))));
        each(description.resolve("revocations"), file -> List.of(LedgerFiles.revocation(Yaml.read(file))));
        each(description.resolve("resets"), file -> List.of(LedgerFiles.reset(Yaml.read(file))));
        if (mistakes.isEmpty()) {
            missingNodes();
        }
        if (federation.isEmpty() || !mistakes.isEmpty()) {
            throw new MisconfiguredException(mistakes);
        }
        return onto(federation.get());
    }

    private DirectoryDraft onto(Federation federation) {
        DirectoryDraft draft = current.version() == 0
                ? DirectoryDraft.of(federation)
                : DirectoryDraft.from(current).with(federation);
        for (Link link : current.links()) {
            draft = written.containsKey(link.key()) ? draft : draft.without(link);
        }
        for (Entry entry : written.values()) {
            draft = draft.with(entry);
        }
        return draft;
    }

    private List<Entry> nodeAndLinks(Path file) {
        Yaml yaml = Yaml.read(file);
        Node node = NodeFile.node(yaml, current, certificates);
        List<Entry> entries = new ArrayList<>(List.of(node));
        entries.addAll(NodeFile.links(yaml, node.id()));
        return entries;
    }

    private void missingNodes() {
        current.nodes().stream()
                .filter(node -> !written.containsKey(node.key()))
                .forEach(node -> mistakes.add(folder.description().resolve("nodes") + ": should hold a file for node "
                        + node.id() + ", but does not. A node is never deleted, but closed: "
                        + "write 'closed: {at: …, successor: …}' into its file"));
    }

    private void each(Path files, Function<Path, List<Entry>> reading) {
        for (Path file : yaml(files)) {
            read(file, reading).orElse(List.of()).forEach(entry -> {
                if (written.put(entry.key(), entry) != null) {
                    mistakes.add(file + ": should be the only place that describes " + entry.key() + ", but is not");
                }
            });
        }
    }

    private <T> Optional<T> read(Path file, Function<Path, T> reading) {
        try {
            return Optional.of(reading.apply(file));
        } catch (MisconfiguredException e) {
            mistakes.addAll(e.mistakes());
            return Optional.empty();
        }
    }

    /** In the order of their names, so that two readings name the same mistakes. */
    private static List<Path> yaml(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }
}

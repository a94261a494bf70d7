package org.jilian.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jilian.record.Kind;
import org.jilian.record.KindName;

/** The kinds that an authority wrote, one file {@code <kind>.yaml} each; how they get into a directory. */
public final class KindFiles {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private KindFiles() {}

    /** @throws MappingMistakeException if a file is not named as its kind or is no YAML */
    public static Map<KindName, Kind> read(Path folder) throws IOException {
        Map<KindName, Kind> kinds = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                Kind kind = Kind.read(document(file));
                if (!file.getFileName().toString().equals(kind.name() + ".yaml")) {
                    throw new MappingMistakeException(
                            file, 1, "kind", "the file's name", kind.name().value());
                }
                kinds.put(kind.name(), kind);
            }
        }
        return Map.copyOf(kinds);
    }

    private static JsonNode document(Path file) throws IOException {
        try (var in = Files.newBufferedReader(file, java.nio.charset.StandardCharsets.UTF_8)) {
            return YAML.readTree(in);
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new MappingMistakeException(file, line, "the file", "YAML", String.valueOf(e.getOriginalMessage()));
        }
    }
}

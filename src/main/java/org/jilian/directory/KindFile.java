package org.jilian.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jilian.record.CanonicalJson;
import org.jilian.record.MalformedException;

/** {@code config/kinds/<kind>.yaml}: the descriptor of one kind, in which numbers are numbers. */
final class KindFile {
    private static final YAMLMapper MAPPER = new YAMLMapper();

    private KindFile() {}

    /** A field that the descriptor does not have would be passed over, and its author think it counts: refused. */
    static KindEntry kind(Path file) {
        Yaml yaml = Yaml.read(file);
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            JsonNode document = MAPPER.readTree(reader);
            KindEntry entry = KindEntry.read(document);
            JsonNode known = entry.write();
            List<String> fields = new ArrayList<>();
            known.fieldNames().forEachRemaining(fields::add);
            yaml.only(fields);
            CanonicalJson.write(known);
            return entry;
        } catch (MalformedException e) {
            throw new MisconfiguredException(file, 1, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}

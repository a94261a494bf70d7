package org.jilian.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jilian.rules.CodeTable;
import org.jilian.rules.Text;

/** The code tables of a folder, by name: one file {@code <table>.yaml} each. */
public final class CodeTables {
    private CodeTables() {}

    /**
     * @throws MappingMistakeException if a table is malformed, is not named as its file, or a word stands for two codes
     */
    public static Map<String, CodeTable> read(Path folder) throws IOException {
        Map<String, CodeTable> tables = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                CodeTable table = table(file);
                tables.put(table.name(), table);
            }
        }
        return Map.copyOf(tables);
    }

    private static CodeTable table(Path file) throws IOException {
        YamlPlace top = YamlPlace.open(file);
        Map<String, YamlPlace> fields = top.fields(Set.of("table", "label", "source", "codes"));
        YamlPlace name = YamlPlace.required(top, fields, "table");
        if (!file.getFileName().toString().equals(name.text() + ".yaml")) {
            throw name.mistake("the file's name", name.text());
        }
        Map<String, Text> labels = new LinkedHashMap<>();
        Map<String, List<String>> words = new HashMap<>();
        YamlPlace codes = YamlPlace.required(top, fields, "codes");
        codes.fields().forEach((code, place) -> {
            Map<String, YamlPlace> entry = place.fields(Set.of("zh", "en", "words"));
            labels.put(
                    code,
                    new Text(
                            YamlPlace.required(place, entry, "zh").text(),
                            YamlPlace.required(place, entry, "en").text()));
            if (entry.containsKey("words")) {
                words.put(code, YamlPlace.required(place, entry, "words").texts());
            }
        });
        try {
            return new CodeTable(name.text(), labels, words);
        } catch (IllegalArgumentException e) {
            throw codes.mistake("free of ambiguous words", String.valueOf(e.getMessage()));
        }
    }
}

package org.jilian.intake;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.ReaderException;

/** One place in a YAML file: its value, and its line for whoever has to mend it. Nothing is read from it unchecked. */
record YamlPlace(Path file, String path, Node node) {

    static YamlPlace open(Path file) throws IOException {
        String text = text(file);
        try {
            Node node = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
            if (node == null) {
                throw new MappingMistakeException(file, 1, "the file", "a YAML mapping", "empty");
            }
            return new YamlPlace(file, "the file", node);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new MappingMistakeException(file, line, "the file", "YAML", String.valueOf(e.getProblem()));
        } catch (ReaderException e) {
            int line = line(text.codePoints().limit(e.getPosition()));
            throw new MappingMistakeException(
                    file, line, "a character", "text", String.format("U+%04X", e.getCodePoint()));
        } catch (YAMLException e) {
            // too deep or too long: it says of neither where
            throw new MappingMistakeException(file, 1, "the file", "YAML", String.valueOf(e.getMessage()));
        }
    }

    private static String text(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        // no text has more characters than bytes
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        CoderResult read = StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true);
        text.flip();
        if (read.isError()) {
            throw new MappingMistakeException(file, line(text.codePoints()), "the file", "UTF-8", "another encoding");
        }
        return text.toString();
    }

    private static int line(IntStream before) {
        return 1 + (int) before.filter(c -> c == '\n').count();
    }

    /** The entries of a YAML mapping in their order; a key outside {@code allowed} is a mistake on its own line. */
    Map<String, YamlPlace> fields(Set<String> allowed) {
        Map<String, YamlPlace> fields = fields();
        for (NodeTuple entry : ((MappingNode) node).getValue()) {
            String key = ((ScalarNode) entry.getKeyNode()).getValue();
            if (!allowed.contains(key)) {
                throw new YamlPlace(file, "a key of " + path, entry.getKeyNode())
                        .mistake("one of " + new TreeSet<>(allowed), key);
            }
        }
        return fields;
    }

    Map<String, YamlPlace> fields() {
        if (!(node instanceof MappingNode mapping)) {
            throw mistake("a mapping of keys to values", shown());
        }
        Map<String, YamlPlace> fields = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw mistake("a mapping with plain keys", "a key that is none");
            }
            if (fields.put(key.getValue(), new YamlPlace(file, key.getValue(), entry.getValueNode())) != null) {
                throw new YamlPlace(file, path, key).mistake("without a key twice", key.getValue());
            }
        }
        return fields;
    }

    static YamlPlace required(YamlPlace owner, Map<String, YamlPlace> fields, String key) {
        return Optional.ofNullable(fields.get(key))
                .orElseThrow(() -> owner.mistake("a mapping with '" + key + "'", "one without"));
    }

    String text() {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        throw mistake("a text", shown());
    }

    boolean flag() {
        String text = text();
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw mistake("true or false", text);
    }

    List<YamlPlace> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw mistake("a list", shown());
        }
        List<YamlPlace> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new YamlPlace(file, "an item of " + path, item));
        }
        return items;
    }

    List<String> texts() {
        return items().stream().map(YamlPlace::text).toList();
    }

    MappingMistakeException mistake(String expected, String actual) {
        return new MappingMistakeException(file, line(), path, expected, actual);
    }

    /** 1-based. */
    int line() {
        return node.getStartMark().getLine() + 1;
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    private String shown() {
        return node instanceof ScalarNode scalar
                ? scalar.getValue()
                : node instanceof MappingNode ? "a mapping" : "a list";
    }
}

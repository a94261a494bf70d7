package org.jilian.intake;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jilian.record.Hash;
import org.jilian.rules.CodeTable;
import org.jilian.rules.hours.Policies;
import org.jilian.rules.hours.Policy;
import org.jilian.rules.hours.PolicyMistakeException;

/** The hour policies of a folder: one file {@code <policy>.yaml} each. */
public final class PolicyFiles {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private PolicyFiles() {}

    /**
     * @param tables code tables by name, see {@link CodeTables}
     * @throws MappingMistakeException if a file is no policy or not named as its policy
     * @throws PolicyMistakeException if the policies do not fit together
     */
    public static Policies read(Path folder, Map<String, CodeTable> tables, Hash hash) throws IOException {
        List<Policy> policies = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                policies.add(policy(file, tables));
            }
        }
        return Policies.of(policies, hash);
    }

    private static Policy policy(Path file, Map<String, CodeTable> tables) throws IOException {
        Policy policy;
        try {
            policy = Policy.read(document(file), tables);
        } catch (PolicyMistakeException e) {
            throw new MappingMistakeException(file, line(file, e.path()), e);
        }
        if (!file.getFileName().toString().equals(policy.name() + ".yaml")) {
            throw new MappingMistakeException(file, line(file, "policy"), "policy", "the file's name", policy.name());
        }
        return policy;
    }

    private static JsonNode document(Path file) throws IOException {
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return YAML.readTree(in);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new MappingMistakeException(file, line, "the file", "YAML", String.valueOf(e.getOriginalMessage()));
        }
    }

    /** The line of the innermost part of a path such as {@code duties[0].least} that the file has. */
    private static int line(Path file, String path) throws IOException {
        YamlPlace place = YamlPlace.open(file);
        for (String step : path.split("[.\\[]")) {
            YamlPlace next = step.endsWith("]")
                    ? place.items().get(Integer.parseInt(step.substring(0, step.length() - 1)))
                    : place.isMapping() ? place.fields().get(step) : null;
            if (next == null) {
                break;
            }
            place = next;
        }
        return place.line();
    }
}

package org.jilian.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The text of a mapping that takes over what a person wrote into another one, comments too, and knows further heads. */
public final class MappingText {
    private MappingText() {}

    /**
     * @param name of the new mapping
     * @param least confidence of the suggestions that are taken over
     * @throws MappingMistakeException if the heads of a column are not written in one line, {@code heads: [甲, 乙]}
     */
    public static String like(Path mapping, String name, Suggestion suggestion, double least) throws IOException {
        String text = Files.readString(mapping, StandardCharsets.UTF_8);
        YamlPlace whole = YamlPlace.open(mapping);
        Map<String, YamlPlace> top = whole.fields();
        TreeMap<Integer, String> insertions = new TreeMap<>();
        YamlPlace list = YamlPlace.required(whole, top, "columns");
        Map<String, YamlPlace> columns = list.fields();
        for (Suggestion.OfColumn each : suggestion.columns()) {
            Optional<String> column = each.column().filter(unused -> each.confidence() >= least);
            if (column.isPresent()) {
                YamlPlace heads =
                        YamlPlace.required(list, columns, column.get()).fields().get("heads");
                if (heads != null && !isListed(heads, each.head())) {
                    insertions.put(end(heads), ", " + quoted(each.head()));
                }
            }
        }
        StringBuilder made = new StringBuilder(text);
        insertions.descendingMap().forEach(made::insert);
        YamlPlace own = YamlPlace.required(whole, top, "mapping");
        int from = own.node().getStartMark().getIndex();
        return made.replace(from, own.node().getEndMark().getIndex(), name).toString();
    }

    private static boolean isListed(YamlPlace heads, String head) {
        return heads.texts().stream().anyMatch(word -> Heads.normalised(word).equals(Heads.normalised(head)));
    }

    private static int end(YamlPlace heads) {
        if (heads.node() instanceof SequenceNode list && list.getFlowStyle() == DumperOptions.FlowStyle.FLOW) {
            return list.getEndMark().getIndex() - 1;
        }
        throw heads.mistake("heads in one line, [甲, 乙]", "another form");
    }

    private static String quoted(String head) {
        return "\"" + head.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\s+", " ") + "\"";
    }
}

package org.jilian.rules.hours;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jilian.rules.Text;

/**
 * One reason in a judgement. Documents hold its code and parameters; the sentences are made from them, so that a better
 * wording never makes two judgements differ.
 */
public record Why(WhyCode code, SortedMap<String, String> parameters) {
    public Why {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    static Why of(WhyCode code) {
        return new Why(code, Collections.emptySortedMap());
    }

    static Why of(WhyCode code, Map<String, String> parameters) {
        return new Why(code, new TreeMap<>(parameters));
    }

    /** In Chinese and in English. */
    public Text text() {
        return new Text(
                filled(code.template().zh(), Text::zh), filled(code.template().en(), Text::en));
    }

    private String filled(String template, Function<Text, String> language) {
        StringBuilder out = new StringBuilder(template.length() + 32);
        int from = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
            int close = template.indexOf('}', open);
            String name = template.substring(open + 1, close);
            String value = parameters.getOrDefault(name, "?");
            out.append(template, from, open)
                    .append(label(name, value).map(language).orElse(value));
            from = close + 1;
        }
        return out.append(template, from, template.length()).toString();
    }

    private static Optional<Text> label(String name, String value) {
        return switch (name) {
            case "category" -> Category.of(value).map(Category::label);
            case "unit" -> Unit.of(value).map(Unit::label);
            case "rules" -> Optional.of(groups(value));
            default -> Optional.empty();
        };
    }

    private static Text groups(String value) {
        List<Text> labels = Stream.of(Rules.Group.values())
                .filter(each -> List.of(value.split(" ")).contains(each.toString()))
                .map(Rules.Group::label)
                .toList();
        return new Text(
                labels.stream().map(Text::zh).collect(Collectors.joining("、")),
                labels.stream().map(Text::en).collect(Collectors.joining(", ")));
    }
}

package org.jilian.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The codes of one field and the words that people write for each (代码表); a word stands for at most one code. */
public final class CodeTable {
    private final String name;
    private final Map<String, Text> labels;
    private final Map<String, String> byWord = new HashMap<>();

    /**
     * @param labels each code's label, in the order of the table
     * @param words each code's other spellings
     * @throws IllegalArgumentException if one word would stand for two codes
     */
    public CodeTable(String name, Map<String, Text> labels, Map<String, List<String>> words) {
        this.name = name;
        this.labels = new java.util.LinkedHashMap<>(labels);
        labels.forEach((code, label) -> {
            add(code, code);
            add(label.zh(), code);
            add(label.en(), code);
        });
        words.forEach((code, spellings) -> spellings.forEach(word -> add(word, code)));
    }

    public String name() {
        return name;
    }

    public Map<String, Text> labels() {
        return java.util.Collections.unmodifiableMap(labels);
    }

    /** The code of a word; a code stands for itself. */
    public Checked<String> check(String text) {
        Cleaned cleaned = Cleaned.text(text);
        String exact = byWord.get(cleaned.text());
        String code = exact == null ? byWord.get(folded(cleaned.text())) : exact;
        if (code == null) {
            return Checked.invalid(unknown());
        }
        return Checked.valid(code, cleaned.notes());
    }

    private Reason unknown() {
        List<String> zh = labels.values().stream().map(Text::zh).limit(12).toList();
        List<String> en = labels.values().stream().map(Text::en).limit(12).toList();
        String more = labels.size() > 12 ? "…" : "";
        return Reason.of(
                name + ".unknown",
                "不在代码表“" + name + "”中",
                "not in the code table '" + name + "'",
                "填写以下之一：" + String.join("、", zh) + more,
                "enter one of: " + String.join(", ", en) + more);
    }

    private void add(String word, String code) {
        String other = byWord.putIfAbsent(folded(word), code);
        if (other != null && !other.equals(code)) {
            throw new IllegalArgumentException("code table '" + name + "': the word '" + word
                    + "' should stand for one code, but stands for '" + other + "' and '" + code + "'");
        }
    }

    /** Case, width and spaces make no other word. */
    static String folded(String word) {
        return Cleaned.identifier(word)
                .text()
                .toLowerCase(Locale.ROOT)
                .replace('(', '（')
                .replace(')', '）');
    }
}

package org.jilian.rules.hours;

import java.util.List;
import java.util.Optional;
import org.jilian.rules.Text;

/** The two categories of subjects (科目类别); the order is that of documents. */
public enum Category {
    PUBLIC("public", new Text("公需科目", "public subjects")),
    PROFESSIONAL("professional", new Text("专业科目", "professional subjects"));

    private static final List<Category> ALL = List.of(values());

    private final String code;
    private final Text label;

    Category(String code, Text label) {
        this.code = code;
        this.label = label;
    }

    public String code() {
        return code;
    }

    public Text label() {
        return label;
    }

    public static Optional<Category> of(String code) {
        for (Category each : ALL) {
            if (each.code.equals(code)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return code;
    }
}

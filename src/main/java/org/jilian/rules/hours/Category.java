package org.jilian.rules.hours;

import java.util.Optional;
import java.util.stream.Stream;
import org.jilian.rules.Text;

/** The two categories of subjects (科目类别); the order is that of documents. */
public enum Category {
    PUBLIC("public", new Text("公需科目", "public subjects")),
    PROFESSIONAL("professional", new Text("专业科目", "professional subjects"));

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
        return Stream.of(values()).filter(each -> each.code.equals(code)).findFirst();
    }

    @Override
    public String toString() {
        return code;
    }
}

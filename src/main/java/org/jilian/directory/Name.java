package org.jilian.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** What people call a node or a federation, in Chinese and in English. */
public record Name(String zh, String en) {
    static Name read(Fields fields) {
        return new Name(fields.text("zh"), fields.text("en"));
    }

    ObjectNode write() {
        return JsonNodeFactory.instance.objectNode().put("en", en).put("zh", zh);
    }

    public String in(Locale locale) {
        return locale.getLanguage().equals("zh") ? zh : en;
    }
}

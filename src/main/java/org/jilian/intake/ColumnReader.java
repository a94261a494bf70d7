package org.jilian.intake;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jilian.intake.Column.Otherwise;
import org.jilian.rules.CodeTable;
import org.jspecify.annotations.Nullable;

/** Reads one column of a mapping; what it refers to must stand above it, because values are read in that order. */
final class ColumnReader {
    private static final Set<String> KEYS =
            Set.of("heads", "form", "codes", "type", "required", "default", "constant", "given", "from", "notBefore");

    private final Map<String, CodeTable> codes;

    ColumnReader(Map<String, CodeTable> codes) {
        this.codes = codes;
    }

    Column read(String name, YamlPlace place, Map<String, Column> above) {
        Map<String, YamlPlace> fields = place.fields(KEYS);
        YamlPlace heads = fields.get("heads");
        YamlPlace constant = fields.get("constant");
        if (heads != null && constant != null) {
            throw constant.mistake("absent beside 'heads' (use 'default')", constant.text());
        }
        Form form = form(place, fields, above);
        Otherwise otherwise = otherwise(place, fields, form, above);
        if (heads == null && otherwise instanceof Otherwise.Nothing) {
            throw place.mistake("a column with 'heads', 'constant', 'given' or 'from'", "one without");
        }
        YamlPlace flag = fields.get("required");
        boolean required = flag != null && flag.flag();
        return new Column(name, heads == null ? List.of() : heads.texts(), form, required, otherwise);
    }

    private Form form(YamlPlace place, Map<String, YamlPlace> fields, Map<String, Column> above) {
        YamlPlace form = fields.get("form");
        String word = form == null ? "text" : form.text();
        Form read =
                switch (word) {
                    case "code" -> new Form.Code(table(YamlPlace.required(place, fields, "codes")));
                    case "date" ->
                        new Form.Date(java.util.Optional.ofNullable(fields.get("notBefore"))
                                .map(start -> columnAbove(start, above)));
                    case "document-number" ->
                        new Form.Document(columnAbove(YamlPlace.required(place, fields, "type"), above));
                    default -> plain(place, form, word);
                };
        refuseUnless(read instanceof Form.Code, fields.get("codes"), "form: code");
        refuseUnless(read instanceof Form.Date, fields.get("notBefore"), "form: date");
        refuseUnless(read instanceof Form.Document, fields.get("type"), "form: document-number");
        return read;
    }

    private static Form plain(YamlPlace place, @Nullable YamlPlace form, String word) {
        for (Form.Plain plain : Form.Plain.values()) {
            if (word(plain).equals(word)) {
                return plain;
            }
        }
        Set<String> known = new TreeSet<>(Set.of("code", "date", "document-number"));
        for (Form.Plain plain : Form.Plain.values()) {
            known.add(word(plain));
        }
        throw (form == null ? place : form).mistake("one of " + known, word);
    }

    private static String word(Form.Plain plain) {
        return plain.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Otherwise otherwise(YamlPlace place, Map<String, YamlPlace> fields, Form form, Map<String, Column> above) {
        List<String> used = List.of("constant", "default", "given", "from").stream()
                .filter(fields::containsKey)
                .toList();
        if (used.size() > 1) {
            throw place.mistake("a column with one of constant, default, given, from", String.join("' and '", used));
        }
        if (used.isEmpty()) {
            return new Otherwise.Nothing();
        }
        YamlPlace value = YamlPlace.required(place, fields, used.get(0));
        return switch (used.get(0)) {
            case "given" ->
                switch (value.text()) {
                    case "division" -> new Otherwise.FromImport(Given.Source.DIVISION);
                    case "period" -> new Otherwise.FromImport(Given.Source.PERIOD);
                    default -> throw value.mistake("division or period", value.text());
                };
            case "from" -> fromNumber(value, form, above);
            default -> constant(value, form);
        };
    }

    private static Otherwise constant(YamlPlace value, Form form) {
        Form.Row nothing = new Form.Row(Map.of(), java.time.LocalDate.EPOCH);
        form.read(Cell.text(value.text()), nothing).fold(valid -> valid, reason -> {
            throw value.mistake("a value of the column's form (" + reason.what().en() + ")", value.text());
        });
        return new Otherwise.Constant(value.text());
    }

    private static Otherwise fromNumber(YamlPlace value, Form form, Map<String, Column> above) {
        String number = columnAbove(value, above);
        if (form instanceof Form.Date) {
            return new Otherwise.FromNumber(number, Column.Part.BIRTH_DATE);
        } else if (form instanceof Form.Code) {
            return new Otherwise.FromNumber(number, Column.Part.SEX);
        }
        throw value.mistake("at a column of form date (birth date) or code (sex)", value.text());
    }

    private CodeTable table(YamlPlace place) {
        CodeTable table = codes.get(place.text());
        if (table == null) {
            throw place.mistake("one of the code tables " + new TreeSet<>(codes.keySet()), place.text());
        }
        return table;
    }

    private static String columnAbove(YamlPlace place, Map<String, Column> above) {
        if (!above.containsKey(place.text())) {
            throw place.mistake("one of the columns above: " + above.keySet(), place.text());
        }
        return place.text();
    }

    private static void refuseUnless(boolean fits, @Nullable YamlPlace place, String form) {
        if (!fits && place != null) {
            throw place.mistake("only at a column of " + form, place.text());
        }
    }
}

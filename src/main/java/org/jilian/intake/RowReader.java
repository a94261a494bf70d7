package org.jilian.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jilian.intake.Column.Otherwise;
import org.jilian.intake.Column.Part;
import org.jilian.intake.Table.RefusedException;
import org.jilian.intake.TakenRow.RowNote;
import org.jilian.rules.Checked;
import org.jilian.rules.DocumentNumber;
import org.jilian.rules.IdentityNumber;
import org.jilian.rules.Note;
import org.jilian.rules.Reason;

/** Turns the cells of one row into the values of the mapping's columns; all errors of the row are found, not the first. */
final class RowReader {
    private final Mapping mapping;
    private final Heads heads;
    private final LocalDate today;
    private final Map<String, JsonNode> fallbacks = new HashMap<>();

    /** Values in the columns' order, or errors; with errors the values are incomplete. */
    record RowValues(Map<String, JsonNode> values, List<RowError> errors, List<RowNote> notes) {}

    /** @throws RefusedException if the importer did not say what the file lacks */
    RowReader(Mapping mapping, Heads heads, Given given, LocalDate today) {
        this.mapping = mapping;
        this.heads = heads;
        this.today = today;
        for (Column column : mapping.columns()) {
            fallback(column, given).ifPresent(value -> fallbacks.put(column.name(), value));
        }
    }

    private Optional<JsonNode> fallback(Column column, Given given) {
        Optional<String> text = Optional.empty();
        if (column.otherwise() instanceof Otherwise.Constant constant) {
            text = Optional.of(constant.text());
        } else if (column.otherwise() instanceof Otherwise.FromImport from) {
            text = given.value(from.source());
            if (text.isEmpty() && column.required() && !heads.has(column)) {
                throw new RefusedException(FileReasons.notGiven(column.label()));
            }
        }
        return text.map(word -> column.form()
                .read(Cell.text(word), new Form.Row(Map.of(), today))
                .fold(Checked.Valid::value, reason -> {
                    throw new RefusedException(reason);
                }));
    }

    RowValues read(RawRow raw) {
        RowValues row = new RowValues(new HashMap<>(), new ArrayList<>(0), new ArrayList<>(0));
        Set<String> failed = new HashSet<>(0);
        for (Column column : mapping.columns()) {
            boolean groundless =
                    column.form() instanceof Form.Document document && failed.contains(document.typeColumn());
            if (groundless) {
                // judged by a type that is itself wrong, the number would only give a second, misleading error
                failed.add(column.name());
                continue;
            }
            Cell cell = heads.cell(raw, column);
            Optional<Reason> error = isBlank(cell) ? empty(column, cell, row) : filled(column, cell, row);
            error.ifPresent(reason -> {
                failed.add(column.name());
                row.errors().add(new RowError(raw.number(), heads.label(column), cell.shown(), reason));
            });
        }
        return row;
    }

    private boolean isBlank(Cell cell) {
        return cell.isBlank()
                || cell.type() == Cell.Type.TEXT
                        && mapping.blanks().contains(cell.text().strip());
    }

    private Optional<Reason> filled(Column column, Cell cell, RowValues row) {
        if (cell.type() == Cell.Type.ERROR) {
            return Optional.of(ValueReasons.ERROR);
        } else if (cell.type() == Cell.Type.UNCOMPUTED) {
            return Optional.of(ValueReasons.UNCOMPUTED);
        }
        Checked<JsonNode> read = column.form().read(cell, new Form.Row(row.values(), today));
        return read.fold(
                valid -> {
                    if (valid.value().isTextual() && valid.value().textValue().isEmpty()) {
                        // nothing but an apostrophe or invisible characters
                        return empty(column, Cell.EMPTY, row);
                    }
                    if (contradictsNumber(column, valid.value(), row)) {
                        return Optional.of(ValueReasons.DIFFERS_FROM_NUMBER);
                    }
                    row.values().put(column.name(), valid.value());
                    valid.notes().forEach(note -> note(column, note, row));
                    if (cell.formula()) {
                        note(column, ValueReasons.FORMULA, row);
                    }
                    return Optional.empty();
                },
                Optional::of);
    }

    private Optional<Reason> empty(Column column, Cell cell, RowValues row) {
        if (!cell.isBlank()) {
            note(column, ValueReasons.BLANK_WORD, row);
        }
        JsonNode value = fallbacks.get(column.name());
        Note note = ValueReasons.DEFAULT;
        if (value == null) {
            value = fromNumber(column, row).orElse(null);
            note = ValueReasons.FROM_NUMBER;
        }
        if (value == null) {
            return column.required() ? Optional.of(ValueReasons.MISSING) : Optional.empty();
        }
        row.values().put(column.name(), value);
        if (heads.has(column)) {
            note(column, note, row);
        }
        return Optional.empty();
    }

    /** A month agrees with every day in it, and a sex that the table calls unknown or unstated with both. */
    private boolean contradictsNumber(Column column, JsonNode value, RowValues row) {
        String stated = value.asText();
        if (stated.equals("0") || stated.equals("9")) {
            return false;
        }
        return fromNumber(column, row)
                .map(own -> !own.asText().startsWith(stated))
                .orElse(false);
    }

    private Optional<JsonNode> fromNumber(Column column, RowValues row) {
        return column.fromNumber()
                .flatMap(from -> Optional.ofNullable(row.values().get(from.numberColumn()))
                        .map(JsonNode::asText)
                        .filter(number -> isIdentityNumber(from.numberColumn(), row))
                        .map(IdentityNumber::new)
                        .map(number -> from.part() == Part.SEX
                                ? number.sex()
                                : number.birthDate().toString()))
                .map(JsonNodeFactory.instance::textNode);
    }

    private boolean isIdentityNumber(String numberColumn, RowValues row) {
        for (Column column : mapping.columns()) {
            if (column.name().equals(numberColumn) && column.form() instanceof Form.Document document) {
                JsonNode type = row.values().get(document.typeColumn());
                return type == null
                        || type.asText().equals(DocumentNumber.IDENTITY_CARD)
                        || type.asText().equals(DocumentNumber.RESIDENCE_PERMIT);
            }
        }
        return false;
    }

    private void note(Column column, Note note, RowValues row) {
        row.notes().add(new RowNote(heads.label(column), note));
    }
}

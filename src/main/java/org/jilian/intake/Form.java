package org.jilian.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.rules.Checked;
import org.jilian.rules.Cleaned;
import org.jilian.rules.CodeTable;
import org.jilian.rules.CreditCode;
import org.jilian.rules.Dates;
import org.jilian.rules.DivisionCode;
import org.jilian.rules.DocumentNumber;
import org.jilian.rules.Hours;
import org.jilian.rules.Note;
import org.jilian.rules.Period;
import org.jilian.rules.PersonName;
import org.jilian.rules.Phone;
import org.jilian.rules.Precision;
import org.jilian.rules.RareCharacters;
import org.jilian.rules.Yuan;

/** What the values of a column are (值的形式): turns one filled cell into the value of a record, or says why not. */
sealed interface Form {
    Checked<JsonNode> read(Cell cell, Row row);

    /** The values of the row's columns so far, and the day on which it is read. */
    record Row(Map<String, JsonNode> values, LocalDate today) {
        Optional<String> text(String column) {
            return Optional.ofNullable(values.get(column)).map(JsonNode::asText);
        }
    }

    /** Forms that need nothing but the cell; the mapping's word is the name in lower case with hyphens. */
    enum Plain implements Form {
        TEXT,
        NAME,
        LIST,
        CREDIT_CODE,
        DIVISION_CODE,
        PHONE,
        PERIOD,
        HOURS,
        YUAN;

        private static final int LONGEST = 1000;

        @Override
        public Checked<JsonNode> read(Cell cell, Row row) {
            return switch (this) {
                case TEXT -> free(cell).map(Form::node);
                case NAME ->
                    free(cell).then(PersonName::check).map(PersonName::value).map(Form::node);
                case LIST -> free(cell).map(Form::list);
                case CREDIT_CODE -> digits(cell).then(CreditCode::check).map(v -> node(v.value()));
                case DIVISION_CODE -> digits(cell).then(DivisionCode::check).map(v -> node(v.value()));
                case PHONE -> digits(cell).then(Phone::check).map(v -> node(v.value()));
                case PERIOD -> digits(cell).then(Period::check).map(v -> node(v.value()));
                case HOURS -> number(cell).then(Hours::check).map(v -> node(v.value()));
                case YUAN -> number(cell).then(Yuan::check).map(v -> node(v.value()));
            };
        }

        private static Checked<String> free(Cell cell) {
            if (cell.isBeyondPrecision()) {
                return Checked.invalid(Precision.LOST);
            }
            Cleaned cleaned = Cleaned.text(cell.shown());
            if (Precision.isLost(cleaned.text())) {
                return Checked.invalid(Precision.LOST);
            }
            if (cleaned.text().length() > LONGEST) {
                return Checked.invalid(ValueReasons.TOO_LONG);
            }
            List<Note> notes = new ArrayList<>(cleaned.notes());
            if (cell.isDay()) {
                notes.add(ValueReasons.DATE_AS_TEXT);
            }
            return Checked.valid(cleaned.text(), notes).then(RareCharacters::check);
        }
    }

    /** A word of a code table, stored as its code. */
    record Code(CodeTable table) implements Form {
        @Override
        public Checked<JsonNode> read(Cell cell, Row row) {
            return digits(cell).then(table::check).map(Form::node);
        }
    }

    /** The number of an identity document whose type stands in another column. */
    record Document(String typeColumn) implements Form {
        @Override
        public Checked<JsonNode> read(Cell cell, Row row) {
            String type = row.text(typeColumn).orElse(DocumentNumber.IDENTITY_CARD);
            return digits(cell)
                    .then(text -> DocumentNumber.check(type, text, row.today()))
                    .map(number -> node(number.number()));
        }
    }

    /** A date, perhaps one that may not be before that of another column. */
    record Date(Optional<String> notBefore) implements Form {
        @Override
        public Checked<JsonNode> read(Cell cell, Row row) {
            return date(cell).then(date -> {
                boolean early = notBefore
                        .flatMap(row::text)
                        .map(start -> date.latest().isBefore(new Dates.Dated(start).earliest()))
                        .orElse(false);
                return early
                        ? Checked.invalid(ValueReasons.END_BEFORE_START)
                        : Checked.valid(node(date.iso()), List.of());
            });
        }

        private static Checked<Dates.Dated> date(Cell cell) {
            if (cell.isDay()) {
                // the cell says that it is a date: nothing was guessed, nothing needs a note
                return Dates.serial(cell.number().longValue(), cell.type() == Cell.Type.DAY_1904)
                        .fold(valid -> Checked.valid(valid.value(), List.of()), Checked::invalid);
            }
            if (cell.type() == Cell.Type.NUMBER
                    && cell.shown().length() == 6
                    && cell.shown().endsWith(".1")) {
                return Checked.invalid(Dates.JANUARY_OR_OCTOBER);
            }
            return Dates.check(cell.shown());
        }
    }

    /** Text of digits and letters whose every character counts. */
    private static Checked<String> digits(Cell cell) {
        if (cell.isDay()) {
            return Checked.invalid(ValueReasons.IS_DATE);
        }
        return cell.isBeyondPrecision() ? Checked.invalid(Precision.LOST) : Checked.valid(cell.shown(), List.of());
    }

    private static Checked<String> number(Cell cell) {
        if (cell.isDay()) {
            return Checked.invalid(ValueReasons.IS_DATE);
        }
        boolean noisy =
                cell.type() == Cell.Type.NUMBER && cell.number().compareTo(new java.math.BigDecimal(cell.shown())) != 0;
        return Checked.valid(cell.shown(), noisy ? List.of(ValueReasons.BINARY_NOISE) : List.of());
    }

    private static JsonNode node(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }

    private static JsonNode list(String text) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (String item : text.split("[、;；|\n]")) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }
}

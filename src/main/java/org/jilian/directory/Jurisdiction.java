package org.jilian.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jilian.record.Level;
import org.jilian.record.MalformedException;

/**
 * Whom an authority is for (管辖): the divisions (行政区划) it has had, each with its dates, and its sector if it is a line
 * department (行业主管部门), such as {@code health}. Codes change (370802 became 370811) while the node stays; a
 * development zone has none.
 *
 * @param level what kinds with a workflow ask for before a node may take a step; may be left out where none is to
 */
public record Jurisdiction(Optional<String> sector, Optional<Level> level, List<Division> divisions) {
    /** A code from a date on (inclusive) until another (exclusive), or open. */
    public record Division(String code, LocalDate from, Optional<LocalDate> until) {
        public Division {
            if (!code.matches("[0-9]{6,12}")) {
                throw new MalformedException("division code", "6 to 12 digits", code);
            }
            if (until.isPresent() && !until.get().isAfter(from)) {
                throw new MalformedException(
                        "'until' of division " + code,
                        "after " + from,
                        until.get().toString());
            }
        }

        public boolean on(LocalDate date) {
            return !date.isBefore(from) && until.map(date::isBefore).orElse(true);
        }

        boolean overlaps(Division other) {
            return code.equals(other.code)
                    && until.map(other.from::isBefore).orElse(true)
                    && other.until.map(from::isBefore).orElse(true);
        }

        static Division read(Fields fields) {
            return new Division(
                    fields.text("code"), fields.value("from", Fields::date), fields.optional("until", Fields::date));
        }

        ObjectNode write() {
            ObjectNode document = JsonNodeFactory.instance.objectNode().put("code", code);
            document.put("from", from.toString());
            until.ifPresent(date -> document.put("until", date.toString()));
            return document;
        }
    }

    public Jurisdiction {
        if (sector.isPresent() && !sector.get().matches("[a-z][a-z0-9-]{0,31}")) {
            throw new MalformedException("sector", "a lower-case word of at most 32 of a-z 0-9 -", sector.get());
        }
        divisions = List.copyOf(divisions);
    }

    /** The code in force on a day. */
    public Optional<String> codeOn(LocalDate date) {
        return divisions.stream()
                .filter(division -> division.on(date))
                .map(Division::code)
                .findFirst();
    }
}

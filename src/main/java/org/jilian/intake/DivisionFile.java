package org.jilian.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jilian.rules.Change;
import org.jilian.rules.Division;
import org.jilian.rules.DivisionCode;
import org.jilian.rules.Divisions;

/**
 * The history of division codes as {@code config/codes/divisions.csv} keeps it: lines of # are comments, the first two say
 * of which days it knows, the third is the head, then one line for each code and name.
 */
public final class DivisionFile {
    private static final String HEAD = "code,name,from,until,successors,kind";

    private final Path file;
    private final List<Division> divisions = new ArrayList<>();
    private int line;
    private int part;
    private LocalDate begins = LocalDate.MIN;
    private LocalDate ends = LocalDate.MAX;

    private DivisionFile(Path file) {
        this.file = file;
    }

    /** @throws MappingMistakeException with file and line of the first mistake */
    public static Divisions read(Path file) throws IOException {
        DivisionFile reading = new DivisionFile(file);
        for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            reading.line++;
            if (!text.isBlank() && !text.startsWith("#")) {
                reading.accept(text.strip());
            }
        }
        try {
            return new Divisions(reading.begins, reading.ends, reading.divisions);
        } catch (IllegalArgumentException e) {
            throw reading.mistake("the table", "one that holds every successor", String.valueOf(e.getMessage()));
        }
    }

    private void accept(String text) {
        switch (part) {
            case 0 -> begins = day(text, "begins");
            case 1 -> ends = day(text, "ends");
            case 2 -> {
                if (!text.equals(HEAD)) {
                    throw mistake("the head", HEAD, text);
                }
            }
            default -> divisions.add(division(text));
        }
        part++;
    }

    private LocalDate day(String text, String key) {
        try {
            if (text.startsWith(key + ",")) {
                return LocalDate.parse(text.substring(key.length() + 1));
            }
        } catch (DateTimeParseException e) {
            throw mistake(key, "a day such as 2024-12-31", text);
        }
        throw mistake("the line", key + " and a day", text);
    }

    private Division division(String text) {
        String[] fields = text.split(",", -1);
        if (fields.length != 6) {
            throw mistake("the line", "six fields", text);
        }
        if (fields[1].isBlank()) {
            throw mistake("name", "a name", fields[1]);
        }
        if (!fields[5].isEmpty() && !fields[5].equals("s")) {
            throw mistake("kind", "s for a code of statistics, or nothing", fields[5]);
        }
        List<DivisionCode> successors = fields[4].isEmpty()
                ? List.of()
                : Arrays.stream(fields[4].split(" ")).map(this::code).toList();
        return new Division(
                code(fields[0]),
                fields[1],
                change("from", fields[2]),
                change("until", fields[3]),
                successors,
                fields[5].equals("s"));
    }

    private DivisionCode code(String text) {
        return DivisionCode.check(text).fold(valid -> valid.value(), reason -> {
            throw mistake("code", reason.what().en(), text);
        });
    }

    private Optional<Change> change(String field, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Change.parse(text).orElseThrow(() -> mistake(field, "a date or two, such as 2013-09/2013-12", text)));
    }

    private MappingMistakeException mistake(String path, String expected, String actual) {
        return new MappingMistakeException(file, line, path, expected, actual);
    }
}

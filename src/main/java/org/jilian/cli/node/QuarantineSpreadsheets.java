package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jilian.intake.ErrorSpreadsheet;
import org.jilian.intake.TakenRow;
import org.jilian.store.Quarantine;
import org.jilian.store.QuarantineEntry;
import org.jilian.store.QuarantinedRow;

/**
 * Quarantined rows as spreadsheets to be corrected and imported. Rows of many files may stand in one, if the same heads stand
 * over them and the same was said for their files: only then can one import take them in.
 */
final class QuarantineSpreadsheets {
    /** Rows that are in memory at a time, and as many as a person will correct. */
    private static final int MOST = 20_000;

    private final OpenNode node;
    private final Quarantine quarantine;
    private final Locale locale;

    QuarantineSpreadsheets(OpenNode node, Quarantine quarantine, Locale locale) {
        this.node = node;
        this.quarantine = quarantine;
        this.locale = locale;
    }

    /** What one import can take in. */
    private record Together(String mapping, List<String> heads, String division, Optional<String> period) {}

    /** @param before is told how many rows there will be, before any of them is written in clear */
    ObjectNode write(Path out, List<QuarantineEntry> entries, LongConsumer before) {
        Map<Together, List<QuarantinedRow>> sheets = together(entries);
        List<Path> files = files(out, sheets.size());
        long rows = sheets.values().stream().mapToLong(List::size).sum();
        before.accept(rows);
        ObjectNode report = JsonNodeFactory.instance.objectNode().put("rows", rows);
        ArrayNode written = report.putArray("files");
        int i = 0;
        for (Map.Entry<Together, List<QuarantinedRow>> each : sheets.entrySet()) {
            Together what = each.getKey();
            write(files.get(i), what, each.getValue());
            ObjectNode file = written.addObject()
                    .put("file", files.get(i).toString())
                    .put("rows", each.getValue().size())
                    .put("mapping", what.mapping())
                    .put("division", what.division());
            what.period().ifPresent(period -> file.put("period", period));
            i++;
        }
        return report;
    }

    private Map<Together, List<QuarantinedRow>> together(List<QuarantineEntry> entries) {
        Map<Together, List<QuarantinedRow>> sheets = new LinkedHashMap<>();
        node.database().read(tx -> {
            for (QuarantineEntry entry : entries.subList(0, Math.min(MOST, entries.size()))) {
                Optional<QuarantinedRow> row = quarantine.find(tx, entry.key());
                row.ifPresent(there -> sheets.computeIfAbsent(what(there), unused -> new ArrayList<>())
                        .add(there));
            }
            return true;
        });
        return sheets;
    }

    private static Together what(QuarantinedRow row) {
        QuarantinedRow.Source source = row.source();
        return new Together(TryingAgain.name(row.key().mapping()), source.heads(), source.division(), source.period());
    }

    /** The file that was named, and beside it as many more as there are further heads. */
    private static List<Path> files(Path out, int count) {
        List<Path> files = new ArrayList<>();
        String name = out.getFileName().toString();
        String stem = name.endsWith(".xlsx") ? name.substring(0, name.length() - ".xlsx".length()) : name;
        for (int i = 0; i < count; i++) {
            Path file = i == 0 ? out : out.resolveSibling(stem + "-" + (i + 1) + ".xlsx");
            if (Files.exists(file)) {
                throw new WrongUseException(file + " should not be there yet, but is: give another file");
            }
            files.add(file);
        }
        return files;
    }

    private void write(Path file, Together what, List<QuarantinedRow> rows) {
        Map<TakenRow.Bad, String> ids = new IdentityHashMap<>();
        List<TakenRow.Bad> all = new ArrayList<>();
        for (QuarantinedRow row : rows) {
            TakenRow.Bad bad = QuarantinedRows.bad(row);
            all.add(bad);
            ids.put(bad, QuarantineIds.id(row.key().file(), row.key().place()));
        }
        try {
            new ErrorSpreadsheet(locale).write(file, what.heads(), all, ids::get);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}

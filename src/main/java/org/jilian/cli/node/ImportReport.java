package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jilian.intake.ErrorSpreadsheet;
import org.jilian.intake.Reading;
import org.jilian.intake.RowError;
import org.jilian.intake.TakenRow;
import org.jilian.record.Digest;
import org.jilian.rules.Reason;

/** What is said of a file that was taken in: as a document, and what the clerk has to correct as a spreadsheet. */
final class ImportReport {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int SHOWN = 20;

    private final NodeHome home;
    private final Order order;
    private final String mapping;

    ImportReport(NodeHome home, Order order, String mapping) {
        this.home = home;
        this.order = order;
        this.mapping = mapping;
    }

    /** @param file of which the rows are */
    ObjectNode of(Reading.FileReport read, TakenRows rows, Digest file, Instant now) throws IOException {
        ObjectNode document = begin("done")
                .put("form", read.form())
                .put("rows", read.rows())
                .put("good", read.good())
                .put("repeated", read.repeated())
                .put("known", rows.known())
                .put("bad", rows.bad())
                .put(
                        "skipped",
                        read.skipped().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                .put("drafts", read.drafts());
        ObjectNode records = document.putObject("records");
        for (String word : List.of("first", "next", "unchanged", "merged", "heldElsewhere", "refused")) {
            records.put(word, rows.outcomes().getOrDefault(word, 0L));
        }
        ObjectNode byCode = document.putObject("errorsByCode");
        rows.byCode().forEach(byCode::put);
        ArrayNode ignored = document.putArray("ignoredHeads");
        read.ignoredHeads().forEach(ignored::add);
        ArrayNode unread = document.putArray("unreadSheets");
        read.unreadSheets().forEach(unread::add);
        errors(document.putArray("errors"), rows.kept());
        warnings(document.putArray("warnings"), rows.warnings());
        if (!rows.kept().isEmpty()) {
            document.put(
                    "errorSpreadsheet",
                    spreadsheet(read.heads(), rows.kept(), file, now).toString());
        }
        return document;
    }

    /** @param rows of data, each known from an earlier file */
    ObjectNode unchanged(long rows) {
        return begin("unchanged").put("rows", rows);
    }

    ObjectNode refused(Reason reason) {
        ObjectNode document = begin("refused").put("code", reason.code());
        put(document, reason);
        return document;
    }

    private ObjectNode begin(String state) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("file", order.file().getFileName().toString())
                .put("mapping", mapping)
                .put("state", state);
    }

    /** Values as a terminal may show them: masked. */
    private static void errors(ArrayNode errors, List<TakenRow.Bad> rows) {
        for (TakenRow.Bad row : rows) {
            for (RowError error : row.errors()) {
                if (errors.size() == SHOWN) {
                    return;
                }
                RowError masked = error.masked();
                put(
                        errors.addObject()
                                .put("row", masked.row())
                                .put("column", masked.column())
                                .put("value", masked.value())
                                .put("code", masked.reason().code()),
                        masked.reason());
            }
        }
    }

    private static void warnings(ArrayNode warnings, List<RowError> all) {
        all.stream()
                .limit(SHOWN)
                .forEach(each -> put(
                        warnings.addObject()
                                .put("row", each.row())
                                .put("code", each.reason().code()),
                        each.reason()));
    }

    static ObjectNode put(ObjectNode document, Reason reason) {
        document.putObject("reason")
                .put("zh", reason.what().zh())
                .put("en", reason.what().en());
        document.putObject("remedy")
                .put("zh", reason.remedy().zh())
                .put("en", reason.remedy().en());
        return document;
    }

    private Path spreadsheet(List<String> heads, List<TakenRow.Bad> rows, Digest digest, Instant now)
            throws IOException {
        Files.createDirectories(home.errorSpreadsheets());
        String name = order.file().getFileName().toString();
        Path file = home.errorSpreadsheets().resolve(STAMP.format(now) + "-" + name + "-errors.xlsx");
        Files.deleteIfExists(file);
        new ErrorSpreadsheet(Locale.forLanguageTag(order.language()))
                .write(file, heads, rows, row -> QuarantineIds.id(digest, row.row()));
        return file;
    }

    /** The document without anything that stood in the file. */
    static ObjectNode forTheRecord(ObjectNode document) {
        ObjectNode copy = document.deepCopy();
        copy.remove(List.of("errors", "warnings", "ignoredHeads", "unreadSheets"));
        return copy;
    }
}

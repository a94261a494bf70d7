package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jilian.intake.Given;
import org.jilian.intake.Reading;
import org.jilian.record.Draft;
import org.jilian.rules.Reason;
import org.jilian.store.Quarantine;
import org.jilian.store.QuarantineEntry;
import org.jilian.store.QuarantinedRow;
import org.jilian.store.Transaction;

/**
 * Quarantined rows once more, under the mapping and the code tables of today: the good ones become records and are mended in
 * one commit, of the others the new errors are kept. Broken off anywhere, the rows that were not reached are still open.
 */
final class TryingAgain {
    private static final int BATCH = 4_000;
    /** Rows that contradicted each other: whether they still do shows only if they are judged together. */
    private static final String CONFLICT = "row.conflict";

    private final OpenNode node;
    private final Quarantine quarantine;
    private final Mappings mappings;
    private final Map<String, Long> outcomes = new LinkedHashMap<>();
    private final Map<String, Long> byCode = new TreeMap<>();
    private final ArrayNode refusals = JsonNodeFactory.instance.arrayNode();
    private long good;
    private long bad;
    private long skipped;
    private long unjudged;

    TryingAgain(OpenNode node, Quarantine quarantine) {
        this.node = node;
        this.quarantine = quarantine;
        this.mappings = Mappings.in(node.home().config(), node.directory().kinds());
        for (String word : List.of("first", "next", "unchanged", "merged", "heldElsewhere", "refused")) {
            outcomes.put(word, 0L);
        }
    }

    /** A row that somebody has corrected. @param corrected the heads of its cells that are new */
    ObjectNode one(QuarantinedRow row, Set<String> corrected) {
        part(List.of(row), corrected);
        return report(1);
    }

    /** @param entries the rows of one file under one mapping beside each other */
    ObjectNode all(List<QuarantineEntry> entries, Progress progress) {
        Map<String, List<QuarantineEntry>> byFile = new LinkedHashMap<>();
        entries.forEach(
                entry -> byFile.computeIfAbsent(entry.key().file() + entry.key().mapping(), unused -> new ArrayList<>())
                        .add(entry));
        long done = 0;
        for (List<QuarantineEntry> file : byFile.values()) {
            for (List<QuarantineEntry> batch : batches(file)) {
                bySource(batch).forEach(rows -> part(rows, Set.of()));
                done += batch.size();
                progress.rows(done);
            }
        }
        return report(entries.size());
    }

    private static List<List<QuarantineEntry>> batches(List<QuarantineEntry> file) {
        List<List<QuarantineEntry>> batches = new ArrayList<>();
        List<QuarantineEntry> together =
                file.stream().filter(entry -> entry.codes().contains(CONFLICT)).toList();
        if (!together.isEmpty()) {
            batches.add(together);
        }
        List<QuarantineEntry> others =
                file.stream().filter(entry -> !entry.codes().contains(CONFLICT)).toList();
        for (int i = 0; i < others.size(); i += BATCH) {
            batches.add(others.subList(i, Math.min(others.size(), i + BATCH)));
        }
        return batches;
    }

    /** A file may have been taken in twice, with another period said each time. */
    private List<List<QuarantinedRow>> bySource(List<QuarantineEntry> batch) {
        Map<QuarantinedRow.Source, List<QuarantinedRow>> rows = new LinkedHashMap<>();
        node.database().read(tx -> {
            for (QuarantineEntry entry : batch) {
                quarantine
                        .find(tx, entry.key())
                        .ifPresent(row -> rows.computeIfAbsent(row.source(), unused -> new ArrayList<>())
                                .add(row));
            }
            return true;
        });
        return List.copyOf(rows.values());
    }

    private void part(List<QuarantinedRow> rows, Set<String> corrected) {
        QuarantinedRow first = rows.get(0);
        QuarantinedRow.Source source = first.source();
        if (source.heads().isEmpty()) {
            refused(
                    rows,
                    Reason.of(
                            "quarantine.no-heads",
                            "隔离时尚未保存表头，不能重试",
                            "it was put aside before heads were kept, so it cannot be tried again",
                            "请重新导入原文件（import --again）",
                            "take its file in once more: import --again"));
            return;
        }
        String name = name(first.key().mapping());
        if (!mappings.names().contains(name)) {
            refused(
                    rows,
                    Reason.of(
                            "quarantine.no-mapping",
                            "映射 " + name + " 已不存在",
                            "there is no mapping " + name + " any more",
                            "把映射放回 config/mappings",
                            "lay it into config/mappings again"));
            return;
        }
        Mappings.Versioned mapping = mappings.named(name);
        RowsAgain judged = new RowsAgain(rows, corrected);
        Reading reading = read(judged, mapping, new Given(source.division(), source.period()));
        if (reading instanceof Reading.FileRefused no) {
            refused(rows, no.reason());
            return;
        }
        AuthoredRows authored = node.exchange().compose((tx, pen) -> {
            List<Draft> drafts = AuthoredRows.drafts(judged.good());
            AuthoredRows result = AuthoredRows.of(judged.good(), drafts.isEmpty() ? List.of() : pen.author(drafts));
            judged.refused(result.refused());
            commit(tx, judged);
            return result;
        });
        authored.authored().forEach(each -> outcomes.merge(AuthoredRows.word(each), 1L, Long::sum));
        good += judged.mended().size();
        bad += judged.bad().size();
        skipped += judged.skipped();
        judged.bad().forEach(row -> row.codes().forEach(code -> byCode.merge(code, 1L, Long::sum)));
    }

    private Reading read(RowsAgain judged, Mappings.Versioned mapping, Given given) {
        try {
            return judged.read(node.clock(), mapping.mapping(), given);
        } catch (IOException e) {
            throw new UncheckedIOException("rows that are in memory cannot be read: " + e.getMessage(), e);
        }
    }

    private void commit(Transaction tx, RowsAgain judged) throws SQLException {
        quarantine.amend(tx, judged.bad());
        quarantine.amend(tx, judged.mended());
        for (QuarantinedRow row : judged.mended()) {
            quarantine.mark(tx, row.key(), QuarantinedRow.State.MENDED);
        }
    }

    private void refused(List<QuarantinedRow> rows, Reason reason) {
        unjudged += rows.size();
        ObjectNode refusal = refusals.addObject()
                .put("file", rows.get(0).source().name())
                .put("mapping", rows.get(0).key().mapping())
                .put("rows", rows.size())
                .put("code", reason.code());
        refusal.putObject("reason")
                .put("zh", reason.what().zh())
                .put("en", reason.what().en());
        refusal.putObject("remedy")
                .put("zh", reason.remedy().zh())
                .put("en", reason.remedy().en());
    }

    /** The mapping's name, whatever its version was. */
    static String name(String versioned) {
        return versioned.replaceFirst("@.*", "");
    }

    private ObjectNode report(long rows) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("rows", rows)
                .put("good", good)
                .put("bad", bad)
                .put("skipped", skipped)
                .put("unjudged", unjudged);
        ObjectNode records = document.putObject("records");
        outcomes.forEach(records::put);
        ObjectNode codes = document.putObject("errorsByCode");
        byCode.forEach(codes::put);
        document.set("refusals", refusals);
        return document;
    }
}

package org.jilian.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jilian.intake.Reading.FileReport;
import org.jilian.intake.RepeatIndex.Verdict;
import org.jilian.intake.RowReader.RowValues;
import org.jilian.intake.TakenRow.Bad;
import org.jilian.intake.TakenRow.Good;
import org.jilian.intake.TakenRow.RowNote;
import org.jilian.intake.TakenRow.Skipped;
import org.jilian.intake.TakenRow.Why;
import org.jilian.record.Draft;
import org.jilian.rules.Note;

/** One table whose heads are known: examined once, then handed over once. */
final class TableReader {
    private final Mapping mapping;
    private final Table table;
    private final Heads heads;
    private final RowReader rowReader;
    private final List<String> unreadSheets;
    private final Footers footers;
    private final List<RepeatIndex> repeats;
    private final List<Fingerprint.Maker> fingerprints;
    private final List<SchemaCheck> schemas;
    private final Counts counts = new Counts();
    private final KnownRows known;
    private final RowPrint.Maker prints = new RowPrint.Maker();
    private final byte[] headsPrint;

    TableReader(
            Mapping mapping,
            Table table,
            Heads heads,
            RowReader rowReader,
            List<String> unreadSheets,
            KnownRows known) {
        this.known = known;
        this.headsPrint = prints.of(heads);
        this.mapping = mapping;
        this.table = table;
        this.heads = heads;
        this.rowReader = rowReader;
        this.unreadSheets = unreadSheets;
        this.footers = new Footers(mapping, heads);
        this.repeats = mapping.records().stream()
                .map(template -> new RepeatIndex(template.repeats().firstKept()))
                .toList();
        this.fingerprints =
                mapping.records().stream().map(Fingerprint.Maker::new).toList();
        this.schemas = mapping.records().stream()
                .map(template -> new SchemaCheck(template.kind()))
                .toList();
    }

    private static final class Counts {
        private long good;
        private long repeated;
        private long bad;
        private long drafts;
        private final Map<Why, Long> skipped = new EnumMap<>(Why.class);
    }

    /** How many rows of data there are, if each of them is known; stops at the first that is not. */
    OptionalLong unchanged() throws IOException {
        long[] rows = {0};
        boolean[] all = {true};
        table.visit(raw -> {
            if (whySkipped(raw).isEmpty()) {
                rows[0]++;
                all[0] = known.has(prints.of(headsPrint, raw));
            }
            return all[0];
        });
        return all[0] && rows[0] > 0 ? OptionalLong.of(rows[0]) : OptionalLong.empty();
    }

    /** Reads the table to its end and remembers which rows give the same record. @return the number of rows */
    long examine() throws IOException {
        long[] rows = {0};
        table.visit(raw -> {
            rows[0]++;
            if (whySkipped(raw).isEmpty()) {
                RowValues row = rowReader.read(raw);
                if (row.errors().isEmpty()) {
                    remember(raw.number(), row.values());
                }
            }
            return true;
        });
        return rows[0];
    }

    private void remember(long row, Map<String, JsonNode> values) {
        for (int i = 0; i < repeats.size(); i++) {
            RepeatIndex index = repeats.get(i);
            Fingerprint.Maker fingerprint = fingerprints.get(i);
            Drafts.of(mapping.records().get(i), values).ifPresent(draft -> index.seen(row, fingerprint.of(draft)));
        }
    }

    FileReport handOver(RowSink sink) throws IOException {
        sink.heads(heads.texts());
        table.visit(raw -> {
            sink.accept(taken(raw));
            return true;
        });
        return new FileReport(
                table.form(),
                table.charset(),
                table.delimiter(),
                table.sheet(),
                unreadSheets,
                heads.last(),
                heads.texts(),
                heads.ignored(),
                counts.good,
                counts.repeated,
                counts.bad,
                counts.skipped,
                counts.drafts);
    }

    private TakenRow taken(RawRow raw) {
        Optional<Why> why = whySkipped(raw);
        if (why.isPresent()) {
            counts.skipped.merge(why.get(), 1L, Long::sum);
            return new Skipped(raw.number(), why.get());
        }
        RowValues row = rowReader.read(raw);
        return row.errors().isEmpty() ? judged(raw, row) : bad(raw, row.errors());
    }

    private TakenRow judged(RawRow raw, RowValues row) {
        List<Draft> drafts = new ArrayList<>();
        List<Runnable> takings = new ArrayList<>();
        List<RowError> errors = new ArrayList<>(0);
        for (int i = 0; i < repeats.size(); i++) {
            RecordTemplate template = mapping.records().get(i);
            Optional<Draft> draft = Drafts.of(template, row.values());
            if (draft.isEmpty()) {
                continue;
            }
            RepeatIndex index = repeats.get(i);
            Fingerprint fingerprint = fingerprints.get(i).of(draft.get());
            Verdict verdict = index.judge(raw.number(), fingerprint);
            if (verdict instanceof Verdict.New) {
                drafts.add(draft.get());
                takings.add(() -> index.taken(raw.number(), fingerprint));
                findings(raw, template, schemas.get(i), draft.get()).forEach(errors::add);
            } else if (verdict instanceof Verdict.Conflict conflict) {
                errors.add(conflict(raw, template, conflict.row()));
            } else if (verdict instanceof Verdict.FirstKept kept) {
                note(row, ValueReasons.firstKept(template.kind().label(), kept.row()));
            } else if (verdict instanceof Verdict.Same same
                    && !template.repeats().firstKept()) {
                note(row, ValueReasons.repeated(same.row()));
            }
        }
        if (!errors.isEmpty()) {
            return bad(raw, errors);
        }
        takings.forEach(Runnable::run);
        counts.good++;
        counts.drafts += drafts.size();
        counts.repeated += drafts.isEmpty() ? 1 : 0;
        RowPrint print = prints.of(headsPrint, raw);
        return new Good(raw.number(), drafts, row.notes(), print, known.has(print), raw::shown);
    }

    private static void note(RowValues row, Note note) {
        row.notes().add(new RowNote("", note));
    }

    private RowError conflict(RawRow raw, RecordTemplate template, long other) {
        List<String> agreed = template.repeats().agree();
        if (agreed.isEmpty()) {
            return new RowError(
                    raw.number(), "", "", ValueReasons.conflict(template.kind().label(), other));
        }
        Column column = column(String.valueOf(template.content().get(agreed.get(0))));
        String value = heads.cell(raw, column).shown();
        return new RowError(
                raw.number(),
                heads.label(column),
                value,
                ValueReasons.conflict(template.kind().label(), other));
    }

    private List<RowError> findings(RawRow raw, RecordTemplate template, SchemaCheck schema, Draft draft) {
        return schema.findings(draft).stream()
                .map(finding -> {
                    String columnName = template.content().get(finding.field());
                    if (columnName == null) {
                        return new RowError(raw.number(), finding.field(), "", finding.reason());
                    }
                    Column column = column(columnName);
                    String value = heads.cell(raw, column).shown();
                    return new RowError(raw.number(), heads.label(column), value, finding.reason());
                })
                .toList();
    }

    private Column column(String name) {
        return mapping.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("mapping " + mapping.name() + " should have column " + name
                        + ", as was checked when it was read"));
    }

    private TakenRow bad(RawRow raw, List<RowError> errors) {
        counts.bad++;
        return new Bad(raw.number(), errors, raw.shown());
    }

    private Optional<Why> whySkipped(RawRow raw) {
        if (raw.number() < heads.first()) {
            return Optional.of(Why.ABOVE_HEAD);
        } else if (raw.number() <= heads.last()) {
            return Optional.of(Why.HEAD);
        } else if (raw.isBlank()) {
            return Optional.of(Why.EMPTY);
        } else if (heads.areRepeatedBy(raw)) {
            return Optional.of(Why.REPEATED_HEAD);
        }
        return footers.has(raw) ? Optional.of(Why.FOOTER) : Optional.empty();
    }
}

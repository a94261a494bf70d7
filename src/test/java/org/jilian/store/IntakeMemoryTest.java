package org.jilian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jilian.store.Samples.MORNING;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.record.Digest;
import org.junit.jupiter.api.Test;

/** What intake remembers: files taken in, rows that were not, and the files themselves. */
@OnDatabases
class IntakeMemoryTest {
    private static final Digest FILE = Samples.digest("roster.csv");
    private static final String MAPPING = "roster 3";
    private static final Duration KEPT = Duration.ofDays(30);

    private final Quarantine quarantine = new Quarantine(Samples.atRest());
    private final RetainedFiles files = new RetainedFiles(Samples.atRest());

    @Test
    void theSameFileTwiceIsOneImport(Database database) {
        Import first = begin(database);
        database.change(tx -> {
            Imports.progress(tx, first, new Import.Counts(10, 8, 2));
            Imports.finish(
                    tx,
                    first,
                    Import.State.DONE,
                    JsonNodeFactory.instance.objectNode().put("records", 8));
        });
        Import again = begin(database);
        assertThat(again.state()).isEqualTo(Import.State.DONE);
        assertThat(again.counts()).isEqualTo(new Import.Counts(10, 8, 2));
        assertThat(again.report()).contains("{\"records\":8}");
        List<Import> all = database.read(tx -> Imports.latest(tx, 10));
        assertThat(all).containsExactly(again);
    }

    @Test
    void anInterruptedOrFailedImportGoesOnBehindItsLastCommittedRow(Database database) {
        Import first = begin(database);
        database.change(tx -> Imports.progress(tx, first, new Import.Counts(5, 5, 0)));
        assertThatThrownBy(() -> database.change(tx -> {
                    Imports.progress(tx, first, new Import.Counts(9, 9, 0));
                    throw new IllegalStateException("crash");
                }))
                .hasMessage("crash");
        assertThat(begin(database).counts().read()).isEqualTo(5);
        database.change(tx -> Imports.finish(tx, first, Import.State.FAILED, JsonNodeFactory.instance.objectNode()));
        Import again = begin(database);
        assertThat(again.state()).isEqualTo(Import.State.RUNNING);
        assertThat(again.counts().read()).isEqualTo(5);
        assertThat(again.report()).isEmpty();
    }

    @Test
    void aQuarantinedRowComesBackWithItsErrorsAndStandsNowhereInClear(Database database) {
        put(database, row(7, "11010519491231002X"), row(3, "440524188001010015"));
        List<QuarantinedRow> open = open(database);
        assertThat(open).containsExactly(row(3, "440524188001010015"), row(7, "11010519491231002X"));
        assertThat(Samples.stands(database, "quarantine", "sealed", "11010519491231002X"))
                .isFalse();
        assertThat(open.get(0)).asString().doesNotContain("440524188001010015");
    }

    @Test
    void aMendedRowIsNoLongerOpenUntilItIsRefusedAgain(Database database) {
        put(database, row(3, "a"), row(4, "b"));
        boolean marked = database.write(tx -> quarantine.mark(tx, key(3), QuarantinedRow.State.MENDED));
        boolean unknown = database.write(tx -> quarantine.mark(tx, key(5), QuarantinedRow.State.MENDED));
        assertThat(marked).isTrue();
        assertThat(unknown).isFalse();
        assertThat(open(database)).containsExactly(row(4, "b"));
        Map<QuarantinedRow.State, Long> counts = database.read(quarantine::counts);
        assertThat(counts).isEqualTo(Map.of(QuarantinedRow.State.OPEN, 1L, QuarantinedRow.State.MENDED, 1L));
        put(database, row(3, "c"));
        assertThat(open(database)).containsExactly(row(3, "c"), row(4, "b"));
    }

    @Test
    void aRowIsFoundByACodeAndByPartOfItsFilesName(Database database) {
        put(
                database,
                row(2, "名单_一.CSV", "a", "hours.form"),
                row(3, "名单_一.CSV", "b", "hours.form", "row.conflict"),
                row(4, "roster%.csv", "c", "hours.form-odd"));

        assertThat(found(database, Optional.of("hours.form"), Optional.empty())).containsExactly(2, 3);
        assertThat(found(database, Optional.of("row.conflict"), Optional.of("名单_一.csv")))
                .containsExactly(3);
        assertThat(found(database, Optional.empty(), Optional.of("%"))).containsExactly(4);
        assertThat(found(database, Optional.of("hours"), Optional.empty())).isEmpty();
        Map<List<String>, Long> codes = database.read(tx -> quarantine.codes(tx, QuarantineQuery.OPEN));
        assertThat(codes)
                .isEqualTo(Map.of(
                        List.of("hours.form"),
                        1L,
                        List.of("hours.form", "row.conflict"),
                        1L,
                        List.of("hours.form-odd"),
                        1L));
    }

    @Test
    void aRowIsFoundByTheBeginningOfItsFilesDigestAndItsPlace(Database database) {
        put(database, row(2, "a"), row(3, "b"));
        String hex = FILE.toString().substring(0, 12);

        assertThat(at(database, hex, 3)).containsExactly(key(3));
        assertThat(at(database, hex, 4)).isEmpty();
        assertThat(at(database, hex.startsWith("00") ? "ff" : "00", 3)).isEmpty();
    }

    /** Personal values are not kept longer because somebody has tried the row again. */
    @Test
    void anAmendedRowHasOtherErrorsAndIsKeptNoLonger(Database database) {
        put(database, row(3, "a"));
        database.change(tx -> quarantine.amend(tx, List.of(row(3, "roster.csv", "b", "row.conflict"))));

        assertThat(open(database)).containsExactly(row(3, "roster.csv", "b", "row.conflict"));
        assertThat(found(database, Optional.of("row.conflict"), Optional.empty()))
                .containsExactly(3);
        int purged = database.write(tx -> quarantine.purge(tx, MORNING.plusMillis(1)));
        assertThat(purged).isEqualTo(1);
    }

    private List<QuarantinedRow.Key> at(Database database, String hex, int place) {
        return database.read(tx -> quarantine.at(tx, hex, place)).stream()
                .map(QuarantineEntry::key)
                .toList();
    }

    @Test
    void whatIsOverItsRetentionIsPurged(Database database) throws Exception {
        byte[] content = content(10);
        put(database, row(3, "a"));
        keep(database, content);
        int rows = database.write(tx -> quarantine.purge(tx, MORNING));
        int kept = database.write(tx -> files.purge(tx, MORNING.plus(KEPT).minusMillis(1)));
        assertThat(rows).isZero();
        assertThat(kept).isZero();
        rows = database.write(tx -> quarantine.purge(tx, MORNING.plusMillis(1)));
        kept = database.write(tx -> files.purge(tx, MORNING.plus(KEPT)));
        assertThat(rows).isEqualTo(1);
        assertThat(kept).isEqualTo(1);
        assertThat(open(database)).isEmpty();
        assertThat(restored(database, sha256(content), new ByteArrayOutputStream()))
                .isEmpty();
        long pieces = database.read(tx -> tx.find("SELECT count(*) AS n FROM retained_piece", row -> row.number("n")))
                .orElseThrow();
        assertThat(pieces).isZero();
    }

    @Test
    void aRetainedFileComesBackByteForByteAndStandsNowhereInClear(Database database) throws Exception {
        byte[] content = content(250_000);
        keep(database, content);
        keep(database, content);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(restored(database, sha256(content), out)).contains((long) content.length);
        assertThat(out.toByteArray()).isEqualTo(content);
        assertThat(Samples.stands(database, "retained_piece", "sealed", "张三,0000"))
                .isFalse();
    }

    @Test
    void aFileThatChangedWhileItWasTakenInIsNotKept(Database database) throws Exception {
        assertThatThrownBy(() -> database.change(tx -> keep(tx, Samples.digest("other"), content(10))))
                .hasMessageContaining("it changed while it was taken in");
        assertThat(restored(database, Samples.digest("other"), new ByteArrayOutputStream()))
                .isEmpty();
    }

    private static Import begin(Database database) {
        return database.write(tx -> Imports.begin(tx, FILE, MAPPING, "roster.csv", MORNING));
    }

    private void put(Database database, QuarantinedRow... rows) {
        database.change(tx -> quarantine.put(tx, List.of(rows), MORNING));
    }

    private List<QuarantinedRow> open(Database database) {
        return database.read(tx -> {
            List<QuarantinedRow> rows = new ArrayList<>();
            for (QuarantineEntry entry : quarantine.inOrder(tx, QuarantineQuery.OPEN)) {
                rows.add(quarantine.find(tx, entry.key()).orElseThrow());
            }
            return rows;
        });
    }

    private static QuarantinedRow row(int place, String number) {
        return row(place, "roster.csv", number, "identity.check-digit");
    }

    private static QuarantinedRow row(int place, String name, String number, String... codes) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ArrayNode errors = json.arrayNode();
        for (String code : codes) {
            errors.addObject().put("column", "证件号码").put("value", number).put("code", code);
        }
        return new QuarantinedRow(
                key(place),
                new QuarantinedRow.Source(name, List.of("姓名", "证件号码"), "370811", Optional.of("2025")),
                errors,
                List.of("张三", number));
    }

    private static QuarantinedRow.Key key(int place) {
        return new QuarantinedRow.Key(FILE, MAPPING, place);
    }

    private List<Integer> found(Database database, Optional<String> code, Optional<String> name) {
        QuarantineQuery query = new QuarantineQuery(QuarantinedRow.State.OPEN, code, name);
        return database.read(tx -> quarantine.list(tx, query, 10)).stream()
                .map(entry -> entry.key().place())
                .toList();
    }

    private void keep(Database database, byte[] content) {
        database.change(tx -> keep(tx, sha256(content), content));
    }

    private void keep(Transaction tx, Digest file, byte[] content) throws java.sql.SQLException {
        try {
            files.keep(tx, file, new ByteArrayInputStream(content), MORNING.plus(KEPT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Long> restored(Database database, Digest file, ByteArrayOutputStream out) {
        return database.read(tx -> {
            try {
                return files.writeTo(tx, file, out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static byte[] content(int rows) {
        StringBuilder text = new StringBuilder("姓名,序号\n");
        for (int i = 0; i < rows; i++) {
            text.append("张三,%04d%n".formatted(i % 10_000));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Digest sha256(byte[] content) {
        try {
            return Digest.of(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}

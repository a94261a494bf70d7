package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import org.jilian.intake.Given;
import org.jilian.intake.Intake;
import org.jilian.intake.KnownRows;
import org.jilian.intake.Reading;
import org.jilian.intake.RowPrint;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;
import org.jilian.record.KindName;
import org.jilian.store.Import;
import org.jilian.store.Imports;
import org.jilian.store.RetainedFiles;
import org.jilian.store.TakenPrints;
import org.jilian.store.Transaction;

/**
 * Takes one file in, in two stages: the file as a whole is remembered by its hash and kept encrypted; then its rows
 * become records, some thousand a commit. Broken off anywhere, the next attempt goes on behind the last commit, and what
 * it does twice changes nothing.
 *
 * <p>A row that an earlier file of the same mapping gave and that was taken in whole is not authored again: a platform that
 * exports everything every night says with it that nothing has changed there, not that what was corrected since is wrong. A
 * file of nothing but such rows leaves no trace.
 */
final class FileImport {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final OpenNode node;
    private final Runnable authored;

    /** @param authored called after each commit, so that sealing need not wait */
    FileImport(OpenNode node, Runnable authored) {
        this.node = node;
        this.authored = authored;
    }

    /** What became of the file; without personal values but for those of {@code errors}, which are masked. */
    ObjectNode run(Order order, Progress progress) {
        return judged(
                order,
                (context, known) -> rows(
                        order,
                        context,
                        known,
                        begin(order, context.file(), context.mapping().name()),
                        progress));
    }

    /** What would become of it, as far as can be said now: nothing is written but the error spreadsheet. */
    ObjectNode preview(Order order, Progress progress) {
        return judged(order, (context, known) -> previewed(order, context, known, progress));
    }

    /** A file that has to be read. */
    private interface Read {
        ObjectNode of(Context context, KnownRows known) throws IOException;
    }

    private ObjectNode judged(Order order, Read read) {
        Mappings.Versioned mapping =
                Mappings.in(node.home().config(), node.directory().kinds()).chosen(order.mapping(), order.file());
        try {
            Digest digest = digest(order);
            Optional<Import> before = node.database().read(tx -> Imports.find(tx, digest, mapping.name()));
            if (before.isPresent() && before.get().state() == Import.State.DONE && !order.again()) {
                return summary(order, before.get().report().orElse("{}")).put("state", "already-done");
            }
            Given given = new Given(order.division().orElseGet(this::ownDivision), order.period());
            Context context = context(digest, mapping, given);
            KnownRows known = order.again() ? KnownRows.none() : known(context);
            OptionalLong unchanged = new Intake(node.clock()).unchanged(order.file(), mapping.mapping(), given, known);
            if (unchanged.isPresent()) {
                return new ImportReport(node.home(), order, mapping.name()).unchanged(unchanged.getAsLong());
            }
            return read.of(context, known);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot take in " + order.file() + ": " + e.getMessage(), e);
        }
    }

    private static Digest digest(Order order) throws IOException {
        MessageDigest sha = Mappings.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(order.file()), sha)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return Digest.of(sha.digest());
    }

    /** Keeps a file, encrypted, before anything is known of it. */
    Digest keep(Order order) {
        try {
            Digest digest = digest(order);
            node.database().change(tx -> keep(tx, order, digest));
            return digest;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + order.file() + ": " + e.getMessage(), e);
        }
    }

    private void keep(Transaction tx, Order order, Digest digest) throws SQLException {
        try (InputStream content = Files.newInputStream(order.file())) {
            Instant until = node.self()
                    .now()
                    .atZone(ZoneOffset.UTC)
                    .plus(node.home().retained())
                    .toInstant();
            new RetainedFiles(node.self().keys().atRest()).keep(tx, digest, content, until);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + order.file(), e);
        }
    }

    private Import begin(Order order, Digest digest, String mapping) {
        return node.database().write(tx -> {
            Import under = Imports.begin(
                    tx,
                    digest,
                    mapping,
                    order.file().getFileName().toString(),
                    node.self().now());
            if (under.state() != Import.State.DONE) {
                keep(tx, order, digest);
            }
            return under;
        });
    }

    /**
     * A file, and what one row means: under another mapping, period or description of its kinds it may mean something else.
     *
     * @param digest of all that a row's meaning depends on
     */
    private record Context(Digest file, Mappings.Versioned mapping, Given given, Digest digest) {}

    private Context context(Digest file, Mappings.Versioned mapping, Given given) {
        return new Context(file, mapping, given, context(node, mapping, given));
    }

    /** The same for rows that mean the same. */
    static Digest context(OpenNode node, Mappings.Versioned mapping, Given given) {
        MessageDigest sha = Mappings.sha256();
        sha.update((mapping.name() + "\n" + given.division() + "\n"
                        + given.period().orElse("") + "\n")
                .getBytes(StandardCharsets.UTF_8));
        for (KindName name : mapping.mapping().kinds()) {
            node.directory().kind(name).ifPresent(kind -> sha.update(CanonicalJson.write(kind.write())));
        }
        return Digest.of(sha.digest());
    }

    private KnownRows known(Context context) {
        KnownRows known = KnownRows.none();
        node.database()
                .change(tx ->
                        TakenPrints.each(tx, context.digest(), (high, low) -> known.add(new RowPrint(high, low))));
        return known;
    }

    private ObjectNode rows(Order order, Context context, KnownRows known, Import under, Progress progress)
            throws IOException {
        boolean resumed =
                under.state() == Import.State.RUNNING && under.counts().read() > 0 && !order.again();
        Import.Counts from = resumed ? under.counts() : Import.Counts.NONE;
        try (TakenRows rows = new TakenRows(new CommitRows(node, under, context.given()), from, progress, authored)) {
            Reading reading = new Intake(node.clock())
                    .read(order.file(), context.mapping().mapping(), context.given(), known, rows);
            rows.end();
            ImportReport report =
                    new ImportReport(node.home(), order, context.mapping().name());
            ObjectNode document = reading instanceof Reading.FileReport read
                    ? report.of(read, rows, under.file(), node.self().now())
                    : report.refused(((Reading.FileRefused) reading).reason());
            Import.State state = reading instanceof Reading.FileReport ? Import.State.DONE : Import.State.FAILED;
            node.database().change(tx -> {
                Imports.finish(tx, under, state, ImportReport.forTheRecord(document));
                // of a resumed file, the rows of the attempt before are not known
                if (state == Import.State.DONE && !resumed) {
                    TakenPrints.put(
                            tx,
                            context.digest(),
                            under.file(),
                            rows.prints(),
                            node.self().now());
                }
            });
            return document;
        }
    }

    private ObjectNode previewed(Order order, Context context, KnownRows known, Progress progress) throws IOException {
        try (TakenRows rows = new TakenRows(new RehearsedRows(node), Import.Counts.NONE, progress, () -> {})) {
            Reading reading = new Intake(node.clock())
                    .read(order.file(), context.mapping().mapping(), context.given(), known, rows);
            rows.end();
            ImportReport report =
                    new ImportReport(node.home(), order, context.mapping().name());
            return reading instanceof Reading.FileReport read
                    ? report.of(read, rows, context.file(), node.self().now()).put("state", "preview")
                    : report.refused(((Reading.FileRefused) reading).reason());
        }
    }

    private String ownDivision() {
        LocalDate today = LocalDate.ofInstant(node.self().now(), CHINA);
        Optional<String> code =
                node.directory().node(node.node()).orElseThrow().jurisdiction().codeOn(today);
        return code.orElseThrow(() -> new WrongUseException("node " + node.node()
                + " has no division code in the directory: say with --division whose rows these are"));
    }

    private static ObjectNode summary(Order order, String report) {
        try {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.put("file", order.file().getFileName().toString());
            document.setAll((ObjectNode) new com.fasterxml.jackson.databind.ObjectMapper().readTree(report));
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException("the report of an earlier import cannot be read", e);
        }
    }
}

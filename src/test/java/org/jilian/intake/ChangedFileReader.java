package org.jilian.intake;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jilian.intake.Reading.FileRefused;
import org.jilian.intake.Reading.FileReport;
import org.jilian.intake.TakenRow.Bad;
import org.jilian.intake.TakenRow.Good;
import org.jilian.intake.TakenRow.Skipped;
import org.jilian.record.Kind;
import org.jilian.record.KindName;
import org.jilian.rules.CodeTable;

/** Reads one changed file after the other and holds what comes of it against what Intake promises of every file. */
final class ChangedFileReader implements AutoCloseable {
    /** A small file is read in milliseconds; ten seconds are a hang even on a busy machine. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Bytes that reading one file may allocate, all together; so its heap stays below. */
    private static final long MOST = 256L << 20;

    /** The same by byte of the file, since a row of two bytes may give errors in thirty columns. */
    private static final long MOST_BY_BYTE = 16 << 10;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Path folder;
    private final Map<KindName, Kind> kinds = Intakes.kinds();
    private final Map<String, CodeTable> codes = Intakes.codes();
    private final Mapping roster = Intakes.mapping("roster");
    private final ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "reader of changed files");
        thread.setDaemon(true);
        return thread;
    });
    private Thread running = Thread.currentThread();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private long longest;
    private long most;

    ChangedFileReader(Path folder) throws IOException {
        this.folder = folder;
    }

    /** What is wrong with how the file was read; empty if nothing is. */
    String wrong(ChangedFiles parser, byte[] bytes) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Future<Long> read = reader.submit(() -> {
            running = Thread.currentThread();
            long before = THREADS.getThreadAllocatedBytes(running.getId());
            String outcome = parser == ChangedFiles.MAPPING ? mapping(bytes) : file(bytes);
            outcomes.merge(outcome, 1, Integer::sum);
            return THREADS.getThreadAllocatedBytes(running.getId()) - before;
        });
        try {
            long allocated = read.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
            most = Math.max(most, allocated);
            longest = Math.max(longest, System.nanoTime() - start);
            long allowed = MOST + MOST_BY_BYTE * bytes.length;
            return allocated > allowed ? "should allocate " + allowed + " bytes at most, but took " + allocated : "";
        } catch (TimeoutException e) {
            return "should be read within " + LONGEST + ", but is still\n" + trace(running.getStackTrace());
        } catch (ExecutionException e) {
            return "should be read or refused, but ended with " + e.getCause() + "\n"
                    + trace(e.getCause().getStackTrace());
        }
    }

    private static String trace(StackTraceElement[] trace) {
        return Arrays.stream(trace).limit(30).map(at -> "  at " + at).collect(Collectors.joining("\n"));
    }

    private String file(byte[] bytes) throws IOException {
        return outcome(Files.write(folder.resolve("changed"), bytes), roster);
    }

    private String outcome(Path file, Mapping mapping) throws IOException {
        List<TakenRow> rows = new ArrayList<>();
        Reading reading = new Intake(Intakes.CLOCK).read(file, mapping, Intakes.RENCHENG, rows::add);
        if (reading instanceof FileRefused refused) {
            require(rows.isEmpty(), "no row before a refusal", rows.size());
            require(!refused.reason().remedy().en().isBlank(), "a remedy", refused.reason());
            return refused.reason().code();
        }
        FileReport report = (FileReport) reading;
        require(report.rows() == rows.size(), "good + bad + skipped of all rows", report.rows());
        require(report.good() == count(rows, Good.class), "as many good rows as were handed over", report.good());
        require(report.bad() == count(rows, Bad.class), "as many bad rows as were handed over", report.bad());
        long skipped = report.rows() - report.good() - report.bad();
        require(skipped == count(rows, Skipped.class), "as many skipped rows as were handed over", skipped);
        long number = 0;
        for (TakenRow row : rows) {
            require(row.row() > number, "of rising numbers", row.row());
            number = row.row();
        }
        return report.good() > 0 ? "read with good rows" : "read without a good row";
    }

    private static long count(List<TakenRow> rows, Class<? extends TakenRow> type) {
        return rows.stream().filter(type::isInstance).count();
    }

    private static void require(boolean met, String expected, Object actual) {
        if (!met) {
            throw new IllegalStateException("should be " + expected + ", but is " + actual);
        }
    }

    /** A mapping is refused with its line, or reads a file like any other. */
    private String mapping(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("roster.yaml"), bytes);
        Mapping mapping;
        try {
            mapping = Mapping.read(file, kinds, codes);
        } catch (MappingMistakeException e) {
            require(e.getMessage().startsWith(file + " line "), "file and line", e.getMessage());
            return "mistake in the mapping";
        }
        return "mapping: "
                + outcome(
                        Files.write(
                                folder.resolve("roster.csv"), SampleFiles.csv().get(0)),
                        mapping);
    }

    /** How often what came out, how long the slowest took, and how many bytes the one that allocated most. */
    String summary() {
        return outcomes + ", slowest " + Duration.ofNanos(longest).toMillis() + " ms, most allocated " + (most >> 10)
                + " KiB";
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}

package org.jilian.intake;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.rules.Reason;

/** How a file was read. A file is refused whole before the sink sees its first row, or read to its end. */
public sealed interface Reading {
    /**
     * The file cannot be read as a table under this mapping; the reason says what to do.
     *
     * @param cause for the engineer: what the parser threw, by type and without its message, which may quote the file;
     *     empty where no parser was asked
     */
    record FileRefused(Reason reason, String cause) implements Reading {}

    /**
     * What was in the file. {@code good + bad + skipped} is the number of its rows.
     *
     * @param form {@code csv} or {@code xlsx}
     * @param charset of a CSV file; GB18030 stands for its subsets GBK and GB 2312 too
     * @param delimiter of a CSV file
     * @param sheet name of the sheet that was read
     * @param unreadSheets names of sheets that hold rows but were not read
     * @param headRow 1-based number of the (last) row of heads
     * @param heads all heads of the file, by column; empty where a column has none
     * @param ignoredHeads heads that the mapping does not know or that another column answers already
     * @param good rows of which each value is valid
     * @param repeated good rows that gave nothing an earlier row had not given
     * @param bad refused rows
     * @param skipped rows without data, by why
     * @param drafts number of drafts handed to the sink
     */
    record FileReport(
            String form,
            Optional<Charset> charset,
            Optional<Character> delimiter,
            Optional<String> sheet,
            List<String> unreadSheets,
            long headRow,
            List<String> heads,
            List<String> ignoredHeads,
            long good,
            long repeated,
            long bad,
            Map<TakenRow.Why, Long> skipped,
            long drafts)
            implements Reading {
        public FileReport {
            unreadSheets = List.copyOf(unreadSheets);
            heads = List.copyOf(heads);
            ignoredHeads = List.copyOf(ignoredHeads);
            skipped = Map.copyOf(skipped);
        }

        public long rows() {
            return good
                    + bad
                    + skipped.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}

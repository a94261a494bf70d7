package org.jilian.rules.hours;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.rules.Period;

/**
 * What one person's hours come to in one period (学时认定): every line exactly once, counted or not, how much and why.
 * The same persons' facts, lines and policy give the same judgement, in whatever order the lines come.
 *
 * @param carryOver what may count in the next period
 * @param notes what concerns the whole: hours carried in, figures that nobody compared with an original
 */
public record Judgement(
        Basis basis, List<Line> lines, Totals totals, List<Measured> duties, Carried carryOver, List<Why> notes) {
    public Judgement {
        lines = List.copyOf(lines);
        duties = List.copyOf(duties);
        notes = List.copyOf(notes);
    }

    /** What was judged, by what. */
    public record Basis(
            Period period, Span span, Facts person, List<Cited> policy, List<Why> choice, Carried carriedIn) {
        public Basis {
            policy = List.copyOf(policy);
            choice = List.copyOf(choice);
        }
    }

    /**
     * One line's part in the totals.
     *
     * @param hours what it comes to after conversion and spreading, before caps; 0 if it does not count at all
     */
    public record Line(
            HourLine.Id id, Optional<Category> category, BigDecimal hours, BigDecimal counted, List<Why> why) {
        public Line {
            why = List.copyOf(why);
        }

        /** The reason of a line that counts, as far as it counts. */
        static Why counts(BigDecimal counted) {
            return Why.of(WhyCode.COUNTED, Map.of("hours", Decimals.text(counted)));
        }

        boolean saysOnlyThatItCounts(Why reason) {
            return reason.code() == WhyCode.COUNTED && reason.equals(counts(counted));
        }

        public Outcome outcome() {
            return counted.signum() == 0
                    ? Outcome.NOT_COUNTED
                    : counted.compareTo(hours) < 0 ? Outcome.IN_PART : Outcome.COUNTED;
        }
    }

    /** Whether a line counts. */
    public enum Outcome {
        COUNTED("counted"),
        IN_PART("in-part"),
        NOT_COUNTED("not-counted");

        private final String code;

        Outcome(String code) {
            this.code = code;
        }

        @Override
        public String toString() {
            return code;
        }
    }

    /** The lines' hours and those carried in, by category. */
    public record Totals(Sums lines, Sums carriedIn) {
        public BigDecimal of(Category category) {
            return lines.of(category).add(carriedIn.of(category));
        }

        public BigDecimal all() {
            return lines.all().add(carriedIn.all());
        }
    }

    /**
     * One duty against what counts.
     *
     * @param category empty for the total
     * @param missing what is short (差额), 0 if the duty is met
     */
    public record Measured(Optional<Category> category, BigDecimal least, BigDecimal counted, BigDecimal missing) {
        static Measured of(Optional<Category> category, BigDecimal least, BigDecimal counted) {
            return new Measured(category, least, counted, Decimals.positive(least.subtract(counted)));
        }
    }

    /** Whether every duty is met (达标). */
    public boolean met() {
        return duties.stream().allMatch(each -> each.missing().signum() == 0);
    }

    /** As it stands in a certificate: decimals are texts, reasons are codes with parameters. */
    public ObjectNode write() {
        return JudgementWriter.write(this);
    }

    /** @throws org.jilian.record.MalformedException if the document is no judgement that {@link #write} made */
    public static Judgement read(JsonNode document) {
        return new JudgementReader(document).read();
    }
}

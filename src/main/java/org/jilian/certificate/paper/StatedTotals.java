package org.jilian.certificate.paper;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import org.jilian.record.RecordVersion;

/** Whether a certificate's totals are the sum of what its own judgement counts, and its verdict what that comes to. */
final class StatedTotals {
    private StatedTotals() {}

    /** What contradicts what; empty if nothing does. */
    static Optional<String> contradiction(RecordVersion certificate) {
        JsonNode content = certificate.content();
        JsonNode judgement = content.path("judgement");
        if (!judgement.path("lines").isArray()) {
            return Optional.of("its judgement should list its lines, but does not");
        }
        try {
            BigDecimal publicHours = counted(judgement, "public");
            BigDecimal professional = counted(judgement, "professional");
            return differs("publicHours", publicHours, content)
                    .or(() -> differs("professionalHours", professional, content))
                    .or(() -> differs("totalHours", publicHours.add(professional), content))
                    .or(() -> verdict(content, judgement));
        } catch (NumberFormatException e) {
            return Optional.of("its hours should be decimals, but: " + e.getMessage());
        }
    }

    /** Its lines, and what the period before left over. */
    private static BigDecimal counted(JsonNode judgement, String category) {
        BigDecimal sum = decimal(judgement.path("totals").path("carriedIn").path(category));
        for (JsonNode line : judgement.path("lines")) {
            BigDecimal counted = decimal(line.path("counted"));
            if (counted.signum() < 0) {
                throw new NumberFormatException("a line counts " + counted);
            }
            if (line.path("category").asText().equals(category)) {
                sum = sum.add(counted);
            }
        }
        return sum;
    }

    private static Optional<String> differs(String field, BigDecimal sum, JsonNode content) {
        BigDecimal stated = decimal(content.path(field));
        return stated.compareTo(sum) == 0
                ? Optional.empty()
                : Optional.of(field + " should be " + sum.toPlainString() + ", the sum of the counted lines, but is "
                        + stated.toPlainString());
    }

    private static Optional<String> verdict(JsonNode content, JsonNode judgement) {
        boolean met = true;
        for (JsonNode duty : judgement.path("duties")) {
            met &= decimal(duty.path("missing")).signum() == 0;
        }
        String expected = met ? "met" : "short";
        String stated = content.path("verdict").asText();
        return stated.equals(expected) && judgement.path("met").asBoolean(met) == met
                ? Optional.empty()
                : Optional.of("verdict should be " + expected + " by its duties, but is " + stated);
    }

    private static BigDecimal decimal(JsonNode text) {
        String value = text.asText("0");
        // longer ones would cost time, and no judgement has them
        if (value.length() > 20 || !value.matches("[0-9]+(\\.[0-9]+)?")) {
            throw new NumberFormatException("'" + (value.length() > 20 ? value.substring(0, 20) + "…" : value) + "'");
        }
        return new BigDecimal(value);
    }
}

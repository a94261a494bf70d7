package org.jilian.rules.hours;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.rules.CodeTable;
import org.jilian.rules.Text;

/**
 * An hour policy (学时政策) as its authority wrote it. Immutable; a changed policy is the next version.
 *
 * @param place GB/T 2260, 000000 for the nation
 * @param beside whether it adds a duty to the general one, and is judged beside it
 */
public record Policy(
        Head head,
        String place,
        InForce inForce,
        boolean beside,
        Applies applies,
        Optional<Inherits> inherits,
        Rules rules) {

    /** What it is called. */
    public record Head(String name, int version, Text label, String document) {}

    /**
     * When it holds.
     *
     * @param until the last day, if one is known
     * @param activitiesFrom what was learnt before this day is not counted, if given
     */
    public record InForce(LocalDate from, Optional<LocalDate> until, Optional<LocalDate> activitiesFrom) {
        boolean on(LocalDate day) {
            return !day.isBefore(from) && until.map(last -> !day.isAfter(last)).orElse(true);
        }

        boolean meets(InForce other) {
            return !until.map(last -> last.isBefore(other.from)).orElse(false)
                    && !other.until.map(last -> last.isBefore(from)).orElse(false);
        }
    }

    public String name() {
        return head.name();
    }

    /**
     * @param tables code tables by name, in which ranks, natures of units and forms must stand; one that is not there is
     *     not asked
     * @throws PolicyMistakeException naming the first mistake
     */
    public static Policy read(JsonNode document, Map<String, CodeTable> tables) {
        return new PolicyReader(tables).read(document);
    }

    /** As it travels; {@code read(write())} is the same policy. */
    public JsonNode write() {
        return PolicyWriter.write(this);
    }

    /** Of the canonical form: the same whether the policy came from YAML or from a record. */
    public Digest digest(Hash hash) {
        return hash.of(CanonicalJson.write(write()));
    }
}

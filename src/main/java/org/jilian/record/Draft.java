package org.jilian.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What is to become a record, made of a row by intake or from other records: its field values, protected ones still in
 * clear in {@code content}. It has no id, version or author yet; authoring looks its natural key up and decides whether it is
 * unchanged, a new record, a new version, or another node's.
 *
 * @param division the division code (区划代码) it is counted under
 * @param period the continuing-education year or cycle (继续教育年度), or empty where the kind has none
 * @param subject whom it is about, by number
 * @param pseudonym whom it is about, where another record says so and the number is not needed
 */
public record Draft(
        KindName kind,
        String division,
        Optional<String> period,
        Optional<PersonNumber> subject,
        Optional<Subject> pseudonym,
        ObjectNode content) {
    public Draft(
            KindName kind,
            String division,
            Optional<String> period,
            Optional<PersonNumber> subject,
            ObjectNode content) {
        this(kind, division, period, subject, Optional.empty(), content);
    }

    /**
     * Whom a draft is about, in clear: document type (GA/T or the federation's code table, e.g. {@code 111} 居民身份证) and
     * the normalised number. Never stored or sent; authoring turns it into a pseudonym.
     */
    public record PersonNumber(String documentType, String number) {
        @Override
        public String toString() {
            return documentType + ":***";
        }
    }

    /** The natural key's values that are not the subject, by path. */
    public String value(String path) {
        return switch (path) {
            case "division" -> division;
            case "period" -> period.orElse("");
            default -> content.path(path.substring(path.indexOf('.') + 1)).asText("");
        };
    }

    public List<String> fieldNames() {
        List<String> names = new java.util.ArrayList<>();
        content.fieldNames().forEachRemaining(names::add);
        return names;
    }
}

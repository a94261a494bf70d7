package org.jilian.rules.hours;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.stream.Stream;

/** Policies that a test writes. */
final class Written {
    /** Asks 90 hours of everybody, and rules nothing else. */
    static final String PLAIN = """
            policy: sample
            version: 1
            label: {zh: 示例, en: Sample}
            document: 示例
            place: "370800"
            from: 2020-01-01
            duties:
              - {least: "90", source: 示例}
            """;

    private Written() {}

    static JsonNode document(String yaml) {
        try {
            return new YAMLMapper().readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Policy policy(String yaml) {
        return Policy.read(document(yaml), Given.TABLES);
    }

    static Policies policies(String... yaml) {
        return Policies.of(Stream.of(yaml).map(Written::policy).toList(), Given.HASH);
    }

    /** The plain policy with further rules. */
    static Judgement judged(String rules, HourLine... lines) {
        return judged(rules, Carried.NOTHING, lines);
    }

    static Judgement judged(String rules, Carried carried, HourLine... lines) {
        return Judge.judge(Given.RENCHENG, chosen(PLAIN + rules, "2025"), List.of(lines), carried);
    }

    static Choice.Chosen chosen(String yaml, String period) {
        return (Choice.Chosen) policies(yaml).choose(Given.RENCHENG, Given.period(period));
    }
}

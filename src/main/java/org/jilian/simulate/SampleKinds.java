package org.jilian.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jilian.record.Kind;

/** Three small kinds: one with protected fields that travels up, one without, and one that is published downwards. */
public final class SampleKinds {
    private static final String PERSON = """
            {"kind":"person","label":{"zh":"人员"},"channel":"registry","naturalKey":["subject"],
             "protected":["name","documentNumber"],"streams":["above.{author}/registry"],"override":"ancestor",
             "schema":{"type":"object","additionalProperties":false,"required":["unit"],
                       "properties":{"unit":{"type":"string","maxLength":200}}}}
            """;
    private static final String HOURS = """
            {"kind":"hour-record","label":{"zh":"学时记录"},"channel":"hours",
             "naturalKey":["subject","period","content.course"],"streams":["above.{author}/hours"],
             "references":[{"field":"subject","kind":"person"}],
             "schema":{"type":"object","additionalProperties":false,"required":["course","hours"],
                       "properties":{"course":{"type":"string"},"hours":{"type":"string"}}}}
            """;
    private static final String COURSE = """
            {"kind":"course","label":{"zh":"课程"},"channel":"programmes","naturalKey":["content.code"],
             "streams":["below.{author}/programmes"],
             "schema":{"type":"object","additionalProperties":false,"required":["code","name"],
                       "properties":{"code":{"type":"string"},"name":{"type":"string"}}}}
            """;

    private SampleKinds() {}

    public static List<Kind> all() {
        return List.of(kind(PERSON), kind(HOURS), kind(COURSE));
    }

    private static Kind kind(String json) {
        try {
            return Kind.read(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sample kind is not JSON", e);
        }
    }
}

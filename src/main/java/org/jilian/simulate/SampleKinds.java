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
    private static final String PROPOSAL = """
            {"kind":"proposal","label":{"zh":"申报"},"channel":"programmes","naturalKey":["content.code"],
             "streams":["above.{author}/programmes","to.{author}/programmes"],
             "workflow":{"states":{"proposed":{},"recommended":{},"approved":{}},"steps":[
               {"name":"propose","from":"start","to":"proposed","by":["county"],"hands":"parent"},
               {"name":"recommend","from":"proposed","to":"recommended","by":["city"],"hands":"parent"},
               {"name":"approve","from":"recommended","to":"approved","by":["province"],"hands":"self",
                "changes":["document"]}]},
             "schema":{"type":"object","required":["code"],
                       "properties":{"code":{"type":"string"},"document":{"type":"string"}}}}
            """;

    private SampleKinds() {}

    public static List<Kind> all() {
        return List.of(kind(PERSON), kind(HOURS), kind(COURSE));
    }

    /** One with a workflow: a county proposes, its city recommends, the province approves. */
    public static Kind proposal() {
        return kind(PROPOSAL);
    }

    private static Kind kind(String json) {
        try {
            return Kind.read(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sample kind is not JSON", e);
        }
    }
}

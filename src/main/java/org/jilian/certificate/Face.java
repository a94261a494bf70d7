package org.jilian.certificate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.jilian.record.RecordVersion;

/** What anyone may see of a certificate (证书摘要), bound to it by its digest. */
final class Face {
    private Face() {}

    /** @param name the holder's, of which the first character is shown */
    static ObjectNode of(RecordVersion certificate, String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("certificate", certificate.digest().toString())
                .put("name", masked(name))
                .put(
                        "professional",
                        certificate.content().path("professionalHours").asText())
                .put("public", certificate.content().path("publicHours").asText())
                .put("serial", certificate.content().path("serial").asText())
                .put("total", certificate.content().path("totalHours").asText())
                .put("verdict", certificate.content().path("verdict").asText());
    }

    /** 王小明 is 王**; how long a name is, stays. */
    static String masked(String name) {
        int first = name.offsetByCodePoints(0, 1);
        return name.substring(0, first) + "*".repeat(name.codePointCount(first, name.length()));
    }

    /** As exact decimals are written in records. */
    static String decimal(BigDecimal hours) {
        return hours.signum() == 0 ? "0" : hours.stripTrailingZeros().toPlainString();
    }
}

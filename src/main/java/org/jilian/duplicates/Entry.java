package org.jilian.duplicates;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jilian.record.RecordVersion;
import org.jilian.rules.Masked;

/**
 * One record of a proposal.
 *
 * @param name as far as it may be read here, else empty
 * @param number of a document or a credit code, likewise
 * @param what of it was compared, as a digest: another one is another evidence
 */
record Entry(RecordVersion version, String name, String number, String what) {
    String reference() {
        return version.id().toString();
    }

    /** As a terminal or a spreadsheet may show it. Credit codes and names of institutions are public. */
    ObjectNode shown() {
        boolean person = version.kind().equals(Proposals.PERSON);
        return JsonNodeFactory.instance
                .objectNode()
                .put("record", reference())
                .put("holder", version.holder().value())
                .put("division", version.division())
                .put("name", person ? Masked.of(name) : name)
                .put("number", person ? Masked.of(number) : number)
                .put("unit", version.content().path("unit").asText());
    }
}

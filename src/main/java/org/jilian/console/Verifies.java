package org.jilian.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jilian.record.Draft;
import org.jilian.rules.Period;

/** What this node knows of certificates, for whoever has to rely on one. */
public interface Verifies {
    /** Without more of its holder than masked name and number; empty if no such certificate is held here. */
    Optional<ObjectNode> certificate(String serial);

    /** @throws RefusedRequestException if this node can look up nobody */
    Found person(Question question);

    /** @param name as the asker knows it */
    record Question(Draft.PersonNumber number, Optional<String> name, Period period) {
        /** Without the person. */
        @Override
        public String toString() {
            return "a question about " + period.value();
        }
    }

    /** @param subjects pseudonyms that were looked under, for the audit trail */
    record Found(ObjectNode answer, List<String> subjects) {}
}

package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jilian.exchange.Authored;
import org.jilian.record.RecordVersion;

/** What became of a draft or a step, as a document. */
final class AuthoredForm {
    private AuthoredForm() {}

    static ObjectNode of(Authored authored) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        if (authored instanceof Authored.First first) {
            return written(document.put("outcome", "new"), first.version());
        } else if (authored instanceof Authored.Next next) {
            return written(document.put("outcome", "next-version"), next.version());
        } else if (authored instanceof Authored.Unchanged unchanged) {
            return document.put("outcome", "unchanged")
                    .put("record", unchanged.id().toString());
        } else if (authored instanceof Authored.Merged merged) {
            return document.put("outcome", "stays-merged")
                    .put("record", merged.id().toString())
                    .put("into", merged.into());
        } else if (authored instanceof Authored.HeldElsewhere elsewhere) {
            return document.put("outcome", "held-elsewhere")
                    .put("record", elsewhere.id().toString())
                    .put("holder", elsewhere.holder().value());
        }
        Authored.Refused refused = (Authored.Refused) authored;
        return document.put("outcome", "refused")
                .put("code", refused.refusal().code().name())
                .put("reason", refused.refusal().detail());
    }

    private static ObjectNode written(ObjectNode document, RecordVersion version) {
        return document.put("record", version.id().toString())
                .put("version", version.version())
                .put("status", version.status())
                .put("holder", version.holder().value());
    }
}

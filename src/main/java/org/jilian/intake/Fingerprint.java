package org.jilian.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Draft;

/**
 * A draft by 64 bits of SHA-256 each of its natural key, of its values, and of the values in which all rows must agree.
 * It never leaves the reading of one file.
 */
record Fingerprint(long key, long values, long agreed) {
    /** Ends a value; no value holds one, because intake makes spaces of control characters. */
    private static final char END = '\u0000';

    /** Makes fingerprints of one template's drafts; not for several threads. */
    static final class Maker {
        private final RecordTemplate template;
        private final MessageDigest sha256;

        Maker(RecordTemplate template) {
            this.template = template;
            try {
                this.sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256 (java.security.MessageDigest)", e);
            }
        }

        Fingerprint of(Draft draft) {
            String values =
                    draft.division() + END + draft.period().orElse("") + END + CanonicalJson.text(draft.content());
            return new Fingerprint(hash(key(draft)), hash(values), agreed(draft));
        }

        private String key(Draft draft) {
            StringBuilder key = new StringBuilder();
            for (String path : template.kind().naturalKey()) {
                if (path.equals("subject")) {
                    draft.subject()
                            .ifPresent(whom ->
                                    key.append(whom.documentType()).append(END).append(whom.number()));
                } else {
                    key.append(draft.value(path));
                }
                key.append(END);
            }
            return key.toString();
        }

        private long agreed(Draft draft) {
            if (template.repeats().agree().isEmpty()) {
                return 0;
            }
            StringBuilder agreed = new StringBuilder();
            for (String field : template.repeats().agree()) {
                JsonNode value = draft.content().path(field);
                agreed.append(value.isTextual() ? value.textValue() : value.toString())
                        .append(END);
            }
            return hash(agreed.toString());
        }

        private long hash(String text) {
            return ByteBuffer.wrap(sha256.digest(text.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        }
    }
}

package org.jilian.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jilian.record.Digest;
import org.jilian.rules.hours.Judgement;
import org.jilian.store.Certificates;

/**
 * One person judged, who may have to be certified.
 *
 * @param further pseudonyms that were found to be the same person's
 * @param document the judgement's
 * @param fingerprint of the document, to see here whether a judgement has changed
 * @param values of protected fields, as far as they are here; none where nothing needs them
 */
record Judged(
        PersonHeld person,
        List<String> further,
        Judgement judgement,
        ObjectNode document,
        Digest fingerprint,
        Map<String, String> values) {
    private static final ObjectWriter JSON = JsonMapper.builder().build().writer();

    static Judged of(PersonHeld person, HoursOf hours, Judgement judgement) {
        ObjectNode document = judgement.write();
        return new Judged(person, hours.further(), judgement, document, fingerprint(document), Map.of());
    }

    Judged with(Map<String, String> disclosed) {
        return new Judged(person, further, judgement, document, fingerprint, disclosed);
    }

    String subject() {
        return person.version().subject().orElseThrow();
    }

    /** Who was merged into another may have the certificate that is to be replaced. */
    Optional<Certificates.Issued> certificate(Map<String, Certificates.Issued> active) {
        return Stream.concat(Stream.of(subject()), further.stream())
                .flatMap(each -> Stream.ofNullable(active.get(each)))
                .findFirst();
    }

    /**
     * In no record, so it need not be the federation's hash, nor of the canonical form: a judgement always writes its fields
     * in one order.
     */
    private static Digest fingerprint(ObjectNode document) {
        try {
            return Digest.of(MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(document)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a judgement's document can always be written", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256 (java.security.MessageDigest)", e);
        }
    }
}

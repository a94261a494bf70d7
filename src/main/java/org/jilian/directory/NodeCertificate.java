package org.jilian.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.jilian.crypto.Certificates;
import org.jilian.record.Digest;

/**
 * One certificate of one node, for one use, from an instant on (inclusive) until another (exclusive), which lie within
 * the certificate's own dates. Several for one use overlap while keys rotate.
 */
public record NodeCertificate(Use use, X509Certificate certificate, Instant from, Instant until) {
    static NodeCertificate of(Use use, X509Certificate certificate) {
        return new NodeCertificate(
                use,
                certificate,
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    public boolean validAt(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }

    public Digest fingerprint() {
        return Certificates.fingerprint(certificate);
    }

    static NodeCertificate read(Fields fields) {
        return new NodeCertificate(
                fields.value("use", Use::parse),
                fields.value("certificate", Fields::certificate),
                fields.value("from", Fields::instant),
                fields.value("until", Fields::instant));
    }

    ObjectNode write() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("certificate", Fields.base64(certificate))
                .put("from", from.toString())
                .put("until", until.toString())
                .put("use", use.word());
    }
}

package org.jilian.directory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jilian.record.MalformedException;

/**
 * The certificates that everything rests on: roots sign the next directory version, authorities issue the nodes'
 * certificates to sign and encrypt, TLS authorities those for the transport.
 */
public record Trust(
        List<X509Certificate> roots, List<X509Certificate> authorities, List<X509Certificate> tlsAuthorities) {
    static Trust read(Fields fields) {
        return new Trust(
                certificates(fields, "roots"),
                certificates(fields, "authorities"),
                certificates(fields, "tlsAuthorities"));
    }

    void write(ObjectNode document) {
        write(document.putArray("authorities"), authorities);
        write(document.putArray("roots"), roots);
        write(document.putArray("tlsAuthorities"), tlsAuthorities);
    }

    private static List<X509Certificate> certificates(Fields fields, String field) {
        List<X509Certificate> certificates = fields.values(field, Fields::certificate);
        if (certificates.isEmpty()) {
            throw new MalformedException("field '" + field + "' of federation", "at least one certificate", "empty");
        }
        return certificates;
    }

    private static void write(ArrayNode array, List<X509Certificate> certificates) {
        certificates.forEach(certificate -> array.add(Fields.base64(certificate)));
    }
}

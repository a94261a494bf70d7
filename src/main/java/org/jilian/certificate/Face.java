package org.jilian.certificate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.jilian.certificate.paper.CertificateFace;
import org.jilian.record.RecordVersion;

/** What anyone may see of a certificate (证书摘要), bound to it by its digest. */
final class Face {
    private Face() {}

    /** @param name the holder's, of which the first character is shown */
    static ObjectNode of(RecordVersion certificate, String name) {
        return CertificateFace.of(certificate, name).content();
    }

    /** As exact decimals are written in records. */
    static String decimal(BigDecimal hours) {
        return hours.signum() == 0 ? "0" : hours.stripTrailingZeros().toPlainString();
    }
}

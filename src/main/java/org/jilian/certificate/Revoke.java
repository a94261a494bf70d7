package org.jilian.certificate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import org.jilian.exchange.Exchange;
import org.jilian.exchange.Revision;
import org.jilian.exchange.Self;
import org.jilian.record.RecordVersion;
import org.jilian.store.Certificates;
import org.jilian.store.Versions;

/** Takes a certificate back (撤销证书), for a reason that it states from then on; its number is never given again. */
public final class Revoke {
    private final Self self;
    private final Exchange exchange;

    public Revoke(Self self, Exchange exchange) {
        this.self = self;
        this.exchange = exchange;
    }

    /** @throws CannotIssueException if this node has no certificate in force under that number */
    public RecordVersion certificate(String serial, String reason) {
        return exchange.compose((tx, pen) -> {
            Certificates.Issued issued = Certificates.find(tx, serial)
                    .orElseThrow(() -> new CannotIssueException("certificate " + serial + " should be one that node "
                            + self.node() + " has issued, but is none: only its issuer revokes it"));
            if (!Certificates.end(tx, serial, Certificates.State.REVOKED)) {
                throw new CannotIssueException("certificate " + serial + " should be in force, but is "
                        + issued.state().name().toLowerCase(java.util.Locale.ROOT));
            }
            RecordVersion version = Versions.current(
                            tx, issued.record(), self.suite().hash())
                    .orElseThrow()
                    .version();
            ObjectNode content = version.content()
                    .deepCopy()
                    .put("revocationReason", reason)
                    .put(
                            "revokedOn",
                            LocalDate.ofInstant(self.now(), Issue.CHINA).toString());
            WriteCertificates.ended(pen.revise(issued.record(), Revision.revoke(content)), serial);
            return Versions.current(tx, issued.record(), self.suite().hash())
                    .orElseThrow()
                    .version();
        });
    }
}

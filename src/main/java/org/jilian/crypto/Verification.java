package org.jilian.crypto;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** What cryptography alone says about a signature. Whether a certificate is trusted, and when, its caller decides. */
public sealed interface Verification {
    /** Every signature holds. @param signers at least one, in the order of the SignerInfos */
    record Genuine(List<Signer> signers) implements Verification {
        public Genuine {
            signers = List.copyOf(signers);
        }
    }

    /** At least one check failed. @param reason which, with what was expected and what was found */
    record Forged(String reason) implements Verification {}

    /** Who signed, and when by the signer's own clock. */
    record Signer(X509Certificate certificate, Instant signedAt) {}
}

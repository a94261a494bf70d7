package org.jilian.certificate.paper;

import java.util.Optional;

/** What became of a certificate since its paper was printed, as far as somebody knows. */
public sealed interface Status {
    /** It counts. */
    record Active() implements Status {}

    /** It was taken back (撤销). @param on the day, as the certificate says it */
    record Revoked(Optional<String> on, Optional<String> reason) implements Status {}

    /** Another took its place (替换). @param by that one's serial number */
    record Superseded(String by) implements Status {}

    /** This node holds no certificate of this serial number by this issuer: another may. */
    record NotHeld() implements Status {}

    /** Under this serial number the issuer signed another certificate, which is held here: ask the issuer. */
    record Contradicted() implements Status {}

    /** In lower case, for documents that programs read. */
    default String word() {
        if (this instanceof Active) {
            return "active";
        }
        if (this instanceof Revoked) {
            return "revoked";
        }
        if (this instanceof Superseded) {
            return "superseded";
        }
        return this instanceof NotHeld ? "not-held" : "contradicted";
    }
}

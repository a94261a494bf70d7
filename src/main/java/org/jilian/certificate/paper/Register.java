package org.jilian.certificate.paper;

import java.util.Optional;
import org.jilian.ledger.Header;
import org.jilian.record.Digest;
import org.jilian.record.NodeId;

/** What a verifier knows besides the directory. */
public interface Register {
    /** Knows nothing: a verifier with a directory alone. */
    Register NONE = new Register() {
        @Override
        public Optional<Status> status(NodeId issuer, String serial, Optional<Digest> first) {
            return Optional.empty();
        }

        @Override
        public boolean holds(Header header) {
            return false;
        }
    };

    /**
     * What became of an issuer's certificate; empty if nobody was asked.
     *
     * @param first digest of its version 1, if that is known
     */
    Optional<Status> status(NodeId issuer, String serial, Optional<Digest> first);

    /** Whether exactly this header is in a ledger held, which it entered when its signer's key was good. */
    boolean holds(Header header);
}

package org.jilian.exchange;

/** One thing said over a link. The type chooses the step that reads the body; each step distrusts the body. */
public record Message(Type type, byte[] body) {
    /** What a message is. */
    public enum Type {
        /** A parcel, header to disclosures. */
        PARCEL,
        /** A receiver's signed receipt, of the neighbour itself or relayed. */
        RECEIPT,
        /** The neighbour has stored a receipt up to an outcome number. */
        RECEIPT_STORED,
        /** Asks for a range of a ledger. */
        FETCH,
        /** One digest over all positions of the shared ledgers. */
        POSITIONS,
        /** The positions themselves. */
        POSITION_LIST,
        /** Asks for proofs of records by id and digest. */
        PROOF_REQUEST,
        /** Proofs of records. */
        PROOFS,
        /** Asks for the protected values of records. */
        DISCLOSURE_REQUEST,
        /** Protected values, encrypted to the asker. */
        DISCLOSURES
    }

    @Override
    public String toString() {
        return type + " of " + body.length + " bytes";
    }
}

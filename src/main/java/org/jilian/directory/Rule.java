package org.jilian.directory;

import java.util.Locale;

/** What a directory version must obey; each rule has its own code, so that audit and tests can tell refusals apart. */
public enum Rule {
    /** A field is missing, unknown, or not of the form its name promises. */
    FORM,
    /** The parcel holds the same record twice. */
    RECORD_TWICE,
    /** Each directory parcel holds exactly one federation record. */
    FEDERATION_RECORD,
    /** Version N+1 follows version N; a gap is fetched first. */
    VERSION_GAP,
    /** Versions never fall. */
    VERSION_BACK,
    /** Every directory record is authored and held by the root authority. */
    AUTHOR,
    /** Every directory record goes into the one stream below the root authority. */
    STREAMS,
    /** A record's next version follows the version held. */
    PREDECESSOR,
    /** A record's id is made of its natural key. */
    RECORD_ID,
    /** Only a link may be withdrawn; a node is closed, and revocations, resets and keys stay. */
    WITHDRAWAL,
    /** Federation id, suite and root authority never change; a revocation or reset is written once. */
    UNCHANGEABLE,
    /** A directory expires after it was made. */
    EXPIRY,
    /** Whatever names a node names one of this directory. */
    UNKNOWN_NODE,
    /** Two nodes have at most one link between them. */
    LINK_TWICE,
    /** Nobody is above himself, over either line. */
    CYCLE,
    /** Every open node is below the root authority: else it would never hear of the next version. */
    UNREACHED,
    /** At any date one authority of a sector has a division code. */
    DIVISION_TWICE,
    /** A node with children says where its broker listens. */
    ENDPOINT,
    /** An open node has a certificate to sign, to encrypt and for TLS. */
    CERTIFICATE_MISSING,
    /** A certificate is issued by an authority that the directory names for its use. */
    CERTIFICATE_ISSUER,
    /** A certificate carries the id of the node that the directory gives it to. */
    CERTIFICATE_NODE,
    /** The dates that the directory gives a certificate lie within the certificate's own. */
    CERTIFICATE_DATES,
    /** One certificate is for one node and one use. */
    CERTIFICATE_SHARED,
    /** Certificates to sign with stay listed: older parcels are judged by them. */
    CERTIFICATE_DROPPED,
    /** Epochs of a ledger or of the subject key rise by one. */
    EPOCH,
    /** One start position for one node and ledger. */
    START_TWICE,
    /** A kind's streams are of its own channel, and the kinds it refers to exist. */
    KIND,
    /** A version fits into one parcel. */
    SIZE,
    /** A changed set of roots is signed by an old root and by every new one. */
    ROOTS;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

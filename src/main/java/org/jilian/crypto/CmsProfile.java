package org.jilian.crypto;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.ess.ESSCertIDv2;

/**
 * The object identifiers in which the two suites' SignedData differ; everything else about them is the same.
 *
 * @param data the type of the signed content
 * @param signedData the type of the whole
 * @param scheme the only digest and signature algorithms allowed
 */
record CmsProfile(ASN1ObjectIdentifier data, ASN1ObjectIdentifier signedData, SignatureScheme scheme) {
    /** Signers of one content: a directory under two roots needs two; the rest is room. */
    static final int MAX_SIGNERS = 16;

    /** In bytes: sixteen signers with certificates of common size fit four times. */
    static final int MAX_SIZE = 65_536;

    private static final ASN1ObjectIdentifier GBT_35275 = new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2");

    /** GB/T 35275-2017 §6: data is .1, signedData is .2. */
    static final CmsProfile GM = new CmsProfile(GBT_35275.branch("1"), GBT_35275.branch("2"), SignatureScheme.SM2);

    /** RFC 5652 §4 and §5. */
    static final CmsProfile INTL =
            new CmsProfile(CMSObjectIdentifiers.data, CMSObjectIdentifiers.signedData, SignatureScheme.ECDSA);

    /** RFC 5035 §4: names the hash unless it is SHA-256, the default, which DER leaves out. */
    ESSCertIDv2 certificateId(byte[] certificate) {
        return new ESSCertIDv2(scheme.digests, scheme.digest(certificate));
    }
}

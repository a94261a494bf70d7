package org.jilian.crypto;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.jilian.record.MalformedException;
import org.jspecify.annotations.Nullable;

/** The attributes that a signature covers (RFC 5652 §5.3, §11): exactly the four known ones, each with one value. */
final class SignedAttributes {
    private static final ASN1ObjectIdentifier CERTIFICATE_ID = PKCSObjectIdentifiers.id_aa_signingCertificateV2;

    private static final Map<ASN1ObjectIdentifier, String> NAMES = Map.of(
            CMSAttributes.contentType,
            "content type",
            CMSAttributes.messageDigest,
            "message digest",
            CMSAttributes.signingTime,
            "signing time",
            CERTIFICATE_ID,
            "signing certificate");

    private final ASN1Set set;
    private final Map<ASN1ObjectIdentifier, ASN1Encodable> values;

    private SignedAttributes(ASN1Set set, Map<ASN1ObjectIdentifier, ASN1Encodable> values) {
        this.set = set;
        this.values = values;
    }

    /** What a signer states about content of this digest. */
    static DERSet of(CmsProfile profile, byte[] digest, Instant signingTime, byte[] certificate) {
        ESSCertIDv2 id = profile.certificateId(certificate);
        return new DERSet(new ASN1Encodable[] {
            attribute(CMSAttributes.contentType, profile.data()), // RFC 5652 §11.1
            attribute(CMSAttributes.messageDigest, new DEROctetString(digest)), // §11.2
            attribute(CMSAttributes.signingTime, SigningTime.encode(signingTime)), // §11.3
            attribute(CERTIFICATE_ID, new SigningCertificateV2(id)) // RFC 5035 §3
        });
    }

    private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return new Attribute(type, new DERSet(value));
    }

    /** @throws MalformedException if one of the four is missing or twice there, or a fifth is */
    static SignedAttributes parse(@Nullable ASN1Set set) {
        if (set == null) {
            throw new MalformedException("signed attributes", "present", "absent");
        }
        Map<ASN1ObjectIdentifier, ASN1Encodable> values = new HashMap<>();
        for (ASN1Encodable element : set) {
            Attribute attribute = Attribute.getInstance(element);
            String name = NAMES.get(attribute.getAttrType());
            if (name == null) {
                throw new MalformedException(
                        "signed attribute",
                        "one of " + NAMES.values().stream().sorted().toList(),
                        attribute.getAttrType().getId());
            }
            ASN1Encodable[] value = attribute.getAttributeValues();
            if (value.length != 1 || values.put(attribute.getAttrType(), value[0]) != null) {
                throw new MalformedException(name, "there once", value.length == 1 ? "there twice" : "a list");
            }
        }
        NAMES.forEach((type, name) ->
                SignedDataReader.expect(values.containsKey(type), name, "a signed attribute", "absent"));
        return new SignedAttributes(set, values);
    }

    /** The signing time, once the other attributes were found to be about this content and this certificate. */
    Instant verified(CmsProfile profile, byte[] digest, byte[] certificate) {
        SignedDataReader.expectEqual("signed content type", profile.data(), value(CMSAttributes.contentType));
        SignedDataReader.expect(
                value(CMSAttributes.messageDigest) instanceof ASN1OctetString stated
                        && stated.equals(new DEROctetString(digest)),
                "signed message digest",
                "the content's",
                "another content's");
        // RFC 5035 §5.4: the first certificate named is the signer's; the issuer and serial number that may follow add
        // nothing to its digest
        ESSCertIDv2[] named =
                SigningCertificateV2.getInstance(value(CERTIFICATE_ID)).getCerts();
        ESSCertIDv2 own = profile.certificateId(certificate);
        SignedDataReader.expect(
                named.length == 1
                        && named[0].getHashAlgorithm().equals(own.getHashAlgorithm())
                        && named[0].getCertHashObject().equals(own.getCertHashObject()),
                "signed certificate digest",
                "the embedded certificate's",
                "another certificate's");
        return SigningTime.decode(value(CMSAttributes.signingTime));
    }

    private ASN1Encodable value(ASN1ObjectIdentifier type) {
        ASN1Encodable value = values.get(type);
        if (value == null) {
            throw new MalformedException("signed attribute " + type, "present", "absent");
        }
        return value;
    }

    /** RFC 5652 §5.4: the DER of an explicit SET OF, not of the implicit [0] it travels as. */
    byte[] signedBytes() throws IOException {
        return new DERSet(set.toArray()).getEncoded(ASN1Encoding.DER);
    }
}

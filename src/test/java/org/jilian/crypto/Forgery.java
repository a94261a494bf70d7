package org.jilian.crypto;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;

/** SignedData that is right but for what a test changes; its signature is made last, over what then stands there. */
final class Forgery {
    final CmsProfile profile;
    final SignatureScheme scheme;
    private final SigningKey key;

    ASN1ObjectIdentifier type;
    ASN1ObjectIdentifier contentType;
    ASN1Integer version = new ASN1Integer(1);
    ASN1Integer signerVersion = new ASN1Integer(1);
    DERSet digests;
    ASN1Encodable encapsulated;
    List<ASN1Encodable> certificates = new ArrayList<>();
    List<ASN1Encodable> afterCertificates = new ArrayList<>();
    List<Attribute> attributes = new ArrayList<>();
    boolean withAttributes = true;
    AlgorithmIdentifier digestAlgorithm;
    AlgorithmIdentifier signatureAlgorithm;
    Certificate named;
    int copies = 1;
    List<ASN1Encodable> afterSignature = new ArrayList<>();
    List<ASN1Encodable> atEnd = new ArrayList<>();

    Forgery(CmsProfile profile, SigningKey key, byte[] content, Instant signingTime) {
        this.profile = profile;
        this.scheme = profile.scheme();
        this.key = key;
        this.type = profile.signedData();
        this.contentType = profile.data();
        this.digests = new DERSet(scheme.digests);
        this.encapsulated = new ContentInfo(profile.data(), null);
        this.digestAlgorithm = scheme.digests;
        this.signatureAlgorithm = scheme.signatures;
        this.named = certificate(key.certificate());
        this.certificates.add(named);
        byte[] der = Certificates.der(key.certificate());
        for (ASN1Encodable attribute : SignedAttributes.of(profile, scheme.digest(content), signingTime, der)) {
            attributes.add(Attribute.getInstance(attribute));
        }
    }

    static Certificate certificate(X509Certificate certificate) {
        return Certificate.getInstance(Certificates.der(certificate));
    }

    void drop(ASN1ObjectIdentifier attribute) {
        attributes.removeIf(one -> one.getAttrType().equals(attribute));
    }

    void add(ASN1ObjectIdentifier attribute, ASN1Encodable... values) {
        attributes.add(new Attribute(attribute, new DERSet(values)));
    }

    void replace(ASN1ObjectIdentifier attribute, ASN1Encodable... values) {
        drop(attribute);
        add(attribute, values);
    }

    /** Names the embedded certificate in the signed attributes, as an attacker who holds the key would. */
    void certify(Certificate certificate) throws IOException {
        named = certificate;
        certificates.clear();
        certificates.add(named);
        replace(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new SigningCertificateV2(profile.certificateId(certificate.getEncoded(ASN1Encoding.DER))));
    }

    void time(ASN1Primitive time) {
        replace(CMSAttributes.signingTime, time);
    }

    byte[] cms() {
        try {
            DERSet signed = new DERSet(attributes.toArray(new ASN1Encodable[0]));
            byte[] signature = scheme.sign(signed.getEncoded(ASN1Encoding.DER), key.key(), new SecureRandom());
            List<ASN1Encodable> signer =
                    new ArrayList<>(List.of(signerVersion, SignedDataWriter.signerId(named), digestAlgorithm));
            if (withAttributes) {
                signer.add(new DERTaggedObject(false, 0, signed));
            }
            signer.add(signatureAlgorithm);
            signer.add(new DEROctetString(signature));
            signer.addAll(afterSignature);
            List<ASN1Encodable> signers = java.util.Collections.nCopies(copies, sequence(signer));

            List<ASN1Encodable> all = new ArrayList<>(List.of(version, digests, encapsulated));
            all.add(new DERTaggedObject(false, 0, new DERSet(certificates.toArray(new ASN1Encodable[0]))));
            all.addAll(afterCertificates);
            all.add(new DERSet(signers.toArray(new ASN1Encodable[0])));
            all.addAll(atEnd);
            return new ContentInfo(type, sequence(all)).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DERSequence sequence(List<ASN1Encodable> elements) {
        return new DERSequence(elements.toArray(new ASN1Encodable[0]));
    }
}

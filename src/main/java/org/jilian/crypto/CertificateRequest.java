package org.jilian.crypto;

import java.io.IOException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;

/** A PKCS#10 request (RFC 2986) whose signature was checked: its author holds the private key. */
record CertificateRequest(X500Name subject, SubjectPublicKeyInfo key, SignatureScheme scheme) {
    static final String PEM_TYPE = "CERTIFICATE REQUEST";

    private static final int MAX_SIZE = 65_536;

    /** In PEM. The subject is the node as common name and the purpose as unit. */
    static byte[] write(NodeId node, Purpose purpose, SignatureScheme scheme, KeyPair keys, SecureRandom random) {
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.OU, purpose.stem())
                .addRDN(BCStyle.CN, node.value())
                .build();
        SubjectPublicKeyInfo key =
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
        try {
            return Pem.bytes(
                    PEM_TYPE,
                    new PKCS10CertificationRequestBuilder(subject, key)
                            .build(new SchemeSigner(scheme, keys.getPrivate(), random))
                            .getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("a request that was built must be writable", e);
        }
    }

    /** @throws MalformedException if it is no request, or not signed by the key it asks a certificate for */
    static CertificateRequest read(byte[] derOrPem) {
        if (derOrPem.length == 0 || derOrPem.length > MAX_SIZE) {
            throw new MalformedException("certificate request", "1 to 65536 bytes", derOrPem.length + " bytes");
        }
        byte[] der = derOrPem[0] == '-' ? Pem.read(derOrPem, PEM_TYPE) : derOrPem;
        CertificationRequest request;
        byte[] signed;
        boolean canonical;
        try {
            request = CertificationRequest.getInstance(ASN1Primitive.fromByteArray(der));
            signed = request.getCertificationRequestInfo().getEncoded(ASN1Encoding.DER);
            // the signature is checked over the parsed parts, so nothing may have been passed over in parsing
            canonical = Arrays.equals(request.getEncoded(ASN1Encoding.DER), der);
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle's ASN.1 classes throw several kinds on bytes that are no request
            throw new MalformedException("certificate request", "PKCS#10", String.valueOf(e.getMessage()));
        }
        if (!canonical) {
            throw new MalformedException("certificate request", "PKCS#10 in DER", "in another encoding");
        }
        SubjectPublicKeyInfo key = request.getCertificationRequestInfo().getSubjectPublicKeyInfo();
        SignatureScheme scheme = SignatureScheme.of(key);
        if (!request.getSignatureAlgorithm().equals(scheme.signatures)
                || request.getSignature().getPadBits() != 0
                || !scheme.verify(signed, request.getSignature().getOctets(), scheme.publicKey(key))) {
            throw new MalformedException(
                    "certificate request",
                    "signed by the key it is for",
                    "signed otherwise: ask the node for it again");
        }
        return new CertificateRequest(request.getCertificationRequestInfo().getSubject(), key, scheme);
    }
}

package org.jilian.crypto;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import org.jilian.record.MalformedException;

/** Key and trust stores in the JDK's own PKCS#12, with the JDK's own key and certificate objects in them. */
final class TlsStores {
    private TlsStores() {}

    /** @throws MalformedException if the password is not ASCII, which the JDK's PKCS#12 demands */
    static KeyStore key(SigningKey tls, char[] password) {
        if (CharBuffer.wrap(password).chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new MalformedException("key store password", "printable ASCII", "with other characters");
        }
        try {
            KeyStore store = empty();
            PrivateKey key = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(tls.key().getEncoded()));
            store.setKeyEntry("tls", key, password, new Certificate[] {jdk(tls.certificate())});
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the TLS key does not go into a key store: is it on P-256?", e);
        }
    }

    static KeyStore trust(List<X509Certificate> roots) {
        if (roots.isEmpty()) {
            throw new MalformedException("trusted TLS roots", "at least one", "none");
        }
        try {
            KeyStore store = empty();
            for (X509Certificate root : roots) {
                store.setCertificateEntry(Certificates.fingerprint(root).toString(), jdk(root));
            }
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a TLS root does not go into a trust store: is it on P-256?", e);
        }
    }

    static Path write(Path file, KeyStore store, char[] password) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, password);
            PrivateFiles.write(file, bytes.toByteArray());
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the key store " + file + " could not be made", e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new IllegalStateException("an empty key store reads nothing", e);
        }
    }

    private static Certificate jdk(X509Certificate certificate) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Certificates.der(certificate)));
    }
}

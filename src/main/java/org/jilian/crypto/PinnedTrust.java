package org.jilian.crypto;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts a peer whose chain the JDK accepts and whose own certificate the directory names: both, always. */
final class PinnedTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager chains;
    private final Predicate<X509Certificate> accepted;

    PinnedTrust(X509ExtendedTrustManager chains, Predicate<X509Certificate> accepted) {
        this.chains = chains;
        this.accepted = accepted;
    }

    private void requirePinned(X509Certificate[] chain) throws CertificateException {
        if (!accepted.test(chain[0])) {
            throw new CertificateException("the directory does not name the TLS certificate "
                    + Certificates.fingerprint(chain[0]) + " of " + chain[0].getSubjectX500Principal()
                    + ": add it there, or wait until the newer directory is here");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        chains.checkClientTrusted(chain, authType);
        requirePinned(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        chains.checkClientTrusted(chain, authType, socket);
        requirePinned(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        chains.checkClientTrusted(chain, authType, engine);
        requirePinned(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        chains.checkServerTrusted(chain, authType);
        requirePinned(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        chains.checkServerTrusted(chain, authType, socket);
        requirePinned(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        chains.checkServerTrusted(chain, authType, engine);
        requirePinned(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chains.getAcceptedIssuers();
    }
}

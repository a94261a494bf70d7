package org.jilian.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The JDK's TLS, narrowed: version 1.3 only, both sides show certificates, and the directory has the last word. */
final class MutualTls {
    static final String VERSION = "TLSv1.3";

    /** In seconds: eight days. */
    private static final int BEYOND_TICKETS = 8 * 24 * 3600;

    private MutualTls() {}

    static SSLContext context(SigningKey own, List<X509Certificate> trusted, Predicate<X509Certificate> accepted) {
        try {
            // the store lives in memory; its password only satisfies the interface
            char[] password = HexFormat.of().formatHex(randomBytes()).toCharArray();
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(TlsStores.key(own, password), password);
            SSLContext jdk = SSLContext.getInstance(VERSION);
            jdk.init(
                    new KeyManager[] {new OnlyKey(keyManager(keys))},
                    new TrustManager[] {new PinnedTrust(chains(TlsStores.trust(trusted)), accepted)},
                    Providers.SYSTEM_RANDOM);
            forbidResumption(jdk.getServerSessionContext());
            forbidResumption(jdk.getClientSessionContext());
            return new Narrowed(new Tls13ContextSpi(jdk), jdk);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK must offer " + VERSION, e);
        }
    }

    /**
     * A resumed session shows no certificate, so nobody would ask the directory again. The JDK has no switch for it,
     * but neither sends nor keeps a ticket when sessions would live longer than the seven days that RFC 8446 §4.6.1
     * allows one to.
     */
    private static void forbidResumption(SSLSessionContext sessions) {
        sessions.setSessionTimeout(BEYOND_TICKETS);
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[16];
        SecureRandom random = Providers.SYSTEM_RANDOM;
        random.nextBytes(bytes);
        return bytes;
    }

    private static X509ExtendedKeyManager keyManager(KeyManagerFactory factory) {
        for (KeyManager manager : factory.getKeyManagers()) {
            if (manager instanceof X509ExtendedKeyManager extended) {
                return extended;
            }
        }
        throw new IllegalStateException("the JDK's PKIX key manager must be an X509ExtendedKeyManager");
    }

    private static X509ExtendedTrustManager chains(KeyStore roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(roots);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager chains) {
                return chains;
            }
        }
        throw new IllegalStateException("the JDK's PKIX trust manager must be an X509ExtendedTrustManager");
    }

    private static final class Narrowed extends SSLContext {
        Narrowed(SSLContextSpi spi, SSLContext jdk) {
            super(spi, jdk.getProvider(), VERSION);
        }
    }
}

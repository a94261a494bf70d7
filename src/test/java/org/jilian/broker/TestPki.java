package org.jilian.broker;

import java.math.BigInteger;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Throw-away ECDSA P-256 certificates under one authority. */
public final class TestPki {
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final KeyPair authorityKey = keyPair();
    private final X509Certificate authority = certificate("CN=throw-away TLS CA", "CN=throw-away TLS CA", authorityKey);

    /** A key and its certificate. */
    public record Identity(PrivateKey key, X509Certificate certificate) {}

    public Identity issue(String name) {
        KeyPair pair = keyPair();
        return new Identity(pair.getPrivate(), certificate("CN=" + name, "CN=throw-away TLS CA", pair));
    }

    public X509Certificate authority() {
        return authority;
    }

    private X509Certificate certificate(String subject, String issuer, KeyPair pair) {
        Instant now = Instant.now();
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKey.getPrivate());
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name(issuer),
                    BigInteger.valueOf(SERIAL.getAndIncrement()),
                    Date.from(now.minus(Duration.ofHours(1))),
                    Date.from(now.plus(Duration.ofDays(1))),
                    new X500Name(subject),
                    pair.getPublic());
            if (subject.equals(issuer)) {
                builder.addExtension(
                        org.bouncycastle.asn1.x509.Extension.basicConstraints,
                        true,
                        new org.bouncycastle.asn1.x509.BasicConstraints(true));
            }
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** TLS 1.3 with that identity (none: a client without a certificate), trusting this authority and the predicate. */
    public SSLContext tls(Identity identity, Predicate<X509Certificate> accepted) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", authority);
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(trusted);
            X509ExtendedTrustManager chain = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(
                    identity == null ? new KeyManager[0] : new KeyManager[] {new OneKey(identity)},
                    new TrustManager[] {new Pinned(chain, accepted)},
                    null);
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class OneKey extends X509ExtendedKeyManager {
        private final Identity identity;

        OneKey(Identity identity) {
            this.identity = identity;
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            return "own";
        }

        @Override
        public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
            return "EC".equals(type) ? "own" : null;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return "own";
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return "own";
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {"own"};
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[] {"own"};
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {identity.certificate()};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return identity.key();
        }
    }

    private static final class Pinned extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager chain;
        private final Predicate<X509Certificate> accepted;

        Pinned(X509ExtendedTrustManager chain, Predicate<X509Certificate> accepted) {
            this.chain = chain;
            this.accepted = accepted;
        }

        private void pin(X509Certificate[] certificates) throws CertificateException {
            if (!accepted.test(certificates[0])) {
                throw new CertificateException("certificate is not the one the directory names");
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] c, String type, Socket s) throws CertificateException {
            chain.checkClientTrusted(c, type);
            pin(c);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] c, String type, Socket s) throws CertificateException {
            chain.checkServerTrusted(c, type);
            pin(c);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] c, String type, SSLEngine e) throws CertificateException {
            chain.checkClientTrusted(c, type);
            pin(c);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] c, String type, SSLEngine e) throws CertificateException {
            chain.checkServerTrusted(c, type);
            pin(c);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] c, String type) throws CertificateException {
            chain.checkClientTrusted(c, type);
            pin(c);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] c, String type) throws CertificateException {
            chain.checkServerTrusted(c, type);
            pin(c);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return chain.getAcceptedIssuers();
        }
    }
}

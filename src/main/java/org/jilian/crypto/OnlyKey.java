package org.jilian.crypto;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * A node has one certificate and shows it, whichever issuers the other side names. A server that pins certificates, as a
 * separate Artemis does, names their subjects as issuers (RFC 8446 §4.2.4), and the JDK's own key manager would then show
 * none.
 */
final class OnlyKey extends X509ExtendedKeyManager {
    private final X509ExtendedKeyManager jdk;

    OnlyKey(X509ExtendedKeyManager jdk) {
        this.jdk = jdk;
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
        return jdk.chooseEngineClientAlias(types, null, engine);
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
        return jdk.chooseClientAlias(types, null, socket);
    }

    @Override
    public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
        return jdk.chooseEngineServerAlias(type, null, engine);
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
        return jdk.chooseServerAlias(type, null, socket);
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
        return jdk.getClientAliases(type, null);
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
        return jdk.getServerAliases(type, null);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return jdk.getCertificateChain(alias);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return jdk.getPrivateKey(alias);
    }
}

package org.jilian.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jilian.record.Digest;
import org.junit.jupiter.api.Test;

/** Real handshakes over loopback. A TLS 1.3 client learns of its refusal only when it reads. */
class MutualTlsTest {
    private static final Pki PKI = Pki.of("gm");
    private static final SigningKey CITY = PKI.tls("370800");
    private static final SigningKey COUNTY = PKI.tls("370811");
    private static final Predicate<X509Certificate> ANYBODY = certificate -> true;

    private static SSLContext context(SigningKey own, Predicate<X509Certificate> accepted) {
        return MutualTls.context(own, List.of(PKI.tlsRoot.certificate()), accepted);
    }

    private static Predicate<X509Certificate> only(SigningKey peer) {
        Digest pinned = Certificates.fingerprint(peer.certificate());
        return certificate -> Certificates.fingerprint(certificate).equals(pinned);
    }

    /** One byte each way; returns the protocol that both then spoke. */
    private static String talk(SSLContext server, SSLContext client, String... clientVersions) throws Exception {
        try (SSLServerSocket listening = listening(server)) {
            return talk(listening, client, clientVersions);
        }
    }

    private static SSLServerSocket listening(SSLContext server) throws IOException {
        return (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static String talk(SSLServerSocket listening, SSLContext client, String... clientVersions)
            throws Exception {
        CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
            try (SSLSocket accepted = (SSLSocket) listening.accept()) {
                accepted.getOutputStream().write(accepted.getInputStream().read());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try (SSLSocket socket = (SSLSocket)
                client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
            if (clientVersions.length > 0) {
                socket.setEnabledProtocols(clientVersions);
            }
            socket.getOutputStream().write(42);
            // the other end of a refused handshake closes without an answer
            if (socket.getInputStream().read() != 42) {
                throw new EOFException("no answer");
            }
            served.get(10, TimeUnit.SECONDS);
            return socket.getSession().getProtocol();
        }
    }

    @Test
    void twoNodesThatPinEachOtherTalkTls13() throws Exception {
        assertThat(talk(context(CITY, only(COUNTY)), context(COUNTY, only(CITY))))
                .isEqualTo("TLSv1.3");
    }

    @Test
    void aPeerThatTheDirectoryDoesNotNameIsRefusedOnEitherSide() {
        SigningKey sibling = PKI.tls("370881");

        assertThatThrownBy(() -> talk(context(CITY, only(COUNTY)), context(sibling, ANYBODY)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> talk(context(sibling, ANYBODY), context(COUNTY, only(CITY))))
                .isInstanceOf(IOException.class)
                .hasStackTraceContaining("the directory does not name");
    }

    @Test
    void aCertificateOfAnotherRootIsRefusedEvenIfPinned() {
        Pki other = Pki.of("gm");
        SigningKey selfMade = other.tls("370811");

        assertThatThrownBy(() -> talk(context(CITY, only(selfMade)), context(selfMade, ANYBODY)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aClientWithoutCertificateIsRefused() throws Exception {
        SSLContext bare = SSLContext.getInstance("TLS");
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(TlsStores.trust(List.of(PKI.tlsRoot.certificate())));
        bare.init(null, trust.getTrustManagers(), null);

        assertThatThrownBy(() -> talk(context(CITY, ANYBODY), bare)).isInstanceOf(IOException.class);
    }

    /** As a separate Artemis does: it trusts the very certificates, and asks for one issued by such a subject. */
    @Test
    void aServerThatAsksForOtherIssuersIsShownTheOnlyCertificateAllTheSame() throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(TlsStores.trust(List.of(COUNTY.certificate())));
        char[] password = "secret".toCharArray();
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(TlsStores.key(CITY, password), password);
        SSLContext pinning = SSLContext.getInstance("TLSv1.3");
        pinning.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        try (SSLServerSocket listening = listening(pinning)) {
            listening.setNeedClientAuth(true);
            assertThat(talk(listening, context(COUNTY, only(CITY)))).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void anOlderVersionIsRefused() {
        assertThatThrownBy(() -> talk(context(CITY, ANYBODY), context(COUNTY, ANYBODY), "TLSv1.2"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void enginesTooSpeakOnly13AndDemandACertificate() {
        SSLEngine engine = context(CITY, ANYBODY).createSSLEngine("localhost", 1);
        engine.setUseClientMode(false);

        assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.3");
        assertThat(engine.getNeedClientAuth()).isTrue();
        assertThat(context(CITY, ANYBODY).getDefaultSSLParameters().getProtocols())
                .containsExactly("TLSv1.3");
    }

    /** A resumed session would show no certificate: every connection to the same port is a full handshake. */
    @Test
    void aPeerStruckFromTheDirectoryIsRefusedFromThenOn() throws Exception {
        boolean[] listed = {true, true};
        SSLContext city = context(CITY, certificate -> listed[0]);
        SSLContext county = context(COUNTY, certificate -> listed[1]);
        try (SSLServerSocket listening = listening(city)) {
            assertThat(talk(listening, county)).isEqualTo("TLSv1.3");
            assertThat(talk(listening, county)).isEqualTo("TLSv1.3");
            listed[0] = false;
            assertThatThrownBy(() -> talk(listening, county)).isInstanceOf(IOException.class);
            listed[0] = true;
            assertThat(talk(listening, county)).isEqualTo("TLSv1.3");
            listed[1] = false;
            assertThatThrownBy(() -> talk(listening, county)).isInstanceOf(IOException.class);
        }
    }
}

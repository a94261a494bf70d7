package org.jilian.cli.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jilian.cli.demo.ThreeHomes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The interface towards other machines: over TLS, or with a proxy before it, and never in clear by mistake. */
class OuterDoorTest {
    private static final Path SETTINGS = Path.of("node.yaml");

    @TempDir
    Path temp;

    @Test
    void anAddressOfTheNetworkInClearIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> OuterDoor.of(new NodeFile.Http("0.0.0.0", 8080, null, null), SETTINGS))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("node.yaml")
                .hasMessageContaining("tls: true")
                .hasMessageContaining("behind-proxy: true");
        assertThatThrownBy(() -> OuterDoor.of(new NodeFile.Http("10.0.0.5", 8080, false, false), SETTINGS))
                .isInstanceOf(WrongUseException.class);
        assertThatThrownBy(() -> OuterDoor.of(new NodeFile.Http("10.0.0.5", null, true, null), SETTINGS))
                .hasMessageContaining("port");
        assertThat(OuterDoor.of(new NodeFile.Http("127.0.0.1", 8080, null, null), SETTINGS))
                .isEmpty();
        assertThat(OuterDoor.of(new NodeFile.Http("10.0.0.5", 8080, null, true), SETTINGS))
                .contains(new OuterDoor("10.0.0.5", 8080, false));
    }

    @Test
    void overTlsTheNodeShowsItsOwnCertificateAndNothingButTheInterface() throws Exception {
        int port = freePort();
        try (ApiNode node =
                new ApiNode(temp, ThreeHomes.COUNTY, "\nhttp: {address: 127.0.0.1, port: " + port + ", tls: true}\n")) {
            Whoever trust = new Whoever();
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {trust}, new SecureRandom());
            HttpClient client = HttpClient.newBuilder().sslContext(tls).build();
            assertThat(status(client, "https://127.0.0.1:" + port + "/api/v1/openapi.json"))
                    .isEqualTo(200);
            assertThat(trust.shown.orElseThrow()).isEqualTo(certificate(node.home()));
            assertThat(status(client, "https://127.0.0.1:" + port + "/api/v1/records"))
                    .isEqualTo(401);
            assertThat(status(client, "https://127.0.0.1:" + port + "/actuator/health"))
                    .isEqualTo(404);
            assertThat(status(client, "https://127.0.0.1:" + port + "/control/status"))
                    .isEqualTo(404);
            assertThat(status(client, "http://127.0.0.1:" + port + "/api/v1/openapi.json"))
                    .as("in clear nobody is answered")
                    .isNotEqualTo(200);
            assertThat(node.served().api()).isEqualTo("https://127.0.0.1:" + port + "/api/v1");
            assertThat(RemoteDesk.find(node.home()))
                    .as("the operator still asks on loopback")
                    .isPresent();
        }
    }

    private static int status(HttpClient client, String address) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static X509Certificate certificate(NodeHome home) throws Exception {
        byte[] pem = Files.readAllBytes(home.keys().resolve("tls.cert.pem"));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Trusts whoever answers, and remembers who did. */
    private static final class Whoever extends X509ExtendedTrustManager {
        private volatile Optional<X509Certificate> shown = Optional.empty();

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            shown = Optional.of(chain[0]);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            shown = Optional.of(chain[0]);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {
            shown = Optional.of(chain[0]);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

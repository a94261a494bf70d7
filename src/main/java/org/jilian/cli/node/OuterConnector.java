package org.jilian.cli.node;

import java.security.KeyStore;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/** Opens the outer door beside the one on loopback. */
final class OuterConnector implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final OuterDoor door;
    private final OpenNode node;

    OuterConnector(OuterDoor door, OpenNode node) {
        this.door = door;
        this.node = node;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        Connector connector = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
        connector.setProperty("address", door.address());
        connector.setPort(door.port());
        if (door.tls()) {
            connector.setScheme("https");
            connector.setSecure(true);
            ((AbstractHttp11Protocol<?>) connector.getProtocolHandler()).setSSLEnabled(true);
            connector.addSslHostConfig(tls());
        }
        factory.addAdditionalTomcatConnectors(connector);
    }

    private SSLHostConfig tls() {
        // the store lives in memory; its password only satisfies the interface
        String password = "in memory";
        KeyStore keys = node.tlsKeyStore(password.toCharArray());
        SSLHostConfig host = new SSLHostConfig();
        host.setProtocols("TLSv1.3");
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystore(keys);
        certificate.setCertificateKeystorePassword(password);
        host.addCertificate(certificate);
        return host;
    }
}

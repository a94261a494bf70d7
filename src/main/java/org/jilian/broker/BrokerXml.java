package org.jilian.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;

/** The broker.xml of an external Artemis with the same queues, rights and limits as the embedded one. */
record BrokerXml(NodeId self, List<NodeId> children, String host, int port) {
    static final String GATEWAY = "gateway";
    private static final Pattern PLAIN = Pattern.compile("[^&;%+#?<>\"']+");

    static String role(NodeId child) {
        return "child-" + child;
    }

    String text(Path keyStore, Path trustStore, String password) {
        if (!password.matches("[A-Za-z0-9]{8,}")) {
            throw new MalformedException(
                    "password of the broker's key store", "8 or more letters and digits", "not so");
        }
        StringBuilder xml = new StringBuilder();
        xml.append("""
                <?xml version="1.0" encoding="UTF-8"?>
                <configuration xmlns="urn:activemq">
                  <core xmlns="urn:activemq:core">
                    <name>jilian-%s</name>
                    <persistence-enabled>true</persistence-enabled>
                    <journal-type>NIO</journal-type>
                    <paging-directory>data/paging</paging-directory>
                    <bindings-directory>data/bindings</bindings-directory>
                    <journal-directory>data/journal</journal-directory>
                    <large-messages-directory>data/large</large-messages-directory>
                    <security-enabled>true</security-enabled>
                    <cluster-password>%s</cluster-password>
                    <jmx-management-enabled>false</jmx-management-enabled>
                    <acceptors>
                      <acceptor name="children">tcp://%s:%d?protocols=CORE;sslEnabled=true;needClientAuth=true;\
                enabledProtocols=TLSv1.3;keyStoreType=PKCS12;keyStorePath=%s;keyStorePassword=%s;\
                trustStoreType=PKCS12;trustStorePath=%s;trustStorePassword=%s</acceptor>
                    </acceptors>
                """.formatted(
                        self,
                        UUID.randomUUID(),
                        host,
                        port,
                        plain(keyStore.toAbsolutePath().toString()),
                        password,
                        plain(trustStore.toAbsolutePath().toString()),
                        password));
        xml.append("    <security-settings>\n");
        xml.append("      <security-setting match=\"#\"/>\n");
        children.forEach(child -> rights(xml, child));
        xml.append("    </security-settings>\n    <address-settings>\n");
        children.forEach(child -> limits(xml, new ChildQueues(child)));
        xml.append("    </address-settings>\n    <addresses>\n");
        children.forEach(child -> new ChildQueues(child).all().forEach(queue -> xml.append("""
                              <address name="%1$s"><anycast><queue name="%1$s"/></anycast></address>
                        """.formatted(queue))));
        return xml.append("    </addresses>\n  </core>\n</configuration>\n").toString();
    }

    private static void rights(StringBuilder xml, NodeId child) {
        ChildQueues queues = new ChildQueues(child);
        right(xml, queues.up(), "send", role(child), "consume", "browse");
        right(xml, queues.down(), "consume", role(child), "send", "browse");
        right(xml, queues.dead(), "", "", "consume", "browse");
    }

    private static void right(StringBuilder xml, String queue, String childs, String role, String... gateways) {
        xml.append("      <security-setting match=\"").append(queue).append("\">\n");
        if (!childs.isEmpty()) {
            permission(xml, childs, role);
        }
        for (String right : gateways) {
            permission(xml, right, GATEWAY);
        }
        xml.append("      </security-setting>\n");
    }

    private static void permission(StringBuilder xml, String type, String role) {
        xml.append("        <permission type=\"%s\" roles=\"%s\"/>\n".formatted(type, role));
    }

    private static void limits(StringBuilder xml, ChildQueues queues) {
        for (String queue : queues.all()) {
            xml.append("""
                          <address-setting match="%s">
                            <dead-letter-address>%s</dead-letter-address>
                            <expiry-address>%s</expiry-address>
                            <max-delivery-attempts>%d</max-delivery-attempts>
                            <max-size-bytes>%d</max-size-bytes>
                            <page-limit-bytes>%d</page-limit-bytes>
                            <page-full-policy>FAIL</page-full-policy>
                            <address-full-policy>PAGE</address-full-policy>
                            <auto-create-addresses>false</auto-create-addresses>
                            <auto-create-queues>false</auto-create-queues>
                          </address-setting>
                    """.formatted(
                            queue,
                            queues.dead(),
                            queues.dead(),
                            ArtemisConfiguration.DELIVERIES,
                            BrokerSettings.QUEUE_MEMORY.toBytes(),
                            BrokerSettings.QUEUE_DISK.toBytes()));
        }
    }

    /** Artemis reads the acceptor's URI with its escapes undone, so what separates its parts cannot be in them. */
    private static String plain(String text) {
        if (!PLAIN.matcher(text).matches()) {
            throw new MalformedException("path of the broker's key store", "free of & ; % + # ? < > and quotes", text);
        }
        return text.replace(" ", "%20");
    }
}

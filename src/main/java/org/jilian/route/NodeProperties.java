package org.jilian.route;

import java.nio.file.Path;
import org.jilian.record.NodeId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a node is started with ({@code jilian.*}).
 *
 * @param node its id
 * @param home its data directory: database, broker, imports, dead letters
 * @param routes the directory of route files
 * @param config the directory of mappings, kinds and policies
 */
@ConfigurationProperties("jilian")
public record NodeProperties(
        String node,
        Path home,
        @DefaultValue("routes") Path routes,
        @DefaultValue("config") Path config,
        @DefaultValue Http http,
        @DefaultValue Broker broker) {

    /** @param port of the pages, health and metrics; 0 lets the system choose */
    public record Http(
            @DefaultValue("127.0.0.1") String address,
            @DefaultValue("0") int port) {}

    /**
     * @param host the address children connect to; every interface unless set
     * @param port the port they connect to; 0 lets the system choose
     * @param external {@code host:port} of a separate Artemis that runs with the exported files; empty: the embedded one
     * @param syncToDisk see {@link org.jilian.broker.BrokerSettings}
     */
    public record Broker(
            @DefaultValue("0.0.0.0") String host,
            @DefaultValue("0") int port,
            @DefaultValue("") String external,
            @DefaultValue("false") boolean syncToDisk) {}

    public NodeId id() {
        return NodeId.of(node);
    }
}

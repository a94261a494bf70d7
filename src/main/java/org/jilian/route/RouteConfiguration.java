package org.jilian.route;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.jilian.broker.BrokerSettings;
import org.jilian.broker.ChildBroker;
import org.jilian.broker.ExternalBroker;
import org.jilian.broker.Neighbourhood;
import org.jilian.broker.NodeBroker;
import org.jilian.broker.Watcher;
import org.jilian.directory.Endpoint;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires broker and route. Needs of the other rooms: a {@link Neighbourhood}, a {@link Protocol}, an {@link ImportFile} and
 * the {@link Clock}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NodeProperties.class)
class RouteConfiguration {
    @Bean
    Function<Watcher, ChildBroker> brokerOpening(NodeProperties node, Neighbourhood neighbourhood, Clock clock) {
        NodeProperties.Broker broker = node.broker();
        if (!broker.external().isEmpty()) {
            Endpoint external = Endpoint.parse(broker.external());
            return watcher -> new ExternalBroker(neighbourhood, external, watcher, clock);
        }
        BrokerSettings settings = BrokerSettings.in(node.home().resolve("broker"), broker.host(), broker.port())
                .syncToDisk(broker.syncToDisk());
        return watcher -> new NodeBroker(settings, neighbourhood, watcher, clock);
    }

    @Bean
    RouteText routeText() {
        return new RouteText();
    }

    @Bean
    Traffic traffic(MeterRegistry meters) {
        return new Traffic(meters);
    }

    @Bean
    WakeUp wakeUp(ProducerTemplate producer) {
        return new WakeUp(producer);
    }

    @Bean(destroyMethod = "close")
    Neighbours neighbours(
            Neighbourhood neighbourhood,
            Function<Watcher, ChildBroker> brokerOpening,
            CamelContext camel,
            Protocol protocol,
            WakeUp wakeUp,
            MeterRegistry meters,
            Clock clock) {
        Neighbours neighbours =
                new Neighbours(neighbourhood, brokerOpening, new NeighbourRoutes(camel), protocol, wakeUp, clock);
        LinkMeters gauges = new LinkMeters(meters, neighbours);
        neighbours.onChange(gauges::cover);
        return neighbours;
    }

    /** After Camel has loaded the templates; a broker that cannot start ends the start of the node. */
    @Bean
    ApplicationRunner neighboursStart(Neighbours neighbours) {
        return arguments -> neighbours.start();
    }

    @Bean
    DirectoryNews directoryNews(Protocol protocol, Neighbours neighbours) {
        return new DirectoryNews(protocol, neighbours);
    }

    @Bean
    Accept accept(Protocol protocol, DirectoryNews news, Traffic traffic) {
        return new Accept(protocol, news, traffic);
    }

    @Bean
    Turn turn(Protocol protocol, DirectoryNews news) {
        return new Turn(protocol, news);
    }

    @Bean
    ToNeighbour toNeighbour(Neighbours neighbours, Traffic traffic) {
        return new ToNeighbour(neighbours, traffic);
    }

    @Bean
    DeadLetters deadLetters(NodeProperties node, Clock clock) {
        return new DeadLetters(node.home().resolve("dead-letters"), clock);
    }

    @Bean
    ImportedFiles importFile(ImportFile takesIn, Clock clock) {
        return new ImportedFiles(takesIn, clock);
    }

    /** Without platforms where nobody describes any. */
    @Bean(destroyMethod = "close")
    Connections connections(CamelContext camel, ObjectProvider<Platforms> platforms, Clock clock) {
        return new Connections(camel, platforms.getIfAvailable(() -> List::of), clock);
    }

    @Bean
    PlatformPolls platformPolls(Connections connections) {
        return new PlatformPolls(connections);
    }

    @Bean
    ApplicationRunner connectionsStart(Connections connections) {
        return arguments -> connections.start();
    }

    @Bean
    ConnectionsHealth connectionsHealthIndicator(Connections connections) {
        return new ConnectionsHealth(connections);
    }

    @Bean
    LinksHealth linksHealthIndicator(Neighbours neighbours) {
        return new LinksHealth(neighbours);
    }

    @Bean
    LedgersHealth ledgersHealthIndicator(Protocol protocol) {
        return new LedgersHealth(protocol);
    }

    @Bean
    RouteFilesHealth routeFilesHealthIndicator(CamelContext camel, NodeProperties node) {
        return new RouteFilesHealth(camel, node.routes());
    }

    @Bean
    DeadLettersHealth deadLettersHealthIndicator(DeadLetters deadLetters) {
        return new DeadLettersHealth(deadLetters);
    }
}

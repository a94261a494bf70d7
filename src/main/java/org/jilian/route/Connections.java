package org.jilian.route;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Header;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.jilian.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code connections}: the node's platforms, each carried by a route made from a template. A platform that is away or
 * broken is that connection's trouble alone: it is told in the node's state, and asked again at the next turn.
 */
public final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final Map<String, Connection> connections = new LinkedHashMap<>();
    private final Map<String, State> states = new ConcurrentHashMap<>();
    private final CamelContext camel;
    private final Clock clock;

    Connections(CamelContext camel, List<Connection> all, Clock clock) {
        this.camel = camel;
        this.clock = clock;
        all.forEach(each -> connections.put(each.name(), each));
    }

    /**
     * How a connection stands.
     *
     * @param at when it was last heard of
     * @param said what came of it then; empty if there was nothing new
     * @param trouble why nothing could come, if so
     */
    public record State(Instant at, String said, Optional<String> trouble) {}

    /** After Camel has loaded the templates. A connection whose route cannot be made is told as its trouble. */
    void start() {
        connections.values().forEach(each -> {
            try {
                TemplatedRouteBuilder.builder(camel, each.template())
                        .routeId(each.template() + "-" + each.name())
                        .parameters(each.parameters())
                        .parameter("connection", each.name())
                        .add();
            } catch (Exception e) {
                LOG.error("Connection {} has no route", each.name(), e);
                trouble(
                        each.name(),
                        "its route cannot be made from routes/" + each.template() + ".camel.yaml: " + e.getMessage());
            }
        });
    }

    /** For templates that ask a platform by schedule. */
    public void ask(String name) {
        Connection connection = connection(name);
        try {
            heard(name, connection.ask());
        } catch (StoreException e) {
            throw OwnFaultException.of(e);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Connection {}: {}", name, String.valueOf(e.getMessage()));
            LOG.debug("Connection {}", name, e);
            trouble(name, String.valueOf(e.getMessage()));
        }
    }

    /** For templates to which a platform sends documents; one that could not be kept is to be sent again. */
    public void take(
            @Header("JilianConnection") String name,
            @Header("JilianDocument") @Nullable String document,
            @Body byte[] body)
            throws IOException {
        Connection connection = connection(name);
        try {
            heard(name, connection.take(document == null ? name : document, body));
        } catch (StoreException e) {
            throw OwnFaultException.of(e);
        }
    }

    private void heard(String name, Optional<String> said) {
        State before = states.get(name);
        if (before != null && before.trouble().isPresent()) {
            LOG.info("Connection {} works again", name);
        }
        said.ifPresent(line -> LOG.info("Connection {}: {}", name, line));
        String last = said.orElseGet(() -> before == null ? "" : before.said());
        states.put(name, new State(clock.instant(), last, Optional.empty()));
    }

    private void trouble(String name, String why) {
        State before = states.get(name);
        states.put(name, new State(clock.instant(), before == null ? "" : before.said(), Optional.of(why)));
    }

    private Connection connection(String name) {
        Connection connection = connections.get(name);
        if (connection == null) {
            throw new IllegalArgumentException(
                    "there should be a connection '" + name + "', but there are " + connections.keySet());
        }
        return connection;
    }

    /** By name, in the order of the files; without those that were not heard of yet. */
    public Map<String, State> states() {
        Map<String, State> all = new LinkedHashMap<>();
        connections
                .keySet()
                .forEach(name -> Optional.ofNullable(states.get(name)).ifPresent(state -> all.put(name, state)));
        return all;
    }
}

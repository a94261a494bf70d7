package org.jilian.route;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.jilian.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code connections}: the node's platforms, each carried by a route made from a template. A platform that is away or
 * broken is that connection's trouble alone: it is told in the node's state, and asked again at the next turn.
 */
public final class Connections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /** How often the descriptions are looked at. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Map<String, Platforms.Described> described = new ConcurrentSkipListMap<>();
    private final Map<String, State> states = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looking;
    private final CamelContext camel;
    private final Platforms platforms;
    private final Clock clock;

    Connections(CamelContext camel, Platforms platforms, Clock clock) {
        this.camel = camel;
        this.platforms = platforms;
        this.clock = clock;
        this.looking =
                Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "connections-" + camel.getName()));
    }

    /**
     * How a connection stands.
     *
     * @param at when it was last heard of
     * @param said what came of it then; empty if there was nothing new
     * @param trouble why nothing could come, if so
     */
    public record State(Instant at, String said, Optional<String> trouble) {}

    /** After Camel has loaded the templates; from then on, what is described anew or otherwise is carried so. */
    void start() {
        look();
        looking.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }

    private void look() {
        try {
            Map<String, Platforms.Described> now = new TreeMap<>();
            platforms.now().forEach(each -> now.put(each.name(), each));
            for (Platforms.Described before : List.copyOf(described.values())) {
                Platforms.Described after = now.get(before.name());
                if (after == null || !after.text().equals(before.text())) {
                    end(before);
                }
            }
            now.values().stream()
                    .filter(each -> !described.containsKey(each.name()))
                    .forEach(this::begin);
        } catch (RuntimeException e) {
            LOG.error("The connections cannot be looked at; this is tried again", e);
        }
    }

    private void begin(Platforms.Described each) {
        described.put(each.name(), each);
        if (each.connection().isEmpty()) {
            LOG.error("Connection {}: {}", each.name(), each.mistake());
            trouble(each.name(), each.mistake());
            return;
        }
        Connection connection = each.connection().get();
        try {
            TemplatedRouteBuilder route = TemplatedRouteBuilder.builder(camel, connection.template())
                    .routeId(route(connection))
                    .parameters(connection.parameters())
                    .parameter("connection", connection.name());
            connection.broker().ifPresent(broker -> {
                String link = "platform-" + connection.name();
                camel.getRegistry().bind(link, PlatformBroker.connections(broker));
                route.parameter("link", link);
            });
            route.add();
            LOG.info("Connection {} runs as {}", connection.name(), route(connection));
        } catch (Exception e) {
            // neither the fault nor its causes go to the log as they are: a route's text has the secret in it
            String why = "its route cannot be made from routes/" + connection.template() + ".camel.yaml: "
                    + concealed(String.valueOf(e.getMessage()), connection);
            LOG.error("Connection {}: {}", each.name(), why);
            trouble(each.name(), why);
        }
    }

    private static String concealed(String text, Connection connection) {
        Object secret = connection.parameters().get("secret");
        return secret == null ? text : text.replace(secret.toString(), "***");
    }

    private void end(Platforms.Described each) {
        described.remove(each.name());
        states.remove(each.name());
        each.connection().ifPresent(connection -> {
            try {
                camel.getRouteController().stopRoute(route(connection));
                camel.removeRoute(route(connection));
                camel.getRegistry().unbind("platform-" + connection.name());
                LOG.info("Connection {} has ended", connection.name());
            } catch (Exception e) {
                throw new RouteFault("the route of connection " + connection.name() + " cannot be removed", e);
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

    /**
     * For templates to which a platform sends documents; one that could not be kept is to be sent again. The body becomes the
     * report, the header {@code JilianOutcome} {@code done}, or {@code failed} if nothing of the document could be used.
     */
    public void take(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        String name = message.getHeader("JilianConnection", String.class);
        String document = message.getHeader("JilianDocument", name, String.class);
        try {
            Connection.Taken taken = connection(name).take(document, message.getBody(byte[].class));
            heard(name, taken.report().lines().findFirst());
            message.setHeader("JilianOutcome", taken.taken() ? "done" : "failed");
            message.setBody(taken.report());
        } catch (StoreException e) {
            throw OwnFaultException.of(e);
        }
    }

    /** A route that polls its platform by itself has reached it. */
    void reached(String route) {
        byRoute(route).ifPresent(name -> {
            State before = states.get(name);
            if (before == null || before.trouble().isPresent()) {
                heard(name, Optional.empty());
            }
        });
    }

    void away(String route, String why) {
        byRoute(route).ifPresent(name -> {
            LOG.warn("Connection {}: {}", name, why);
            trouble(name, why);
        });
    }

    private Optional<String> byRoute(String route) {
        return described.values().stream()
                .flatMap(each -> each.connection().stream())
                .filter(each -> route(each).equals(route))
                .map(Connection::name)
                .findFirst();
    }

    private static String route(Connection connection) {
        return connection.template() + "-" + connection.name();
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
        return Optional.ofNullable(described.get(name))
                .flatMap(Platforms.Described::connection)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there should be a connection '" + name + "', but there are " + described.keySet()));
    }

    /** By name; without those that were not heard of yet. */
    public Map<String, State> states() {
        return new TreeMap<>(states);
    }
}

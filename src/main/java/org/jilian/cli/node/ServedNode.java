package org.jilian.cli.node;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jilian.broker.Neighbourhood;
import org.jilian.console.ApiSettings;
import org.jilian.console.ConsoleConfiguration;
import org.jilian.console.Premises;
import org.jilian.console.TakesRecords;
import org.jilian.console.Verifies;
import org.jilian.directory.Endpoint;
import org.jilian.directory.Node;
import org.jilian.route.Connections;
import org.jilian.route.ImportFile;
import org.jilian.route.Neighbours;
import org.jilian.route.NodeApplication;
import org.jilian.route.Platforms;
import org.jilian.route.Protocol;
import org.jilian.route.ToNeighbour;
import org.jilian.route.WakeUp;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A node that runs: an open one, its routes, broker and links in one Spring context, and the socket it is asked over. */
public final class ServedNode implements AutoCloseable {
    private final OpenNode open;
    private final ConfigurableApplicationContext context;
    private final ControlFile control;
    private final LocalDesk desk;

    private ServedNode(OpenNode open, ConfigurableApplicationContext context, ControlFile control, LocalDesk desk) {
        this.open = open;
        this.context = context;
        this.control = control;
        this.desk = desk;
    }

    /** Starts a node and returns when its routes run; closes what it was given if it cannot. */
    public static ServedNode start(OpenNode open) {
        ControlFile control = ControlFile.fresh(open.home(), open.self().random());
        LocalDesk desk = new LocalDesk(open);
        try {
            ConfigurableApplicationContext context = NodeApplication.start(
                    properties(open),
                    beans -> register(beans, open, desk, control),
                    NodeConfiguration.class,
                    ConsoleConfiguration.class);
            desk.served(
                    context.getBean(Neighbours.class),
                    context.getBean(Connections.class),
                    context.getBean(WakeUp.class)::now);
            control.write(((ServletWebServerApplicationContext) context)
                    .getWebServer()
                    .getPort());
            return new ServedNode(open, context, control, desk);
        } catch (RuntimeException | Error e) {
            open.close();
            throw e;
        }
    }

    private static Map<String, String> properties(OpenNode open) {
        Map<String, String> properties = new LinkedHashMap<>(open.home().properties());
        Optional<Integer> named =
                open.directory().node(open.node()).flatMap(Node::endpoint).map(Endpoint::port);
        properties.put(
                "jilian.broker.port",
                String.valueOf(open.home().brokerPort().or(() -> named).orElse(0)));
        return properties;
    }

    private static void register(GenericApplicationContext beans, OpenNode open, LocalDesk desk, ControlFile control) {
        beans.registerBean("clock", Clock.class, open::clock);
        beans.registerBean("neighbourhood", Neighbourhood.class, open::neighbourhood);
        beans.registerBean("protocol", Protocol.class, () -> new Carried(open));
        beans.registerBean("takesIn", ImportFile.class, () -> new LaidFile(desk));
        beans.registerBean("platforms", Platforms.class, () -> new NodeConnections(open, desk));
        beans.registerBean("premises", Premises.class, open::premises);
        beans.registerBean("takesRecords", TakesRecords.class, () -> new PushedRecords(open, desk::wake));
        beans.registerBean("verifies", Verifies.class, () -> new Verifying(open));
        beans.registerBean("apiSettings", ApiSettings.class, open.home()::api);
        open.home().outerDoor().ifPresent(door -> {
            beans.registerBean("outerConnector", OuterConnector.class, () -> new OuterConnector(door, open));
            beans.registerBean("outerGuard", OuterGuard.class, () -> new OuterGuard(door));
        });
        beans.registerBean("openNode", OpenNode.class, () -> open, bean -> bean.setDestroyMethodName(""));
        beans.registerBean("desk", LocalDesk.class, () -> desk);
        beans.registerBean("controlFile", ControlFile.class, () -> control);
    }

    public OpenNode open() {
        return open;
    }

    public LocalDesk desk() {
        return desk;
    }

    public Neighbours neighbours() {
        return context.getBean(Neighbours.class);
    }

    /** Puts messages into queues as the routes do; for whoever shows what becomes of a message that nobody should send. */
    public ToNeighbour toNeighbour() {
        return context.getBean(ToNeighbour.class);
    }

    /** For whoever has authored something: the next turn comes at once. */
    public void wake() {
        context.getBean(WakeUp.class).now();
    }

    /** Where platforms reach the interface. */
    public String api() {
        return open.home()
                        .outerDoor()
                        .map(door -> (door.tls() ? "https://" : "http://") + door.address() + ":" + door.port())
                        .orElseGet(() -> "http://127.0.0.1:" + httpPort())
                + "/api/v1";
    }

    public int httpPort() {
        return control.port();
    }

    /** Stops the routes after the messages under way, then the database, then gives the lock back. */
    @Override
    public void close() {
        control.remove();
        try {
            context.close();
        } finally {
            open.close();
        }
    }
}

package org.jilian.route;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jilian.broker.Neighbourhood;
import org.jilian.broker.TestFederation;
import org.jilian.record.NodeId;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole node over a {@link TestProtocol}: Spring, Camel with the project's route files, broker, TLS. */
final class TestNode implements AutoCloseable {
    static final Path ROUTES = Path.of("routes").toAbsolutePath();

    final NodeId id;
    final TestProtocol protocol;
    final ConfigurableApplicationContext context;

    TestNode(TestFederation federation, NodeId id, Path home, Path routes, TestProtocol protocol, int brokerPort) {
        this.id = id;
        this.protocol = protocol;
        this.context = NodeApplication.start(
                Map.of(
                        "jilian.node", id.value(),
                        "jilian.home", home.toString(),
                        "jilian.routes", routes.toString(),
                        "jilian.broker.host", "127.0.0.1",
                        "jilian.broker.port", String.valueOf(brokerPort)),
                beans -> {
                    beans.registerBean(Clock.class, Clock::systemUTC);
                    beans.registerBean(Neighbourhood.class, () -> federation.of(id));
                    beans.registerBean(Protocol.class, () -> protocol);
                    beans.registerBean(ImportFile.class, () -> TestNode::take);
                });
        neighbours().brokerPort().ifPresent(port -> federation.listens(id, port));
    }

    private static ImportFile.Report take(Path file) {
        return new ImportFile.Report(
                !file.toString().contains("bad"),
                !file.toString().contains("unkept"),
                "read " + file.getFileName() + "\n");
    }

    Neighbours neighbours() {
        return context.getBean(Neighbours.class);
    }

    void wake() {
        context.getBean(WakeUp.class).now();
    }

    int httpPort() {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
    }

    @Override
    public void close() {
        context.close();
    }
}

package org.jilian.route;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.jilian.broker.BrokerLink;
import org.jilian.record.NodeId;

/** The routes made from the templates {@code from-child} and {@code from-parent}, one for each neighbour. */
final class NeighbourRoutes {
    static final String FROM_CHILD = "from-child";
    static final String FROM_PARENT = "from-parent";

    private final CamelContext camel;

    NeighbourRoutes(CamelContext camel) {
        this.camel = camel;
    }

    void add(String template, NodeId neighbour, BrokerLink link, String queue) {
        String connections = "link-" + template + "-" + neighbour;
        camel.getRegistry().bind(connections, link.connections());
        try {
            TemplatedRouteBuilder.builder(camel, template)
                    .routeId(id(template, neighbour))
                    .parameter("neighbour", neighbour.value())
                    .parameter("link", connections)
                    .parameter("queue", queue)
                    .add();
        } catch (Exception e) {
            throw new RouteFault("route " + id(template, neighbour) + " cannot be made from its template", e);
        }
    }

    /** Waits for the message under way; what is not acknowledged by then comes again. */
    void remove(String template, NodeId neighbour) {
        String id = id(template, neighbour);
        try {
            camel.getRouteController().stopRoute(id);
            camel.removeRoute(id);
            camel.getRegistry().unbind("link-" + template + "-" + neighbour);
        } catch (Exception e) {
            throw new RouteFault("route " + id + " cannot be removed", e);
        }
    }

    private static String id(String template, NodeId neighbour) {
        return template + "-" + neighbour;
    }
}

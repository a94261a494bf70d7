package org.jilian.route;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What Spring Boot and Camel are told for every node; the caller's own properties win. */
final class NodeDefaults {
    private NodeDefaults() {}

    static Map<String, Object> of(Map<String, String> properties) {
        String node = required(properties, "jilian.node");
        Path routes =
                Path.of(properties.getOrDefault("jilian.routes", "routes")).toAbsolutePath();
        Map<String, Object> defaults = new HashMap<>();
        web(defaults);
        camel(defaults, node, routes);
        defaults.put("spring.application.name", "jilian-" + node);
        defaults.put("spring.jmx.enabled", "false");
        defaults.put("spring.main.allow-bean-definition-overriding", "false");
        return defaults;
    }

    static String required(Map<String, String> properties, String name) {
        return Objects.requireNonNull(properties.get(name), () -> name + " should be given, but is missing");
    }

    private static void web(Map<String, Object> defaults) {
        defaults.put("server.address", "${jilian.http.address:127.0.0.1}");
        defaults.put("server.port", "${jilian.http.port:0}");
        defaults.put("server.shutdown", "graceful");
        defaults.put("spring.lifecycle.timeout-per-shutdown-phase", "10s");
        defaults.put("server.tomcat.threads.max", "20");
        defaults.put("server.tomcat.threads.min-spare", "1");
        defaults.put("management.endpoints.web.exposure.include", "health,metrics,prometheus");
        defaults.put("management.endpoint.health.show-details", "always");
        defaults.put("management.endpoint.health.status.order", "DOWN,OUT_OF_SERVICE,DEGRADED,UP,UNKNOWN");
        defaults.put("management.metrics.tags.node", "${jilian.node}");
    }

    private static void camel(Map<String, Object> defaults, String node, Path routes) {
        defaults.put("camel.main.name", "jilian-" + node);
        defaults.put("camel.main.routes-include-pattern", "file:" + routes + "/*.camel.yaml");
        // an integrator's broken file is logged and shown by health; it does not keep the other routes from running
        defaults.put("camel.main.routes-collector-ignore-loading-error", "true");
        defaults.put("camel.main.routes-reload-enabled", "true");
        defaults.put("camel.main.routes-reload-directory", routes.toString());
        defaults.put("camel.main.routes-reload-pattern", "*.camel.yaml");
        defaults.put("camel.main.routes-reload-remove-all-routes", "false");
        defaults.put("camel.main.jmx-enabled", "false");
        defaults.put("camel.main.shutdown-timeout", "10");
        defaults.put("camel.main.startup-summary-level", "Off");
        defaults.put("camel.main.run-controller", "false");
    }
}

package org.jilian.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Each file in the routes directory is a running route, a template or a configuration by its file's name, or is named. */
final class RouteFilesHealth implements HealthIndicator {
    private static final String ENDING = ".camel.yaml";

    private final ModelCamelContext camel;
    private final Path routes;

    RouteFilesHealth(CamelContext camel, Path routes) {
        this.camel = (ModelCamelContext) camel;
        this.routes = routes;
    }

    @Override
    public Health health() {
        List<String> idle = ids().filter(id -> !runs(id)).toList();
        Health.Builder health = Degraded.when(!idle.isEmpty());
        return idle.isEmpty()
                ? health.build()
                : health.withDetail("notRunning", idle)
                        .withDetail(
                                "remedy",
                                "the log says what is wrong with the file; the id in it must be the file's name; saving"
                                        + " the mended file loads it")
                        .build();
    }

    private boolean runs(String id) {
        return (camel.getRoute(id) != null
                        && camel.getRouteController().getRouteStatus(id).isStarted())
                || camel.getRouteTemplateDefinition(id) != null
                || camel.getRouteConfigurationDefinition(id) != null;
    }

    private Stream<String> ids() {
        try (Stream<Path> files = Files.list(routes)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("the routes directory " + routes + " cannot be read", e);
        }
    }
}

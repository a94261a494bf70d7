package org.jilian.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jilian.cli.demo.ThreeHomes;
import org.jilian.console.ConsoleConfiguration;
import org.jilian.record.NodeId;

/** A served node that is asked over real HTTP, at a time that a test may put forward. */
final class ApiNode implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Later clock = new Later();
    private final NodeHome home;
    private final ServedNode served;
    private final HttpClient client = HttpClient.newHttpClient();

    /** The machine's clock, put forward. */
    private static final class Later extends Clock {
        private volatile Duration by = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.offset(Clock.system(zone), by);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(by);
        }
    }

    /** What was answered. */
    record Answer(int status, JsonNode body, HttpResponse<String> whole) {
        String type() {
            return body.path("type").asText().replace("urn:jilian:problem:", "");
        }

        List<String> outcomes() {
            List<String> outcomes = new ArrayList<>();
            body.path("items").forEach(item -> outcomes.add(item.path("outcome").asText()));
            return outcomes;
        }
    }

    ApiNode(Path temp, NodeId node, String settings) throws IOException {
        home = ThreeHomes.make(temp, Optional.empty()).home(node);
        Files.writeString(home.path().resolve("node.yaml"), settings, StandardOpenOption.APPEND);
        served = ServedNode.start(OpenNode.open(NodeHome.at(home.path()), clock));
    }

    NodeHome home() {
        return home;
    }

    ServedNode served() {
        return served;
    }

    void later(Duration by) {
        clock.by = clock.by.plus(by);
    }

    /** @param further of the order, as JSON with apostrophes for quotes */
    ObjectNode token(String scopes, String further) throws IOException {
        ObjectNode order = (ObjectNode) JSON.readTree(("{" + further + "}").replace('\'', '"'));
        order.put("what", "issue").put("who", "示例平台");
        for (String scope : scopes.split(",")) {
            order.withArray("scopes").add(scope);
        }
        return served.desk().tokens(order);
    }

    void revoke(String id) {
        served.desk()
                .tokens(JsonNodeFactory.instance
                        .objectNode()
                        .put("what", "revoke")
                        .put("id", id));
    }

    Answer post(String token, String path, String body, String... headers) throws Exception {
        return send(token, path, HttpRequest.BodyPublishers.ofString(body), "POST", headers);
    }

    Answer get(String token, String path, String... headers) throws Exception {
        return send(token, path, HttpRequest.BodyPublishers.noBody(), "GET", headers);
    }

    private Answer send(String token, String path, HttpRequest.BodyPublisher body, String method, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + served.httpPort() + "/api/v1" + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        described(path, method, answer.statusCode());
        return new Answer(answer.statusCode(), JSON.readTree(answer.body()), answer);
    }

    /** Whatever a test asks, the description must name the status of its answer. */
    private static void described(String path, String method, int status) throws IOException {
        String template =
                "/api/v1" + path.replaceFirst("\\?.*", "").replaceFirst("/certificates/.*", "/certificates/{serial}");
        try (InputStream in = ConsoleConfiguration.class.getResourceAsStream("openapi.json")) {
            JsonNode operation =
                    JSON.readTree(in).path("paths").path(template).path(method.toLowerCase(java.util.Locale.ROOT));
            assertThat(operation.isMissingNode() || operation.path("responses").has(String.valueOf(status)))
                    .as(status + " of " + method + " " + template + " stands in openapi.json")
                    .isTrue();
        }
    }

    /** Details of the audit trail's lines of an event, waiting or chained. */
    List<JsonNode> audited(String event) {
        List<JsonNode> found = new ArrayList<>();
        List<String> details = served.open()
                .database()
                .read(tx -> tx.list(
                        "SELECT detail FROM audit WHERE event = ? UNION ALL SELECT detail FROM audit_waiting WHERE event = ?",
                        row -> row.text("detail"),
                        event,
                        event));
        for (String detail : details) {
            try {
                found.add(JSON.readTree(detail));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return found;
    }

    @Override
    public void close() {
        served.close();
    }
}

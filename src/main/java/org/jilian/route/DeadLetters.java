package org.jilian.route;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code deadLetters}: sets a message that failed again and again aside, its bytes and the reason beside them, so
 * that the link goes on. At most {@value #KEPT} are kept, the oldest go first. Nothing is lost by that: no receipt was
 * given, so its sender sends it again.
 */
public final class DeadLetters {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final int KEPT = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final Clock clock;

    DeadLetters(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    public synchronized void keep(Exchange exchange) throws IOException {
        Throwable why = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String neighbour = exchange.getMessage().getHeader(Wire.NEIGHBOUR, String.class);
        byte[] body = exchange.getMessage().getBody() instanceof byte[] bytes ? bytes : new byte[0];
        if (neighbour == null) {
            log.error("Route {} failed; the next run tries again", exchange.getFromRouteId(), why);
            return;
        }
        Instant now = clock.instant();
        String name = now.toString().replace(':', '-') + "_" + neighbour + "_" + exchange.getExchangeId();
        Files.createDirectories(directory);
        Files.write(directory.resolve(name + ".message"), body);
        Map<String, Object> reason = new LinkedHashMap<>();
        reason.put("at", now.toString());
        reason.put("neighbour", neighbour);
        reason.put("type", String.valueOf(exchange.getMessage().getHeader(Wire.TYPE)));
        reason.put("bytes", body.length);
        reason.put("reason", String.valueOf(why));
        reason.put(
                "remedy",
                "Report this as a defect with the log around it; the sender sends the message again by itself.");
        Files.write(directory.resolve(name + ".json"), JSON.writeValueAsBytes(reason));
        log.error("A message from {} failed again and again and was set aside as {}", neighbour, name, why);
        forgetOldest();
    }

    /** How many messages are set aside. */
    public int count() {
        return names().size();
    }

    private void forgetOldest() throws IOException {
        List<String> names = names();
        for (String name : names.subList(0, Math.max(0, names.size() - KEPT))) {
            Files.deleteIfExists(directory.resolve(name));
            Files.deleteIfExists(directory.resolve(name.replace(".json", ".message")));
        }
    }

    private List<String> names() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("dead letters in " + directory + " cannot be listed", e);
        }
    }
}

package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jilian.intake.Given;
import org.jilian.route.Connection;
import org.jspecify.annotations.Nullable;

/**
 * One platform of this node. Documents that it sends are files without a folder: taken in as {@code import} does, kept encrypted,
 * known again by their bytes.
 */
final class NodeConnection implements Connection {
    private static final int NAME = 80;

    private final OpenNode node;
    private final LocalDesk desk;
    private final ConnectionFile file;
    private final String secret;
    private final @Nullable TableConnection table;
    private final @Nullable RestConnection rest;

    /** @throws WrongUseException with what is wrong in the file */
    NodeConnection(OpenNode node, LocalDesk desk, ConnectionFile file) {
        this.node = node;
        this.desk = desk;
        this.file = file;
        this.secret = Secret.of(node.home(), file.secretFile(), file.secretEnv(), "connection " + file.connection());
        if (file.table() != null && file.rest() != null) {
            throw new WrongUseException(
                    "connection " + file.connection()
                            + " should have either 'table' or 'rest', since each asks in its own way; make a second connection");
        }
        this.table = file.table() == null ? null : new TableConnection(node, file.connection(), file.table());
        this.rest = file.rest() == null ? null : new RestConnection(node, file.connection(), file.rest());
        // a mapping that is wrong is told when the node starts, not when the first row comes
        mapping();
    }

    @Override
    public String name() {
        return file.connection();
    }

    @Override
    public String template() {
        return file.route();
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>(file.parameters() == null ? Map.of() : file.parameters());
        if (!secret.isEmpty() && file.broker() == null) {
            parameters.put("secret", secret);
        }
        return parameters;
    }

    @Override
    public Optional<Broker> broker() {
        return Optional.ofNullable(file.broker())
                .map(broker -> new Broker(broker.url(), broker.user() == null ? "" : broker.user(), secret));
    }

    /** Read anew each time: an integrator mends it while the node runs. */
    private Mappings.Versioned mapping() {
        return Mappings.in(node.home().config(), node.directory().kinds()).named(file.mapping());
    }

    private Given given() {
        return new Given(
                Optional.ofNullable(file.division())
                        .or(() -> node.directory()
                                .node(node.node())
                                .flatMap(self -> self.jurisdiction()
                                        .codeOn(LocalDate.ofInstant(node.self().now(), LocalDesk.CHINA))))
                        .orElse(node.node().value()),
                Optional.ofNullable(file.period()));
    }

    @Override
    public Optional<String> ask() throws IOException {
        if (rest != null) {
            return rest.ask(
                    mapping(),
                    given(),
                    (name, document) -> take(name, document).report().lines().findFirst(),
                    desk::wake);
        }
        if (table == null) {
            throw new IOException("connection " + name() + " should say in connections/" + name()
                    + ".yaml what to ask ('table' or 'rest'), since its route " + template() + " asks");
        }
        TableIntake intake = new TableIntake(node, name(), mapping(), given());
        int rows = table.ask(intake, desk::wake);
        return rows == 0
                ? Optional.empty()
                : Optional.of(rows + " rows: " + intake.taken() + " taken, " + intake.failed() + " failed");
    }

    @Override
    public Taken take(String name, byte[] document) throws IOException {
        Path arrived = Files.createDirectories(node.home().arriving());
        Path folder = Files.createTempDirectory(arrived, name() + "-");
        String plain = name.replaceAll("[^\\p{L}\\p{N}._ ()-]", "_");
        Path path = folder.resolve(plain.substring(Math.max(0, plain.length() - NAME)));
        try {
            Files.write(path, document);
            ObjectNode report = desk.takeIn(
                    new Order(
                            path,
                            Optional.of(file.mapping()),
                            Optional.ofNullable(file.period()),
                            Optional.ofNullable(file.division()),
                            false,
                            Locale.getDefault().getLanguage()),
                    done -> {});
            return new Taken(
                    !report.path("state").asText().equals("refused"), ImportWords.of(report, Locale.getDefault()));
        } finally {
            Files.deleteIfExists(path);
            Files.deleteIfExists(folder);
        }
    }
}

package org.jilian.cli.node;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jilian.intake.Given;
import org.jilian.intake.pull.PullSettings;
import org.jilian.intake.pull.RestPull;
import org.jilian.intake.pull.Sleeper;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;
import org.jilian.store.ConnectionPositions;
import org.jspecify.annotations.Nullable;

/** A REST interface of a platform, asked for what is new since the last time. One round at a time. */
final class RestConnection {
    private final OpenNode node;
    private final String name;
    private final PullSettings settings;
    private final RestPull pull;
    private @Nullable KnownItems known;
    private Optional<Digest> lastDocument = Optional.empty();

    /** @throws WrongUseException if the settings contradict themselves or name what is not there */
    RestConnection(OpenNode node, String name, ConnectionFile.Rest rest) {
        this.node = node;
        this.name = name;
        this.settings = RestSettings.of(node.home(), name, rest);
        try {
            this.pull = new RestPull(
                    settings,
                    node.clock(),
                    Sleeper.THREAD,
                    () -> ThreadLocalRandom.current().nextDouble());
        } catch (IllegalArgumentException e) {
            throw new WrongUseException("connection " + name + ": " + e.getMessage(), e);
        }
    }

    /** Takes in an answer that is no JSON, as a file. */
    @FunctionalInterface
    interface Documents {
        Optional<String> take(String name, byte[] document) throws IOException;
    }

    /** What came of a round, in a line; empty if nothing was new. */
    synchronized Optional<String> ask(Mappings.Versioned mapping, Given given, Documents documents, Runnable committed)
            throws IOException {
        TableIntake intake = new TableIntake(node, name, mapping, given);
        PulledItems items = new PulledItems(intake, known(mapping, given), settings.key());
        Into into = new Into(items, documents, committed);
        RestPull.Round round = pull.ask(into.kept, into);
        if (settings.items().isEmpty()) {
            return into.said;
        }
        String unmarked =
                round.unmarked() == 0 ? "" : ", " + round.unmarked() + " without a watermark that can be read";
        return intake.taken() + intake.failed() == 0 && round.unmarked() == 0
                ? Optional.empty()
                : Optional.of(
                        round.items() + " items on " + round.pages() + " pages: " + intake.taken() + " rows taken, "
                                + intake.failed() + " failed, " + items.asBefore() + " items as before" + unmarked);
    }

    /** Another text of the mapping, and each item is looked at again. */
    private KnownItems known(Mappings.Versioned mapping, Given given) {
        Digest meaning = FileImport.context(node, mapping, given);
        Digest context = Digest.of(
                node.self().keys().salt().of(("items\n" + name + "\n" + meaning).getBytes(StandardCharsets.UTF_8)));
        KnownItems kept = known;
        if (kept == null || !kept.isOf(context)) {
            kept = new KnownItems(node, context);
            known = kept;
        }
        return kept;
    }

    private final class Into implements RestPull.Sink {
        private final PulledItems items;
        private final Documents documents;
        private final Runnable committed;
        private Optional<String> kept;
        private Optional<String> said = Optional.empty();

        Into(PulledItems items, Documents documents, Runnable committed) {
            this.items = items;
            this.documents = documents;
            this.committed = committed;
            this.kept = node.database()
                    .read(tx -> ConnectionPositions.find(tx, name))
                    .flatMap(this::mark);
        }

        @Override
        public void items(List<ObjectNode> page) throws IOException {
            items.take(page);
            committed.run();
        }

        @Override
        public void document(byte[] document) throws IOException {
            Optional<Digest> digest = Optional.of(Digest.of(Mappings.sha256().digest(document)));
            if (!digest.equals(lastDocument)) {
                said = documents.take("answer", document);
                lastDocument = digest;
                committed.run();
            }
        }

        @Override
        public void mark(Optional<String> mark) {
            if (!mark.equals(kept)) {
                node.database().change(tx -> {
                    if (mark.isPresent()) {
                        ConnectionPositions.put(
                                tx, name, text(mark.get()), node.self().now());
                    } else {
                        ConnectionPositions.forget(tx, name);
                    }
                });
                kept = mark;
            }
        }

        private String text(String mark) {
            return CanonicalJson.text(
                    JsonNodeFactory.instance.objectNode().put("field", field()).put("mark", mark));
        }

        /** A mark of another field says nothing. */
        private Optional<String> mark(String position) {
            JsonNode json = CanonicalJson.read(position.getBytes(StandardCharsets.UTF_8));
            return json.path("field").asText().equals(field())
                    ? Optional.of(json.path("mark").asText()).filter(mark -> !mark.isEmpty())
                    : Optional.empty();
        }

        private String field() {
            return settings.watermark()
                    .map(watermark -> watermark.field())
                    .map(JsonPointer::toString)
                    .orElse("");
        }
    }
}

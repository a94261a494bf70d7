package org.jilian.cli.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jilian.archive.ArchiveOrder;
import org.jilian.certificate.IssueOrder;
import org.jilian.duplicates.Decide;
import org.jilian.record.Digest;
import org.jilian.record.RecordId;
import org.jilian.record.Stream;

/** The desk of a node that runs in another process, over its control socket. */
final class RemoteDesk implements Desk {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    private final ControlFile control;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    private RemoteDesk(ControlFile control) {
        this.control = control;
    }

    /** Empty if the node does not run: no word lies in its home, or nobody listens where the word says. */
    static Optional<RemoteDesk> find(NodeHome home) {
        Optional<RemoteDesk> desk = ControlFile.find(home).map(RemoteDesk::new);
        return desk.filter(RemoteDesk::listens);
    }

    private boolean listens() {
        try {
            // a node killed may have left the file, and another program taken the port: that one knows no such word
            return client.send(get("/status"), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == OK;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("the node's control socket does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public ObjectNode status() {
        return ask(get("/status"));
    }

    @Override
    public ObjectNode trace(RecordId id) {
        return ask(get("/trace?record=" + URLEncoder.encode(id.toString(), StandardCharsets.UTF_8)));
    }

    @Override
    public ObjectNode proof(RecordId id) {
        return ask(get("/proof?record=" + URLEncoder.encode(id.toString(), StandardCharsets.UTF_8)));
    }

    @Override
    public ObjectNode install(Path bundle) {
        return ask(post(
                "/directory",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("bundle", bundle.toAbsolutePath().toString())));
    }

    @Override
    public ObjectNode backUp(Path copy) {
        return ask(post(
                "/backup",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("file", copy.toAbsolutePath().toString())));
    }

    @Override
    public ObjectNode giveBack(Digest file, Path out) {
        return ask(post(
                "/retained",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("digest", file.toString())
                        .put("file", out.toAbsolutePath().toString())));
    }

    @Override
    public ObjectNode waive(Stream ledger) {
        return ask(post("/waive", JsonNodeFactory.instance.objectNode().put("stream", ledger.toString())));
    }

    @Override
    public ObjectNode author(JsonNode drafts) {
        return ask(post(
                "/author", (ObjectNode) JsonNodeFactory.instance.objectNode().set("drafts", drafts)));
    }

    @Override
    public ObjectNode step(RecordId id, String name, ObjectNode change) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("record", id.toString())
                .put("step", name);
        body.set("change", change);
        return ask(post("/step", body));
    }

    @Override
    public ObjectNode revokeCertificate(String serial, String reason) {
        return ask(post(
                "/certificates/revoke",
                JsonNodeFactory.instance.objectNode().put("serial", serial).put("reason", reason)));
    }

    @Override
    public ObjectNode printCertificate(String serial, Path out) {
        return ask(post(
                "/certificates/print",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("serial", serial)
                        .put("file", out.toAbsolutePath().toString())));
    }

    @Override
    public ObjectNode verifyCertificate(byte[] paper) {
        return ask(post(
                "/certificates/verify", JsonNodeFactory.instance.objectNode().put("paper", paper)));
    }

    @Override
    public ObjectNode issue(IssueOrder order, Progress progress) {
        return reported(post("/certificates", IssueForm.write(order)), progress);
    }

    @Override
    public ObjectNode takeIn(Order order, Progress progress) {
        return reported(post("/import", OrderForm.write(order)), progress);
    }

    @Override
    public ObjectNode preview(Order order, Progress progress) {
        return reported(post("/import/preview", OrderForm.write(order)), progress);
    }

    @Override
    public ObjectNode tokens(ObjectNode order) {
        return ask(post("/tokens", order));
    }

    @Override
    public ObjectNode archive(ArchiveOrder order) {
        return ask(post("/archive", ArchiveForm.write(order)));
    }

    @Override
    public ObjectNode duplicates(boolean persons, boolean institutions) {
        return ask(post(
                "/duplicates",
                JsonNodeFactory.instance.objectNode().put("persons", persons).put("institutions", institutions)));
    }

    @Override
    public ObjectNode decide(boolean same, Decide.Word word) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("same", same)
                .put("proposal", word.proposal())
                .put("who", word.who())
                .put("reason", word.reason());
        word.keep().ifPresent(keep -> body.put("keep", keep.toString()));
        return ask(post("/duplicates/decide", body));
    }

    @Override
    public ObjectNode undoMerger(RecordId merged, String who, String reason) {
        return ask(post(
                "/duplicates/undo",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("record", merged.toString())
                        .put("who", who)
                        .put("reason", reason)));
    }

    @Override
    public ObjectNode quarantine(QuarantineOrder order, Progress progress) {
        return reported(post("/quarantine", QuarantineForm.write(order)), progress);
    }

    /** What takes long answers with lines: how far it is, and last what came of it. */
    private ObjectNode reported(HttpRequest request, Progress progress) {
        try (InputStream in = send(request);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode document = JSON.readTree(line);
                if (document.has("report")) {
                    return (ObjectNode) document.path("report");
                }
                if (document.has("wrongUse")) {
                    throw new WrongUseException(document.path("wrongUse").asText());
                }
                if (document.has("fault")) {
                    throw new NodeFault(document.path("fault").asText());
                }
                progress.rows(document.path("rows").asLong());
            }
            throw new NodeFault("the node ended before the work did; give the order again, it goes on from there");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the node's control socket broke off; give the order again, it goes on from there", e);
        }
    }

    private ObjectNode ask(HttpRequest request) {
        try (InputStream in = send(request)) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the node's control socket broke off; ask again", e);
        }
    }

    private InputStream send(HttpRequest request) throws IOException {
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() == OK) {
                return response.body();
            }
            try (InputStream in = response.body()) {
                String error = JSON.readTree(in).path("error").asText("status " + response.statusCode());
                throw response.statusCode() == BAD_REQUEST ? new WrongUseException(error) : new NodeFault(error);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private HttpRequest get(String path) {
        return request(path).GET().build();
    }

    private HttpRequest post(String path, ObjectNode body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + control.port() + "/control" + path))
                .header("Authorization", "Bearer " + control.token());
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("asked to stop while the node was asked", e);
    }

    @Override
    public ObjectNode statistics(ObjectNode order) {
        return ask(post("/statistics", order));
    }

    @Override
    public void close() {
        // nothing is held open between two questions
    }
}

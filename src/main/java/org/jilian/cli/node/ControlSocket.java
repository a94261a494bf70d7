package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jilian.duplicates.Decide;
import org.jilian.record.Digest;
import org.jilian.record.MalformedException;
import org.jilian.record.RecordId;
import org.jilian.record.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The desk over loopback HTTP. An import answers with lines: how many rows so far, and last what became of the file. */
@RestController
@RequestMapping("/control")
class ControlSocket {
    private final LocalDesk desk;

    ControlSocket(LocalDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/status")
    ObjectNode status() {
        return desk.status();
    }

    @GetMapping("/trace")
    ObjectNode trace(@RequestParam("record") String record) {
        return desk.trace(RecordId.parse(record));
    }

    @GetMapping("/proof")
    ObjectNode proof(@RequestParam("record") String record) {
        return desk.proof(RecordId.parse(record));
    }

    @PostMapping("/directory")
    ObjectNode install(@RequestBody ObjectNode body) {
        return desk.install(Path.of(body.path("bundle").asText()));
    }

    @PostMapping("/backup")
    ObjectNode backUp(@RequestBody ObjectNode body) {
        return desk.backUp(Path.of(body.path("file").asText()));
    }

    @PostMapping("/retained")
    ObjectNode giveBack(@RequestBody ObjectNode body) {
        return desk.giveBack(
                Digest.parse(body.path("digest").asText()),
                Path.of(body.path("file").asText()));
    }

    @PostMapping("/waive")
    ObjectNode waive(@RequestBody ObjectNode body) {
        return desk.waive(Stream.parse(body.path("stream").asText()));
    }

    @PostMapping("/author")
    ObjectNode author(@RequestBody ObjectNode body) {
        return desk.author(body.path("drafts"));
    }

    @PostMapping("/step")
    ObjectNode step(@RequestBody ObjectNode body) {
        return desk.step(
                RecordId.parse(body.path("record").asText()), body.path("step").asText(), body.withObject("/change"));
    }

    @PostMapping("/certificates/revoke")
    ObjectNode revoke(@RequestBody ObjectNode body) {
        return desk.revokeCertificate(
                body.path("serial").asText(), body.path("reason").asText());
    }

    @PostMapping("/certificates/print")
    ObjectNode print(@RequestBody ObjectNode body) {
        return desk.printCertificate(
                body.path("serial").asText(), Path.of(body.path("file").asText()));
    }

    @PostMapping("/certificates/verify")
    ObjectNode verify(@RequestBody ObjectNode body) {
        try {
            return desk.verifyCertificate(body.path("paper").binaryValue());
        } catch (IOException e) {
            throw new MalformedException("paper", "bytes in base64", "something else");
        }
    }

    @PostMapping("/certificates")
    void issue(@RequestBody ObjectNode order, HttpServletResponse response) throws IOException {
        inLines(response, progress -> desk.issue(IssueForm.read(order), progress));
    }

    @PostMapping("/import")
    void takeIn(@RequestBody ObjectNode order, HttpServletResponse response) throws IOException {
        inLines(response, progress -> desk.takeIn(OrderForm.read(order), progress));
    }

    @PostMapping("/import/preview")
    void preview(@RequestBody ObjectNode order, HttpServletResponse response) throws IOException {
        inLines(response, progress -> desk.preview(OrderForm.read(order), progress));
    }

    @PostMapping("/quarantine")
    void quarantine(@RequestBody ObjectNode order, HttpServletResponse response) throws IOException {
        inLines(response, progress -> desk.quarantine(QuarantineForm.read(order), progress));
    }

    @PostMapping("/statistics")
    ObjectNode statistics(@RequestBody ObjectNode order) {
        return desk.statistics(order);
    }

    @PostMapping("/tokens")
    ObjectNode tokens(@RequestBody ObjectNode order) {
        return desk.tokens(order);
    }

    @PostMapping("/archive")
    ObjectNode archive(@RequestBody ObjectNode order) {
        return desk.archive(ArchiveForm.read(order));
    }

    @PostMapping("/duplicates")
    ObjectNode duplicates(@RequestBody ObjectNode body) {
        return desk.duplicates(
                body.path("persons").asBoolean(), body.path("institutions").asBoolean());
    }

    @PostMapping("/duplicates/decide")
    ObjectNode decide(@RequestBody ObjectNode body) {
        return desk.decide(
                body.path("same").asBoolean(),
                new Decide.Word(
                        body.path("proposal").asText(),
                        body.path("who").asText(),
                        body.path("reason").asText(),
                        Optional.ofNullable(body.get("keep")).map(keep -> RecordId.parse(keep.asText()))));
    }

    @PostMapping("/duplicates/undo")
    ObjectNode undoMerger(@RequestBody ObjectNode body) {
        return desk.undoMerger(
                RecordId.parse(body.path("record").asText()),
                body.path("who").asText(),
                body.path("reason").asText());
    }

    private static void inLines(HttpServletResponse response, Function<Progress, ObjectNode> work) throws IOException {
        response.setContentType("application/x-ndjson");
        OutputStream out = response.getOutputStream();
        ObjectNode last = JsonNodeFactory.instance.objectNode();
        try {
            last.set("report", work.apply(done -> line(out, rows(done))));
        } catch (WrongUseException | MalformedException e) {
            last.put("wrongUse", e.getMessage());
        } catch (RuntimeException e) {
            last.put("fault", String.valueOf(e.getMessage()));
        }
        line(out, last);
    }

    private static ObjectNode rows(long done) {
        return JsonNodeFactory.instance.objectNode().put("rows", done);
    }

    private static void line(OutputStream out, ObjectNode document) {
        try {
            out.write((document + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("whoever asked has gone; the work ends with this commit", e);
        }
    }

    @ExceptionHandler({WrongUseException.class, MalformedException.class})
    ResponseEntity<ObjectNode> wrongUse(RuntimeException e) {
        return answer(HttpStatus.BAD_REQUEST, e);
    }

    @ExceptionHandler(RuntimeException.class)
    ResponseEntity<ObjectNode> fault(RuntimeException e) {
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, e);
    }

    private static ResponseEntity<ObjectNode> answer(HttpStatus status, RuntimeException e) {
        return ResponseEntity.status(status)
                .body(JsonNodeFactory.instance.objectNode().put("error", String.valueOf(e.getMessage())));
    }
}

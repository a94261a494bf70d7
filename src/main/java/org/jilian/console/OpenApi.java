package org.jilian.console;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What there is, described for programs; what there is not is said to whoever asks for it. */
@RestController
class OpenApi {
    static final String PATH = "/api/v1/openapi.json";

    /** For everybody: it stands in the public repository as well. */
    @GetMapping(PATH)
    ResponseEntity<byte[]> description() {
        try (InputStream in = Objects.requireNonNull(OpenApi.class.getResourceAsStream("openapi.json"))) {
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own description was not read", e);
        }
    }

    @RequestMapping("/api/**")
    void nothing(HttpServletRequest request) {
        throw new ProblemException(Problem.NOT_HERE);
    }
}

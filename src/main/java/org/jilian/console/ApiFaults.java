package org.jilian.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import org.jilian.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Whatever goes wrong is told as a problem, in the words of who has to mend it; how it went wrong is the log's. */
@RestControllerAdvice(basePackageClasses = ApiFaults.class)
class ApiFaults {
    private static final Logger LOG = LoggerFactory.getLogger(ApiFaults.class);

    static Problem problem(StoreException e) {
        return e.fault().passing() ? Problem.AWAY : Problem.FAULT;
    }

    @ExceptionHandler(ProblemException.class)
    ResponseEntity<ObjectNode> problem(ProblemException e, HttpServletRequest request) {
        return answer(e.problem(), request);
    }

    @ExceptionHandler(RefusedRequestException.class)
    ResponseEntity<ObjectNode> refused(RefusedRequestException e, HttpServletRequest request) {
        return answer(Problem.wrong(e.status(), e.reason()), request);
    }

    @ExceptionHandler(StoreException.class)
    ResponseEntity<ObjectNode> store(StoreException e, HttpServletRequest request) {
        LOG.warn("a request of the interface was not answered: {}", e.getMessage());
        return answer(problem(e), request);
    }

    @ExceptionHandler(RuntimeException.class)
    ResponseEntity<ObjectNode> fault(RuntimeException e, HttpServletRequest request) {
        LOG.error("a request of the interface failed", e);
        return answer(Problem.FAULT, request);
    }

    private static ResponseEntity<ObjectNode> answer(Problem problem, HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.parseMediaType(Problem.MEDIA_TYPE));
        problem.retryAfter().ifPresent(wait -> headers.set("Retry-After", String.valueOf(wait.toSeconds())));
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .body(problem.document(Language.of(request), request.getRequestURI()));
    }
}

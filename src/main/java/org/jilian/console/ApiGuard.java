package org.jilian.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jilian.store.ApiToken;
import org.jilian.store.StoreException;

/**
 * Nobody asks the interface without a token that is in force and has the scope of the path; whoever is not let in stands in
 * the audit trail. An address that gave too many wrong tokens is not listened to for the rest of the minute, and stands there
 * once for it: guessing fills no disk.
 */
final class ApiGuard extends HttpFilter {
    /** The request's attribute with its token's entry. */
    static final String CALLER = "org.jilian.console.caller";

    static final int WRONG_PER_MINUTE = 20;

    private static final long serialVersionUID = 1L;
    private static final String BEARER = "Bearer ";
    private static final String FORWARDED = "X-Forwarded-For";
    private static final int LONGEST = 60;

    private final transient Premises premises;
    private final transient Tokens tokens;
    private final transient ApiSettings settings;
    private final transient Allowance wrong;

    ApiGuard(Premises premises, Tokens tokens, ApiSettings settings) {
        this.premises = premises;
        this.tokens = tokens;
        this.settings = settings;
        this.wrong = new Allowance(premises.self().clock(), WRONG_PER_MINUTE);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getRequestURI().equals(OpenApi.PATH)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Problem> problem;
        try {
            problem = objection(request);
        } catch (StoreException e) {
            problem = Optional.of(ApiFaults.problem(e));
        }
        if (problem.isPresent()) {
            write(problem.get(), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<Problem> objection(HttpServletRequest request) {
        String address = address(request);
        Optional<Duration> wait = wrong.wait(address);
        if (wait.isPresent()) {
            return Optional.of(Problem.tooOften("token.too-many-wrong", wait.get()));
        }
        Optional<String> given = Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
        Optional<ApiToken> token = given.flatMap(tokens::find);
        Optional<Problem> objection = token.isEmpty()
                ? Optional.of(given.isEmpty() ? Problem.TOKEN_MISSING : Problem.TOKEN_UNKNOWN)
                : tokens.trouble(token.get());
        if (objection.isPresent()) {
            wrong.take(address);
        } else {
            // as it was sent: written in another way, a path that Spring would still understand is none
            Optional<Scope> scope = Scope.of(request.getRequestURI());
            if (scope.isEmpty()) {
                return Optional.of(Problem.NOT_HERE);
            }
            request.setAttribute(CALLER, token.orElseThrow());
            objection = scope.filter(each -> !token.orElseThrow().scopes().contains(each.word()))
                    .map(Problem::scopeMissing);
        }
        objection.ifPresent(each -> premises.note("api.refused", refused(request, address, token, each)));
        if (objection.isPresent() && wrong.wait(address).isPresent()) {
            premises.note(
                    "api.not-listened-to", JsonNodeFactory.instance.objectNode().put("address", address));
        }
        return objection;
    }

    private static ObjectNode refused(
            HttpServletRequest request, String address, Optional<ApiToken> token, Problem problem) {
        ObjectNode detail = token.map(Tokens::detail).orElseGet(JsonNodeFactory.instance::objectNode);
        return detail.put("address", address)
                // what else stands in the path is a stranger's text
                .put("path", Scope.of(request.getRequestURI()).map(Scope::path).orElse("other"))
                .put("why", problem.reason().code());
    }

    /** Behind a proxy the last address is the one that the proxy saw; those before it are whatever was told to it. */
    private String address(HttpServletRequest request) {
        String forwarded = request.getHeader(FORWARDED);
        if (settings.behindProxy() && forwarded != null) {
            String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
            return last.substring(0, Math.min(last.length(), LONGEST));
        }
        return request.getRemoteAddr();
    }

    private static void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"jilian\"");
        }
        problem.retryAfter().ifPresent(wait -> response.setHeader("Retry-After", String.valueOf(wait.toSeconds())));
        response.getOutputStream()
                .write(problem.document(Language.of(request), request.getRequestURI())
                        .toString()
                        .getBytes(StandardCharsets.UTF_8));
    }
}

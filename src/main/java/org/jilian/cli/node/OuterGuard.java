package org.jilian.cli.node;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** By the outer door nothing but the interface for platforms is reached. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OuterGuard extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String ALLOWED = "/api/";

    private final int port;

    OuterGuard(OuterDoor door) {
        this.port = door.port();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getLocalPort() == port && !request.getServletPath().startsWith(ALLOWED)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }
}

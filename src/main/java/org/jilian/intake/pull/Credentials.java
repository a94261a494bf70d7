package org.jilian.intake.pull;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;

/** By what a platform knows this node. */
public sealed interface Credentials {
    /** Where a request goes with them. */
    default URI at(URI uri) {
        return uri;
    }

    default void put(HttpRequest.Builder request) throws IOException {}

    /** After the platform did not accept them. @return whether asking again may help */
    default boolean renew() {
        return false;
    }

    /** A text without them. */
    default String scrub(String text) {
        return text;
    }

    record None() implements Credentials {}

    record HeaderKey(String name, Concealed key) implements Credentials {
        @Override
        public void put(HttpRequest.Builder request) {
            request.setHeader(name, key.value());
        }

        @Override
        public String scrub(String text) {
            return key.scrub(text);
        }
    }

    record QueryKey(String name, Concealed key) implements Credentials {
        @Override
        public URI at(URI uri) {
            String own = encoded(name) + "=";
            // a link of the platform's may hold it already
            String others = Arrays.stream(
                            Objects.requireNonNullElse(uri.getRawQuery(), "").split("&"))
                    .filter(each -> !each.isEmpty() && !each.startsWith(own))
                    .map(each -> each + "&")
                    .collect(Collectors.joining());
            return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath() + "?" + others + own
                    + encoded(key.value()));
        }

        @Override
        public String scrub(String text) {
            return key.scrub(text);
        }
    }

    record Basic(String user, Concealed password) implements Credentials {
        @Override
        public void put(HttpRequest.Builder request) {
            request.setHeader("Authorization", header(user, password.value()));
        }

        @Override
        public String scrub(String text) {
            return password.scrub(text);
        }

        static String header(String user, String password) {
            return "Basic "
                    + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** OAuth 2 client credentials, RFC 6749 section 4.4. */
    record Bearer(AccessToken token) implements Credentials {
        @Override
        public void put(HttpRequest.Builder request) throws IOException {
            request.setHeader("Authorization", "Bearer " + token.value().value());
        }

        @Override
        public boolean renew() {
            token.forget();
            return true;
        }

        @Override
        public String scrub(String text) {
            return token.scrub(text);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package org.jilian.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jilian.record.Digest;
import org.jilian.store.ApiToken;
import org.jilian.store.ApiTokens;
import org.jilian.store.AuditEvent;

/** Tokens that let platforms ask (接口令牌). A token is told once, when it is made: here is only its hash under a key. */
public final class Tokens {
    /** By this a token is recognised where it should not be: in a log, a repository, a mail. */
    public static final String PREFIX = "jl_";

    private static final int RANDOM = 32;
    private static final int ID = 6;
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final Premises premises;

    public Tokens(Premises premises) {
        this.premises = premises;
    }

    /** @param text the token itself, to be shown once and kept nowhere */
    public record Issued(String text, ApiToken token) {
        /** Without the token itself. */
        @Override
        public String toString() {
            return token.toString();
        }
    }

    public Issued issue(TokenOrder order) {
        String text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random(RANDOM));
        Instant now = premises.self().now();
        Set<String> scopes = order.scopes().stream().map(Scope::word).collect(Collectors.toSet());
        ApiToken token = new ApiToken(
                HexFormat.of().formatHex(random(ID)),
                order.who(),
                scopes,
                order.mappings(),
                order.kinds(),
                now,
                Optional.of(now.atZone(CHINA).plus(order.lasts()).toInstant()),
                Optional.empty());
        premises.database().change(tx -> {
            ApiTokens.put(tx, token, hash(text));
            ObjectNode detail = detail(token)
                    .put("scopes", String.join(" ", token.scopes()))
                    .put("expires", String.valueOf(token.expires().orElse(null)));
            premises.audit().append(tx, event("api.token-issued", detail));
        });
        return new Issued(text, token);
    }

    public List<ApiToken> all() {
        return premises.database().read(ApiTokens::all);
    }

    /** From the next request on it opens nothing. @return whether there was such a token, not revoked yet */
    public boolean revoke(String id) {
        return premises.database().write(tx -> {
            boolean revoked = ApiTokens.revoke(tx, id, premises.self().now());
            if (revoked) {
                premises.audit()
                        .append(
                                tx,
                                event(
                                        "api.token-revoked",
                                        JsonNodeFactory.instance.objectNode().put("token", id)));
            }
            return revoked;
        });
    }

    /** Whatever has become of it: whether it may still be used, {@link #trouble} says. */
    Optional<ApiToken> find(String text) {
        return text.startsWith(PREFIX)
                ? premises.database().read(tx -> ApiTokens.find(tx, hash(text)))
                : Optional.empty();
    }

    /** Why a token opens nothing any more. */
    Optional<Problem> trouble(ApiToken token) {
        if (token.revoked().isPresent()) {
            return Optional.of(Problem.TOKEN_REVOKED);
        }
        boolean over = token.expires()
                .filter(at -> !premises.self().now().isBefore(at))
                .isPresent();
        return over ? Optional.of(Problem.TOKEN_EXPIRED) : Optional.empty();
    }

    private Digest hash(String text) {
        return premises.keyed("api token", text);
    }

    private byte[] random(int size) {
        byte[] bytes = new byte[size];
        premises.self().random().nextBytes(bytes);
        return bytes;
    }

    /** Whose token it is, for the audit trail. */
    static ObjectNode detail(ApiToken token) {
        return JsonNodeFactory.instance.objectNode().put("token", token.id()).put("who", token.who());
    }

    private AuditEvent event(String name, ObjectNode detail) {
        return new AuditEvent(premises.self().now(), name, premises.self().node(), detail);
    }
}

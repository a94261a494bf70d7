package org.jilian.cli.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Period;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jilian.console.Scope;
import org.jilian.console.TokenOrder;
import org.jilian.console.Tokens;
import org.jilian.record.Kind;
import org.jilian.store.ApiToken;

/** The operator's hand on the tokens of the HTTP interface: issued, listed, revoked. */
final class TokenBook {
    private static final int LONGEST = 60;

    private final OpenNode node;
    private final Tokens tokens;

    TokenBook(OpenNode node) {
        this.node = node;
        this.tokens = new Tokens(node.premises());
    }

    ObjectNode run(JsonNode order) {
        return switch (order.path("what").asText()) {
            case "issue" -> issue(order);
            case "list" -> list();
            case "revoke" -> revoke(order.path("id").asText());
            default -> throw new WrongUseException("of tokens, 'issue', 'list' or 'revoke' should be asked");
        };
    }

    private ObjectNode issue(JsonNode order) {
        String who = order.path("who").asText().strip();
        if (who.isEmpty() || who.length() > LONGEST) {
            throw new WrongUseException(
                    "--for should name the platform that gets the token, in 1 to " + LONGEST + " characters");
        }
        Tokens.Issued issued = tokens.issue(new TokenOrder(
                who,
                scopes(order.path("scopes")),
                known(
                        order.path("mappings"),
                        "--mapping",
                        Mappings.in(node.home().config(), node.directory().kinds())
                                .names()),
                known(
                        order.path("kinds"),
                        "--kind",
                        node.directory().kinds().stream()
                                .map(Kind::name)
                                .map(Object::toString)
                                .sorted()
                                .toList()),
                lasts(order.path("expires").asText())));
        return entry(issued.token()).put("token", issued.text());
    }

    private static Set<Scope> scopes(JsonNode words) {
        String all = Arrays.stream(Scope.values()).map(Scope::word).collect(Collectors.joining(", "));
        Set<Scope> scopes = new HashSet<>();
        words.forEach(word -> scopes.add(Scope.named(word.asText())
                .orElseThrow(() ->
                        new WrongUseException("--scope should be of " + all + ", but is '" + word.asText() + "'"))));
        if (scopes.isEmpty()) {
            throw new WrongUseException("--scope should say what the token lets do: " + all);
        }
        return scopes;
    }

    private static Set<String> known(JsonNode given, String option, List<String> there) {
        Set<String> names = new TreeSet<>();
        given.forEach(name -> {
            if (!there.contains(name.asText())) {
                throw new WrongUseException(option + " should be one of " + there + ", but is '" + name.asText() + "'");
            }
            names.add(name.asText());
        });
        return names;
    }

    private static Period lasts(String given) {
        try {
            Period period = given.isEmpty() ? TokenOrder.USUALLY : Period.parse(given);
            if (!period.isNegative() && !period.isZero()) {
                return period;
            }
        } catch (DateTimeException e) {
            throw new WrongUseException(wrongPeriod(given), e);
        }
        throw new WrongUseException(wrongPeriod(given));
    }

    private static String wrongPeriod(String given) {
        return "--expires should be a period from now like P90D or P1Y, but is '" + given + "'";
    }

    private ObjectNode list() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode all = answer.putArray("tokens");
        tokens.all().forEach(token -> all.add(entry(token)));
        return answer;
    }

    private ObjectNode revoke(String id) {
        if (!tokens.revoke(id)) {
            throw new WrongUseException("there should be a token " + id
                    + " that is not revoked yet, but there is none: 'jilian token list' shows them");
        }
        return JsonNodeFactory.instance.objectNode().put("revoked", id);
    }

    private static ObjectNode entry(ApiToken token) {
        ObjectNode entry =
                JsonNodeFactory.instance.objectNode().put("id", token.id()).put("who", token.who());
        token.scopes().forEach(entry.withArray("scopes")::add);
        token.mappings().forEach(entry.withArray("mappings")::add);
        token.kinds().forEach(entry.withArray("kinds")::add);
        entry.put("created", token.created().toString());
        token.expires().ifPresent(at -> entry.put("expires", at.toString()));
        token.revoked().ifPresent(at -> entry.put("revoked", at.toString()));
        return entry;
    }
}

package org.jilian.store;

import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jilian.record.Digest;

/** Tokens of the HTTP interface, by hash. A revoked one stays, so that its use is told apart from a made-up one's. */
public final class ApiTokens {
    private static final String COLUMNS = "id, who, scopes, mappings, kinds, created, expires, revoked";

    private ApiTokens() {}

    public static void put(Transaction tx, ApiToken token, Digest hash) throws SQLException {
        tx.update(
                "INSERT INTO api_token (" + COLUMNS + ", hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                token.id(),
                token.who(),
                String.join(" ", token.scopes()),
                String.join(" ", token.mappings()),
                String.join(" ", token.kinds()),
                token.created(),
                token.expires(),
                token.revoked(),
                hash);
    }

    public static Optional<ApiToken> find(Transaction tx, Digest hash) throws SQLException {
        return tx
                .list(
                        "SELECT hash, " + COLUMNS + " FROM api_token WHERE hash = ?",
                        // an index may tell by its time how much was right; this does not, and the hash is under a key
                        row -> MessageDigest.isEqual(row.bytes("hash"), hash.bytes())
                                ? Optional.of(token(row))
                                : Optional.<ApiToken>empty(),
                        hash)
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The newest first, revoked ones too. */
    public static List<ApiToken> all(Transaction tx) throws SQLException {
        return tx.list("SELECT " + COLUMNS + " FROM api_token ORDER BY created DESC, id", ApiTokens::token);
    }

    /** @return whether there is such a token and it was not revoked before */
    public static boolean revoke(Transaction tx, String id, Instant at) throws SQLException {
        return tx.update("UPDATE api_token SET revoked = ? WHERE id = ? AND revoked IS NULL", at, id) == 1;
    }

    private static ApiToken token(Row row) throws SQLException {
        return new ApiToken(
                row.text("id"),
                row.text("who"),
                words(row.text("scopes")),
                words(row.text("mappings")),
                words(row.text("kinds")),
                row.instant("created"),
                row.maybeInstant("expires"),
                row.maybeInstant("revoked"));
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
    }
}

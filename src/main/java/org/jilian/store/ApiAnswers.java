package org.jilian.store;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jilian.record.Cipher;
import org.jilian.record.Digest;

/** What was answered under idempotency keys, encrypted at rest. */
public final class ApiAnswers {
    private final Cipher atRest;

    public ApiAnswers(Cipher atRest) {
        this.atRest = atRest;
    }

    /** @param request digest of all that was asked */
    public record Answer(Digest request, String body) {}

    public Optional<Answer> find(Transaction tx, String token, String name, Instant notBefore) throws SQLException {
        return tx.find(
                "SELECT request, sealed FROM api_answer WHERE token = ? AND name = ? AND at >= ?",
                row -> new Answer(
                        row.digest("request"),
                        new String(atRest.decrypt(row.bytes("sealed"), context(token, name)), StandardCharsets.UTF_8)),
                token,
                name,
                notBefore);
    }

    public void put(Transaction tx, String token, String name, Answer answer, Instant at) throws SQLException {
        tx.update(
                "INSERT INTO api_answer (token, name, request, sealed, at) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (token, name) DO UPDATE SET request = excluded.request,"
                        + " sealed = excluded.sealed, at = excluded.at",
                token,
                name,
                answer.request(),
                atRest.encrypt(answer.body().getBytes(StandardCharsets.UTF_8), context(token, name)),
                at);
    }

    /** @return how many were forgotten */
    public static int purge(Transaction tx, Instant before) throws SQLException {
        return tx.update("DELETE FROM api_answer WHERE at < ?", before);
    }

    private static byte[] context(String token, String name) {
        return ("api answer\n" + token + "\n" + name).getBytes(StandardCharsets.UTF_8);
    }
}

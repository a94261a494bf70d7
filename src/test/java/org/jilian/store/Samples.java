package org.jilian.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jilian.crypto.Suite;
import org.jilian.record.Cipher;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;

/** Values that tests of this room share. */
final class Samples {
    static final Instant MORNING = Instant.parse("2026-03-02T01:30:00Z");
    static final NodeId RENCHENG = NodeId.of("370811");
    static final RecordId PERSON = RecordId.parse("370811:person:" + "a".repeat(32));

    private Samples() {}

    static Hash hash() {
        return Suite.named("gm").hash();
    }

    static Cipher atRest() {
        Suite suite = Suite.named("gm");
        return suite.cipher(new byte[suite.cipherKeySize()]);
    }

    static Digest digest(String text) {
        return Suite.named("intl").hash().of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether any byte column or text of a table holds this text in clear. */
    static boolean stands(Database database, String table, String column, String text) {
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return database.read(tx -> tx.list("SELECT " + column + " FROM " + table, row -> row.bytes(column))).stream()
                .anyMatch(cell -> new String(cell, StandardCharsets.ISO_8859_1).contains(bytes));
    }
}

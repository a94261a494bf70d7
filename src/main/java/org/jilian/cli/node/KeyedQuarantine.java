package org.jilian.cli.node;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jilian.intake.Given;
import org.jilian.intake.TakenRow;
import org.jilian.record.Digest;
import org.jilian.store.Quarantine;
import org.jilian.store.QuarantineEntry;
import org.jilian.store.QuarantineQuery;
import org.jilian.store.QuarantinedRow;
import org.jilian.store.Transaction;

/**
 * Refused rows of a platform, each told by its key: one that is refused is in quarantine once, however often it comes, and no
 * longer open there when it comes corrected.
 */
final class KeyedQuarantine {
    private final OpenNode node;
    private final String platform;
    private final String mapping;
    private final Given given;
    private final Quarantine quarantine;

    /** @param mapping its name and version */
    KeyedQuarantine(OpenNode node, String platform, String mapping, Given given) {
        this.node = node;
        this.platform = platform;
        this.mapping = mapping;
        this.given = given;
        this.quarantine = new Quarantine(node.self().keys().atRest());
    }

    /** @param keys of all rows that came, refused or not, in their order */
    void put(List<TakenRow.Bad> bad, List<String> keys, List<String> heads) {
        QuarantinedRow.Source source = new QuarantinedRow.Source(platform, heads, given.division(), given.period());
        // by key, as the same row may come twice at once
        Map<Digest, QuarantinedRow> rows = new LinkedHashMap<>();
        for (TakenRow.Bad row : bad) {
            Digest digest = digest(keys.get(index(row)));
            rows.put(
                    digest,
                    new QuarantinedRow(
                            new QuarantinedRow.Key(digest, mapping, 1),
                            source,
                            QuarantinedRows.errors(row.errors()),
                            row.original()));
        }
        node.database().change(tx -> {
            Map<Digest, List<QuarantinedRow.Key>> open = open(tx);
            if (!open.isEmpty()) {
                for (String key : keys) {
                    Digest digest = digest(key);
                    if (!rows.containsKey(digest)) {
                        for (QuarantinedRow.Key each : open.getOrDefault(digest, List.of())) {
                            quarantine.mark(tx, each, QuarantinedRow.State.MENDED);
                        }
                    }
                }
            }
            quarantine.put(tx, rows.values(), node.self().now());
        });
    }

    /** Heads are row 1. */
    static int index(TakenRow row) {
        return Math.toIntExact(row.row() - 2);
    }

    private Map<Digest, List<QuarantinedRow.Key>> open(Transaction tx) throws SQLException {
        QuarantineQuery query = new QuarantineQuery(QuarantinedRow.State.OPEN, Optional.empty(), Optional.of(platform));
        return quarantine.inOrder(tx, query).stream()
                .map(QuarantineEntry::key)
                .collect(Collectors.groupingBy(QuarantinedRow.Key::file));
    }

    /** The key may be an identity number: it is hashed with a key of this node. */
    private Digest digest(String key) {
        return Digest.of(
                node.self().keys().salt().of(("table row\n" + platform + "\n" + key).getBytes(StandardCharsets.UTF_8)));
    }
}

package org.jilian.statistics;

import java.sql.SQLException;
import java.util.List;
import org.jilian.store.Transaction;

/** What there is, for those who asked for something else. */
final class Held {
    private static final int NAMED = 20;

    private Held() {}

    static List<String> periods(Transaction tx) throws SQLException {
        return tx.list(
                "SELECT DISTINCT period FROM record WHERE kind = 'hour-record' AND period IS NOT NULL"
                        + " ORDER BY period DESC LIMIT ?",
                row -> row.text("period"),
                NAMED);
    }
}

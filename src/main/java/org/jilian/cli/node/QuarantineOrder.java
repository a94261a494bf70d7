package org.jilian.cli.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.store.QuarantineQuery;

/**
 * What to do with rows in quarantine.
 *
 * @param ids of single rows; where there are none, those that the query finds are meant
 * @param limit of rows that a list shows
 * @param cells corrected texts, by head
 * @param who asks, as far as it is known: the account of the operator
 * @param reason stands in the audit trail, so it names nobody; empty where none is asked for
 * @param inClear whether values are shown unmasked
 * @param out the spreadsheet to write
 * @param language of the spreadsheet: {@code zh} or {@code en}
 */
public record QuarantineOrder(
        What what,
        List<String> ids,
        QuarantineQuery query,
        int limit,
        Map<String, String> cells,
        String who,
        String reason,
        boolean inClear,
        Optional<Path> out,
        String language) {
    public QuarantineOrder {
        ids = List.copyOf(ids);
        cells = Map.copyOf(cells);
    }

    /** Without what only some orders need. */
    public static QuarantineOrder of(What what, List<String> ids, QuarantineQuery query, String who, String language) {
        return new QuarantineOrder(what, ids, query, 0, Map.of(), who, "", false, Optional.empty(), language);
    }

    public QuarantineOrder showing(int most) {
        return new QuarantineOrder(what, ids, query, most, cells, who, reason, inClear, out, language);
    }

    public QuarantineOrder setting(Map<String, String> corrected) {
        return new QuarantineOrder(what, ids, query, limit, corrected, who, reason, inClear, out, language);
    }

    public QuarantineOrder because(String why) {
        return new QuarantineOrder(what, ids, query, limit, cells, who, why, inClear, out, language);
    }

    public QuarantineOrder unmasked(boolean yes) {
        return new QuarantineOrder(what, ids, query, limit, cells, who, reason, yes, out, language);
    }

    public QuarantineOrder into(Path spreadsheet) {
        return new QuarantineOrder(
                what, ids, query, limit, cells, who, reason, inClear, Optional.of(spreadsheet), language);
    }

    /** What can be asked for. */
    public enum What {
        LIST,
        SHOW,
        MEND,
        REPLAY,
        DISCARD,
        REOPEN,
        EXPORT;

        /** Nobody waits for an import under way only to look. */
        boolean isLooking() {
            return this == LIST || this == SHOW;
        }
    }

    /** The values of cells are personal data. */
    @Override
    public String toString() {
        return what + " " + ids + " " + query;
    }
}

package org.jilian.cli.node;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jilian.record.Digest;
import org.jilian.store.Quarantine;
import org.jilian.store.QuarantineEntry;
import org.jilian.store.QuarantinedRow;
import org.jilian.store.Transaction;

/**
 * What people call a quarantined row: the first digits of its file's digest and its row, such as {@code 0123456789ab/17}.
 * Where the file was judged under several mappings, the mapping follows, as in {@code 0123456789ab/17:roster@0a1b2c3d4e5f}.
 */
final class QuarantineIds {
    private static final int DIGITS = 12;
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{12})/([0-9]{1,9})(?::(.+))?");

    private final Quarantine quarantine;

    QuarantineIds(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    /** Without the mapping. */
    static String id(Digest file, long place) {
        return file.toString().substring(0, DIGITS) + "/" + place;
    }

    static String full(QuarantinedRow.Key key) {
        return id(key.file(), key.place()) + ":" + key.mapping();
    }

    /** As short as it can be. */
    String of(Transaction tx, QuarantinedRow.Key key) throws SQLException {
        boolean alone = quarantine.at(tx, hex(key), key.place()).size() == 1;
        return alone ? id(key.file(), key.place()) : full(key);
    }

    private static String hex(QuarantinedRow.Key key) {
        return key.file().toString().substring(0, DIGITS);
    }

    /** All rows that an id may mean; none if it is no id at all. */
    List<QuarantineEntry> candidates(Transaction tx, String id) throws SQLException {
        Matcher matcher = FORM.matcher(id.strip());
        if (!matcher.matches()) {
            return List.of();
        }
        Optional<String> mapping = Optional.ofNullable(matcher.group(3));
        return quarantine.at(tx, matcher.group(1), Integer.parseInt(matcher.group(2))).stream()
                .filter(entry -> mapping.map(entry.key().mapping()::equals).orElse(true))
                .toList();
    }

    /**
     * The one row that is meant.
     *
     * @param states in which it may be
     * @throws WrongUseException if there is none, or more than one
     */
    QuarantineEntry one(Transaction tx, String id, List<QuarantinedRow.State> states) throws SQLException {
        List<QuarantineEntry> all = candidates(tx, id);
        List<QuarantineEntry> fitting =
                all.stream().filter(entry -> states.contains(entry.state())).toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        if (all.isEmpty()) {
            throw new WrongUseException("'" + id + "' should be a row in quarantine, such as 0123456789ab/17, but is"
                    + " none: look with 'quarantine list'");
        }
        if (fitting.isEmpty()) {
            throw new WrongUseException(
                    id + " should be " + states + ", but is " + all.get(0).state());
        }
        throw new WrongUseException(id + " should mean one row, but means "
                + fitting.stream().map(entry -> full(entry.key())).toList() + ": give one of these");
    }
}

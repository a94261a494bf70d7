package org.jilian.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jilian.record.KindName;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;

/**
 * Whoever judges records by the versions held takes turns with all who do the same with records of the same first author
 * and kind, until the commit: else two would each miss the version that the other is about to write. SQLite has one
 * writer, and needs none of this.
 *
 * <p>A turn is taken for author and kind and not for each record: parcels of different authors pass each other all the
 * same, and a lock for each of thousands of records would fill the server's lock table. Turns are taken in one order, and
 * before the rows of ledgers, so that no two wait for each other.
 */
public final class Turns {
    private Turns() {}

    public static void take(Transaction tx, Collection<RecordId> ids) throws SQLException {
        if (tx.dialect() == Dialect.POSTGRES) {
            TreeSet<Long> locks = new TreeSet<>();
            ids.forEach(id -> locks.add(lock(id.firstAuthor(), id.kind())));
            take(tx, locks);
        }
    }

    /** For records of these kinds that this node is about to author first. */
    public static void take(Transaction tx, NodeId author, Collection<KindName> kinds) throws SQLException {
        if (tx.dialect() == Dialect.POSTGRES) {
            TreeSet<Long> locks = new TreeSet<>();
            kinds.forEach(kind -> locks.add(lock(author, kind)));
            take(tx, locks);
        }
    }

    private static void take(Transaction tx, SortedSet<Long> locks) throws SQLException {
        for (long lock : locks) {
            tx.each("SELECT pg_advisory_xact_lock(?)", row -> {}, lock);
        }
    }

    /** Two that share a lock by chance wait for each other now and then, and no more. */
    private static long lock(NodeId author, KindName kind) {
        return (long) author.value().hashCode() << 32 | kind.value().hashCode() & 0xffff_ffffL;
    }
}

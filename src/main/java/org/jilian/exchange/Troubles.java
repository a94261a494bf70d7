package org.jilian.exchange;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jilian.directory.Directory;
import org.jilian.directory.LastGood;
import org.jilian.record.Digest;
import org.jilian.store.Database;
import org.jilian.store.Ledgers;
import org.jilian.store.Transaction;

/** What keeps ledgers from going on until a person has looked: a sentence each, with what to do. */
final class Troubles {
    private final Database database;
    private final Directories directories;
    private final Seal seal;
    private final Ship ship;
    private final Recovery recovery;
    private final Clocks clocks;

    Troubles(Database database, Directories directories, Seal seal, Ship ship, Recovery recovery, Clocks clocks) {
        this.database = database;
        this.directories = directories;
        this.seal = seal;
        this.ship = ship;
        this.recovery = recovery;
        this.clocks = clocks;
    }

    List<String> all() {
        List<String> words = new ArrayList<>();
        seal.obstacle().ifPresent(why -> words.add("nothing is sealed here: " + why));
        recovery.obstacle().ifPresent(words::add);
        words.addAll(recovery.explained());
        words.addAll(clocks.troubles());
        ship.unreadable()
                .forEach((ledger, why) -> words.add(ledger + " is not shipped: " + why
                        + "; it is tried again at every turn; if the database is damaged, restore its last backup"));
        words.addAll(database.read(this::ofLedgers));
        return words;
    }

    private List<String> ofLedgers(Transaction tx) throws SQLException {
        List<String> words = new ArrayList<>();
        Directory directory = directories.current();
        for (Ledgers.Position position : Ledgers.all(tx)) {
            position.stopped()
                    .ifPresent(why -> words.add(position.ledger() + " is stopped at " + position.place() + ": " + why
                            + "; ask its origin which parcel is genuine and have the root authority reset it"));
            awaited(position, directory).ifPresent(words::add);
        }
        return words;
    }

    /** A ledger enters its next epoch with the last good parcel of this one; if nobody holds that any more, it never does. */
    private static Optional<String> awaited(Ledgers.Position position, Directory directory) {
        int named = directory.epoch(position.ledger().origin(), position.ledger().stream());
        if (position.epoch() >= named) {
            return Optional.empty();
        }
        return directory
                .lastGood(position.ledger().origin(), position.ledger().stream(), Math.toIntExact(position.epoch()))
                .filter(good -> position.sequence() < good.sequence())
                .map(good -> words(position, good, named));
    }

    private static String words(Ledgers.Position position, LastGood good, int named) {
        return position.ledger() + " waits at " + position.epoch() + "." + position.sequence() + " for the parcel "
                + good.epoch() + "." + good.sequence()
                + " that a reset names as the last good one, before it goes on in epoch " + named
                + "; neighbours are asked for it. If this stays while all links are up, nobody holds it any more:"
                + " have the root authority reset the ledger once more, to epoch " + (named + 1)
                + ", with the furthest last-good parcel that a node's status still shows; here it is {epoch: "
                + position.epoch() + ", sequence: " + position.sequence()
                + position.head()
                        .filter(head -> position.sequence() > 0)
                        .map(Digest::toString)
                        .map(head -> ", header: " + head)
                        .orElse("")
                + "}";
    }
}

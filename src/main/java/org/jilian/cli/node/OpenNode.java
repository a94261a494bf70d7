package org.jilian.cli.node;

import java.nio.file.Files;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jilian.broker.DirectoryNeighbourhood;
import org.jilian.broker.Neighbourhood;
import org.jilian.console.Premises;
import org.jilian.crypto.NodeKeys;
import org.jilian.crypto.Suite;
import org.jilian.directory.Directory;
import org.jilian.exchange.Directories;
import org.jilian.exchange.Exchange;
import org.jilian.exchange.HeadsFile;
import org.jilian.exchange.Keys;
import org.jilian.exchange.Self;
import org.jilian.exchange.Settings;
import org.jilian.record.Kind;
import org.jilian.record.NodeId;
import org.jilian.route.NodeLog;
import org.jilian.store.AuditTrail;
import org.jilian.store.Database;
import org.jilian.store.NodeLock;
import org.jilian.store.Transaction;
import org.jilian.store.Views;

/**
 * A node's home with its lock taken, its keys read, its database open and its exchange started: the one writer of its
 * ledgers while this is open, whether it is served or only asked something.
 */
public final class OpenNode implements AutoCloseable {
    private final NodeHome home;
    private final NodeLock lock;
    private final NodeKeys keys;
    private final Self self;
    private final Database database;
    private final Directories directories;
    private final Exchange exchange;

    private OpenNode(NodeHome home, Suite suite, NodeLock lock, NodeKeys keys, Clock clock, Database database) {
        this.home = home;
        this.lock = lock;
        this.keys = keys;
        this.database = database;
        this.self = new Self(
                home.node(),
                suite,
                new Keys(keys.signing(), keys.encryption(), keys.salt(), keys.atRest()),
                clock,
                new SecureRandom());
        this.directories = new Directories(suite, home.roots());
        this.exchange = new Exchange(self, database, directories, new HeadsFile(home.heads()), Settings.STANDARD);
    }

    /**
     * @throws org.jilian.store.StoreException with {@link org.jilian.store.Fault#LOCKED} if the node runs
     * @throws WrongUseException if the home lacks something, or its directory does not verify
     */
    public static OpenNode open(NodeHome home, Clock clock) {
        return open(home, home.suite(), clock);
    }

    /** As {@link #open(NodeHome, Clock)}, with a suite of the same keys that is not the one of that name: for measurement. */
    public static OpenNode open(NodeHome home, Suite suite, Clock clock) {
        NodeLog.into(home.log());
        NodeKeys keys = keys(home);
        NodeLock lock = NodeLock.take(home.lock());
        Database database = null;
        try {
            database = Database.open(home.store());
            OpenNode node = new OpenNode(home, suite, lock, keys, clock, database);
            node.start();
            return node;
        } catch (RuntimeException | Error e) {
            if (database != null) {
                database.close();
            }
            lock.close();
            throw e;
        }
    }

    static NodeKeys keys(NodeHome home) {
        char[] password = home.password();
        try {
            NodeKeys keys = NodeKeys.load(home.keys(), home.suite(), password);
            if (!keys.node().equals(home.node())) {
                throw new WrongUseException("the certificates in " + home.keys() + " should be of node " + home.node()
                        + ", but are of " + keys.node());
            }
            return keys;
        } finally {
            Arrays.fill(password, ' ');
        }
    }

    private void start() {
        Arriving.erase(home.arriving());
        exchange.start();
        if (Files.exists(home.bundle())) {
            install(DirectoryBundle.read(home.bundle()));
        }
        Directory directory = directories.current();
        if (directory.version() == 0) {
            throw new WrongUseException("node " + home.node() + " should have the federation's directory in "
                    + home.bundle() + ", but has none: get it from the root authority");
        }
        if (directory.node(home.node()).isEmpty()) {
            throw new WrongUseException(directory + " does not name node " + home.node()
                    + ": have the root authority add it and publish the next version");
        }
        database.change(tx -> Views.refresh(tx, directory.kinds()));
    }

    /**
     * Takes in the versions that are new; older ones change nothing. What this returns to send is left: it is sent
     * again by the next turn.
     *
     * @return the version in force afterwards
     */
    int install(DirectoryBundle bundle) {
        Directory offered = bundle.newest(suite(), home.roots());
        if (offered.version() > directories.current().version()) {
            exchange.install(bundle.parcels());
        }
        int inForce = directories.current().version();
        if (inForce < offered.version()) {
            throw new WrongUseException("the directory's version " + offered.version() + " was not taken, version "
                    + inForce + " stays in force: the bundle does not continue what this node holds");
        }
        return inForce;
    }

    public NodeHome home() {
        return home;
    }

    public NodeId node() {
        return home.node();
    }

    public Self self() {
        return self;
    }

    public Suite suite() {
        return self.suite();
    }

    public Clock clock() {
        return self.clock();
    }

    public Database database() {
        return database;
    }

    public Exchange exchange() {
        return exchange;
    }

    public Directories directories() {
        return directories;
    }

    public Directory directory() {
        return directories.current();
    }

    /** For TLS towards platforms. */
    KeyStore tlsKeyStore(char[] password) {
        return keys.tlsKeyStore(password);
    }

    Premises premises() {
        return new Premises(self, database, new AuditTrail(suite().hash()));
    }

    Neighbourhood neighbourhood() {
        return new DirectoryNeighbourhood(home.node(), directories::current, keys::sslContext);
    }

    /** Records that people know as such: without those that describe the federation. */
    public static long records(Transaction tx, List<Kind> kinds) throws SQLException {
        long count = 0;
        for (Kind kind : kinds) {
            count += tx.find("SELECT count(*) AS n FROM record WHERE kind = ?", row -> row.number("n"), kind.name())
                    .orElseThrow();
        }
        return count;
    }

    @Override
    public void close() {
        try {
            database.close();
        } finally {
            lock.close();
        }
    }
}

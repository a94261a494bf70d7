package org.jilian.intake.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A platform's database, by the driver that understands its address: one of the gateway's own, or a jar in a folder. */
public final class ForeignDatabase {
    /** Seconds until a server that does not answer counts as away, for the drivers that can be told. */
    private static final String PATIENCE = "20";

    private final String url;
    private final Properties properties;
    private final Path drivers;
    private @Nullable List<Driver> known;

    /** @param drivers a folder of jars, which need not be there */
    public ForeignDatabase(String url, String user, String password, Path drivers) {
        this.url = url;
        this.drivers = drivers;
        this.properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
            properties.setProperty("password", password);
        }
        if (url.startsWith("jdbc:postgresql:")) {
            // texts compare with whatever type a column is of, as they do in other databases
            properties.setProperty("stringtype", "unspecified");
            properties.setProperty("loginTimeout", PATIENCE);
            properties.setProperty("socketTimeout", "600");
        }
    }

    /**
     * Takes all new rows of an exchange table, a batch after the other.
     *
     * @return how many
     */
    public int drain(TableLayout layout, int batch, ExchangeTable.Taker taker) throws SQLException {
        try (Connection connection = connect()) {
            ExchangeTable table = new ExchangeTable(layout, connection);
            int all = 0;
            for (int rows = table.batch(batch, taker); rows > 0; rows = table.batch(batch, taker)) {
                all += rows;
            }
            return all;
        }
    }

    /**
     * Hands over the pages of a watched table behind a position.
     *
     * @return how many rows
     */
    public int follow(
            WatchedTable table, Optional<WatchedTable.Position> behind, int page, Consumer<WatchedTable.Page> taker)
            throws SQLException {
        try (Connection connection = connect()) {
            int all = 0;
            Optional<WatchedTable.Page> next = table.page(connection, behind, page);
            while (next.isPresent()) {
                taker.accept(next.get());
                all += next.get().keys().size();
                next = table.page(connection, Optional.of(next.get().position()), page);
            }
            return all;
        }
    }

    /** @throws SQLException if no driver knows the address, or the database cannot be reached */
    Connection connect() throws SQLException {
        for (Driver driver : drivers()) {
            if (driver.acceptsURL(url)) {
                Connection connection = driver.connect(url, properties);
                if (connection != null) {
                    return connection;
                }
            }
        }
        throw new SQLException("no JDBC driver here knows " + withoutParameters() + ": put the driver's jar into "
                + drivers.toAbsolutePath());
    }

    private synchronized List<Driver> drivers() {
        if (known == null) {
            List<Driver> all = new ArrayList<>();
            ServiceLoader.load(Driver.class, loader()).forEach(all::add);
            known = all;
        }
        return known;
    }

    private ClassLoader loader() {
        ClassLoader own = ForeignDatabase.class.getClassLoader();
        if (!Files.isDirectory(drivers)) {
            return own;
        }
        try (Stream<Path> files = Files.list(drivers)) {
            URL[] jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(ForeignDatabase::url)
                    .toArray(URL[]::new);
            return jars.length == 0 ? own : new URLClassLoader(jars, own);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + drivers, e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a file's own address should be one", e);
        }
    }

    /** Parameters of an address may hold a password. */
    private String withoutParameters() {
        return url.replaceAll("[?;].*", "").replaceAll("//[^/@]*@", "//");
    }
}

package org.jilian.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An empty database on a PostgreSQL server, in place of whatever stood under its name: for demonstration and measurement. */
public final class FreshDatabase {
    private static final Pattern URL = Pattern.compile("(jdbc:postgresql://[^/]+/)[^?]*([?].*)?");

    private FreshDatabase() {}

    /**
     * @param server JDBC URL of any database on the server that this account may connect to
     * @param user of an account that may make databases
     * @param name of lower-case letters, digits and underscores
     * @return the new database's JDBC URL
     */
    public static String make(String server, String user, String password, String name) {
        Matcher url = URL.matcher(server);
        if (!url.matches() || !name.matches("[a-z][a-z0-9_]{0,50}")) {
            throw new IllegalArgumentException(
                    "A PostgreSQL server should be like 'jdbc:postgresql://host:port/postgres'"
                            + " and a database's name like 'demo_370811', but they are '" + server + "' and '" + name
                            + "'");
        }
        try (Connection connection = DriverManager.getConnection(server, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)");
            statement.execute("CREATE DATABASE \"" + name + "\" TEMPLATE template0 ENCODING 'UTF8'");
        } catch (SQLException e) {
            throw StoreException.of(Dialect.POSTGRES, "making the database " + name, e);
        }
        return url.group(1) + name + (url.group(2) == null ? "" : url.group(2));
    }
}

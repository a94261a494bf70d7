package org.jilian.intake.table;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** What differs between the databases of platforms. One that is not known gets standard SQL. */
final class TableDialect {
    private static final int LONGEST = 4_000;

    private enum Family {
        /** PostgreSQL and what speaks like it (Kingbase, openGauss), MariaDB from 10.6, MySQL from 8. */
        LIMIT_SKIP,
        /** One writer at a time: nothing to lock. */
        SQLITE,
        STANDARD
    }

    private final Connection connection;
    private final Family family;

    private TableDialect(Connection connection, Family family) {
        this.connection = connection;
        this.family = family;
    }

    static TableDialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        if (product.contains("sqlite")) {
            return new TableDialect(connection, Family.SQLITE);
        }
        boolean skips = product.contains("postgres")
                || product.contains("kingbase")
                || product.contains("opengauss")
                || product.contains("mariadb")
                || product.contains("mysql");
        return new TableDialect(connection, skips ? Family.LIMIT_SKIP : Family.STANDARD);
    }

    /** The first rows in the order of a column, which nobody else has locked, locked. */
    String firstLocked(String select, String order, int most) {
        String ordered = select + " ORDER BY " + order;
        return switch (family) {
            case LIMIT_SKIP -> ordered + " LIMIT " + most + " FOR UPDATE SKIP LOCKED";
            case SQLITE -> ordered + " LIMIT " + most;
            case STANDARD -> ordered + " FETCH FIRST " + most + " ROWS ONLY FOR UPDATE";
        };
    }

    String first(String select, String order, int most) {
        String ordered = select + " ORDER BY " + order;
        return family == Family.STANDARD ? ordered + " FETCH FIRST " + most + " ROWS ONLY" : ordered + " LIMIT " + most;
    }

    /** How many characters a column holds; as many as anybody reads where the driver does not say. */
    int size(String table, String column) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        String plain = table.substring(table.lastIndexOf('.') + 1).replaceAll("[\"`]", "");
        String name = column.replaceAll("[\"`]", "");
        for (String each : new String[] {plain, plain.toUpperCase(Locale.ROOT), plain.toLowerCase(Locale.ROOT)}) {
            try (ResultSet columns = meta.getColumns(connection.getCatalog(), connection.getSchema(), each, "%")) {
                while (columns.next()) {
                    if (columns.getString("COLUMN_NAME").equalsIgnoreCase(name)) {
                        int size = columns.getInt("COLUMN_SIZE");
                        return size <= 0 ? LONGEST : Math.min(size, LONGEST);
                    }
                }
            }
        }
        return LONGEST;
    }
}

package org.jilian.store;

import java.sql.SQLException;
import java.util.Map;
import org.sqlite.SQLiteErrorCode;

/** The two engines, with the few differences that SQL cannot hide. */
public enum Dialect {
    SQLITE("sqlite") {
        @Override
        Map<String, String> placeholders() {
            return Map.of(
                    "bytes", "BLOB",
                    "json", "TEXT",
                    "text", "TEXT",
                    "big", "INTEGER",
                    "identity", "INTEGER PRIMARY KEY AUTOINCREMENT",
                    "wide", "SELECT 1");
        }

        @Override
        Fault fault(SQLException e) {
            // the low byte is the primary code (https://www.sqlite.org/rescode.html)
            SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode() & 0xff);
            return switch (code) {
                case SQLITE_FULL -> Fault.DISK_FULL;
                // -shm and -wal are extended by writing to them: a full disk may show as one of these
                case SQLITE_IOERR ->
                    e.getErrorCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE.code ? Fault.DISK_FULL : Fault.UNKNOWN;
                case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> Fault.LOCKED;
                case SQLITE_CORRUPT, SQLITE_NOTADB -> Fault.CORRUPT;
                case SQLITE_PERM, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_AUTH -> Fault.FORBIDDEN;
                case SQLITE_NOMEM -> Fault.EXHAUSTED;
                case SQLITE_CONSTRAINT, SQLITE_MISMATCH -> Fault.CONTRADICTION;
                default -> Fault.UNKNOWN;
            };
        }

        @Override
        public String forUpdate() {
            return "";
        }
    },

    POSTGRES("postgres") {
        @Override
        Map<String, String> placeholders() {
            return Map.of(
                    "bytes", "bytea",
                    // as it came, so that a record's bytes survive; it is canonical, and json would check it once more
                    "json", "text",
                    // order and comparison by code point, as SQLite has it, whatever the database's locale
                    "text", "text COLLATE \"C\"",
                    "big", "bigint",
                    "identity", "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                    // a certificate of 3 KB stays in its row as it is, instead of being compressed there
                    "wide", "ALTER TABLE record SET (toast_tuple_target = 8160)");
        }

        @Override
        Fault fault(SQLException e) {
            String state = e.getSQLState() == null ? "" : e.getSQLState();
            // https://www.postgresql.org/docs/current/errcodes-appendix.html
            return switch (state) {
                case "53100" -> Fault.DISK_FULL;
                case "40001", "40P01", "55P03", "55006" -> Fault.LOCKED;
                case "57P01", "57P02", "57P03" -> Fault.UNREACHABLE;
                case "XX001", "XX002", "58P01", "58P02" -> Fault.CORRUPT;
                case "42501", "25006" -> Fault.FORBIDDEN;
                default ->
                    switch (state.length() < 2 ? "" : state.substring(0, 2)) {
                        case "08" -> Fault.UNREACHABLE;
                        case "53" -> Fault.EXHAUSTED;
                        case "28" -> Fault.FORBIDDEN;
                        case "22", "23" -> Fault.CONTRADICTION;
                        default ->
                            e instanceof java.sql.SQLTransientConnectionException ? Fault.UNREACHABLE : Fault.UNKNOWN;
                    };
            };
        }

        @Override
        public String forUpdate() {
            return " FOR UPDATE";
        }
    };

    private final String folder;

    Dialect(String folder) {
        this.folder = folder;
    }

    /** Words that differ in migrations, by the name that stands there as {@code ${name}}. */
    abstract Map<String, String> placeholders();

    abstract Fault fault(SQLException e);

    /** What locks the selected rows until the commit; SQLite has one writer and needs nothing. Ends the statement. */
    public abstract String forUpdate();

    /** The class path folder of the statements that cannot be said in both engines' words. */
    String folder() {
        return folder;
    }
}

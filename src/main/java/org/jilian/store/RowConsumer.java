package org.jilian.store;

import java.sql.SQLException;

/** Takes rows one by one, keeping none. */
@FunctionalInterface
public interface RowConsumer {
    void accept(Row row) throws SQLException;
}

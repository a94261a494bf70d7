package org.jilian.intake.table;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jilian.intake.GivenRows;

/** A query's rows as texts, as people would write them: days without a time of day, numbers without an exponent. */
record TableRows(List<Object> keys, GivenRows given) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    static TableRows read(ResultSet result, String key) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<String> heads = new ArrayList<>();
        for (int c = 1; c <= columns.getColumnCount(); c++) {
            heads.add(columns.getColumnLabel(c));
        }
        List<Object> keys = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        int keyColumn = result.findColumn(unquoted(key));
        while (result.next()) {
            List<String> row = new ArrayList<>(heads.size());
            for (int c = 1; c <= heads.size(); c++) {
                row.add(text(result, c));
            }
            rows.add(row);
            keys.add(result.getObject(keyColumn));
        }
        return new TableRows(keys, new GivenRows("table", heads, rows));
    }

    /** The last row's value of a column, in full precision. */
    String last(String column) {
        for (int c = 0; c < given.heads().size(); c++) {
            if (given.heads().get(c).equalsIgnoreCase(column)) {
                return given.rows().get(given.rows().size() - 1).get(c);
            }
        }
        throw new IllegalArgumentException("the table should have a column '" + column + "', but has " + given.heads());
    }

    static String unquoted(String name) {
        return name.replaceAll("^[\"`]|[\"`]$", "");
    }

    private static String text(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        if (value == null) {
            return "";
        } else if (value instanceof Timestamp time) {
            return time(time.toLocalDateTime());
        } else if (value instanceof LocalDateTime time) {
            return time(time);
        } else if (value instanceof BigDecimal number) {
            return number.toPlainString();
        } else if (value instanceof Boolean flag) {
            return flag ? "1" : "0";
        }
        // of a binary floating number the exponent stays: whoever reads an identity number there sees that it lost its
        // end
        String text = result.getString(column);
        return text == null ? "" : text;
    }

    private static String time(LocalDateTime time) {
        return time.toLocalTime().toSecondOfDay() == 0
                ? time.toLocalDate().toString()
                : time.getNano() == 0 ? time.format(TIME) : time.toString().replace('T', ' ');
    }
}

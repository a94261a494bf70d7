package org.jilian.exchange;

import java.sql.SQLException;
import java.util.List;
import org.jilian.record.Disclosure;
import org.jilian.record.RecordVersion;

/** Where the protected values of records that are being sealed come from. */
interface ProtectedValues {
    List<Disclosure> of(List<RecordVersion> records) throws SQLException;
}

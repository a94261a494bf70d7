package org.jilian.intake.table;

import java.nio.file.Path;
import org.jilian.store.StoreSettings;
import org.jilian.store.TestDatabases;

class ExchangeTableOnPostgresIT extends ServerTables {
    private static final StoreSettings PLATFORM = TestDatabases.postgres();

    @Override
    ForeignDatabase database(Path temp) {
        return new ForeignDatabase(PLATFORM.jdbcUrl(), PLATFORM.user(), PLATFORM.password(), temp);
    }
}

package org.jilian.intake.table;

import java.nio.file.Path;

class ExchangeTableOnMariaIT extends ServerTables {
    @Override
    ForeignDatabase database(Path temp) {
        return new ForeignDatabase(MariaOnDemand.url(), "root", "", temp);
    }
}

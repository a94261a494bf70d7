package org.jilian.simulate;

import org.jilian.store.Fault;
import org.jilian.store.StoreException;

/** A disk that is full, as the store says it. */
final class Disks {
    private Disks() {}

    static StoreException full() {
        return new StoreException(Fault.DISK_FULL, "the simulated disk is full; wait until there is space");
    }
}

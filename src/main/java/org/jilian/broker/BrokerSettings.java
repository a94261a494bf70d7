package org.jilian.broker;

import java.nio.file.Path;
import org.springframework.util.unit.DataSize;

/**
 * How a node's embedded broker runs.
 *
 * @param directory journal, bindings, pages and large messages; may be deleted while the node is down, nothing is lost
 * @param host the address children connect to; 0.0.0.0 is every interface
 * @param port the port they connect to; 0 lets the system choose
 * @param maxMessage a longer message closes its sender's connection (a parcel is at most 8 MiB before compression)
 * @param queueMemory what one queue holds in memory before it pages to disk
 * @param queueDisk what one queue pages to disk before it refuses further messages
 * @param syncToDisk whether each message is forced to the disk. Off by default: a message that a power failure takes is
 *     sent again, since its ledger is in the sender's database and no receipt came; a killed process loses none either
 *     way
 */
public record BrokerSettings(
        Path directory,
        String host,
        int port,
        DataSize maxMessage,
        DataSize queueMemory,
        DataSize queueDisk,
        boolean syncToDisk) {

    static final DataSize QUEUE_MEMORY = DataSize.ofMegabytes(16);
    static final DataSize QUEUE_DISK = DataSize.ofMegabytes(256);

    public static BrokerSettings in(Path directory, String host, int port) {
        return new BrokerSettings(directory, host, port, DataSize.ofMegabytes(12), QUEUE_MEMORY, QUEUE_DISK, false);
    }

    public BrokerSettings syncToDisk(boolean sync) {
        return new BrokerSettings(directory, host, port, maxMessage, queueMemory, queueDisk, sync);
    }
}

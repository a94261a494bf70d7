package org.jilian.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Held by at most one process at a time, and given back by the operating system when that process dies, however it dies.
 * The file stays; what is in it says who held it last, and means nothing by itself.
 */
public final class NodeLock implements AutoCloseable {
    /** Locks of this process: the operating system tells processes apart, not their parts. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private NodeLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * @param file of the lock, made where it is missing
     * @throws StoreException with {@link Fault#LOCKED} and the holder's process id in its message
     */
    public static NodeLock take(Path file) {
        Path real = file.toAbsolutePath().normalize();
        if (!HELD.add(real)) {
            throw refused(real);
        }
        try {
            Files.createDirectories(java.util.Objects.requireNonNull(real.getParent()));
            FileChannel channel = FileChannel.open(real, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                HELD.remove(real);
                throw refused(real);
            }
            // beside the lock: to read the locked file and close it again would drop the lock (POSIX fcntl)
            Files.writeString(pid(real), ProcessHandle.current().pid() + "\n", StandardCharsets.UTF_8);
            return new NodeLock(real, channel);
        } catch (IOException e) {
            HELD.remove(real);
            throw new StoreException(Fault.FORBIDDEN, "taking the lock " + real, e);
        }
    }

    private static StoreException refused(Path file) {
        return new StoreException(
                Fault.LOCKED,
                "The lock " + file + " should be free, but " + holder(file)
                        + " holds it: if the node is only starting or stopping, ask again when it has; else stop that process;"
                        + " two writers would spoil a ledger");
    }

    private static String holder(Path file) {
        try {
            return "process "
                    + Files.readString(pid(file), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "another process (which did not leave its id)";
        }
    }

    private static Path pid(Path file) {
        return file.resolveSibling(file.getFileName() + ".pid");
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            Files.deleteIfExists(pid(file));
            channel.close();
        } catch (IOException e) {
            throw new StoreException(Fault.UNKNOWN, "giving back the lock " + file, e);
        } finally {
            HELD.remove(file);
        }
    }
}

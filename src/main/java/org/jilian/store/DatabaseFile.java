package org.jilian.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** A database file is on a local disk and only its owner may read it. */
final class DatabaseFile {
    /** Their locks and shared memory are not what a write-ahead log needs (sqlite.org/wal.html). */
    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs3",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "afs",
            "ncpfs",
            "ceph",
            "fuse.sshfs",
            "fuse.glusterfs",
            "fuse.ceph",
            "fuse.s3fs",
            "davfs",
            "fuse.davfs2");

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private DatabaseFile() {}

    /** Makes directory and file where they are missing. */
    static void prepare(Path file) {
        try {
            Path directory = directory(file);
            Files.createDirectories(directory);
            refuseNetwork(file, Files.getFileStore(directory).type());
            if (Files.notExists(file)) {
                create(file);
            } else if (hasPermissions(directory)) {
                Files.setPosixFilePermissions(file, OWNER_ONLY);
            }
        } catch (IOException e) {
            throw new StoreException(Fault.FORBIDDEN, "preparing the database file " + file, e);
        }
    }

    /**
     * Makes an empty file. Java must not open it again while SQLite has it: closing it would drop the process's locks.
     *
     * @throws IOException also if the file exists
     */
    static void create(Path file) throws IOException {
        if (hasPermissions(directory(file))) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createFile(file);
        }
    }

    private static Path directory(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    private static boolean hasPermissions(Path directory) {
        return Files.getFileAttributeView(directory, PosixFileAttributeView.class) != null;
    }

    static void refuseNetwork(Path file, String type) {
        if (NETWORK.contains(type.toLowerCase(Locale.ROOT))) {
            throw new StoreException(
                    Fault.FORBIDDEN,
                    "The database " + file + " should be on a local disk, but is on a network file system (" + type
                            + "), where SQLite loses data: move the node's directory, or use PostgreSQL");
        }
    }
}

package org.jilian.cli.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jilian.crypto.Suite;
import org.jilian.directory.Directory;
import org.jilian.exchange.Directories;
import org.jilian.ledger.Frame;
import org.jilian.ledger.Parcel;
import org.jilian.record.MalformedException;

/**
 * The directory in a file (名录包): its parcels from version 1 on, as they travel. It proves itself against the root
 * certificates, so it may come by any way.
 */
public record DirectoryBundle(List<byte[]> parcels) {
    public static final DirectoryBundle EMPTY = new DirectoryBundle(List.of());

    public DirectoryBundle {
        parcels = List.copyOf(parcels);
    }

    public static DirectoryBundle read(Path file) {
        try {
            return new DirectoryBundle(Frame.split(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the directory " + file + ": get it from the root authority", e);
        } catch (MalformedException e) {
            throw new WrongUseException(file + " is no directory bundle: " + e.getMessage(), e);
        }
    }

    /** Whole or not at all: written beside, then moved over. */
    public void write(Path file) {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(beside, Frame.join(parcels));
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    public DirectoryBundle with(Parcel parcel) {
        List<byte[]> more = new ArrayList<>(parcels);
        more.add(Frame.join(List.of(parcel.header(), parcel.signature(), parcel.records(), parcel.disclosures())));
        return new DirectoryBundle(more);
    }

    /**
     * The newest version, each verified by the one before it, the first by the roots.
     *
     * @throws WrongUseException if one does not verify
     */
    public Directory newest(Suite suite, List<X509Certificate> roots) {
        Directories directories = new Directories(suite, roots);
        Directory directory = directories.current();
        for (Parcel parcel : all()) {
            Directories.Next next = directories.verify(directory, parcel);
            if (next instanceof Directories.Next.Version version) {
                directory = version.directory();
            } else {
                throw new WrongUseException("directory version " + (directory.version() + 1)
                        + " does not verify under the given root: " + ((Directories.Next.Refused) next).refusal());
            }
        }
        return directory;
    }

    /** The parcels, version 1 first. */
    public List<Parcel> all() {
        return parcels.stream()
                .map(frame -> Frame.split(frame, 4))
                .map(parts -> new Parcel(parts.get(0), parts.get(1), parts.get(2), parts.get(3)))
                .toList();
    }
}

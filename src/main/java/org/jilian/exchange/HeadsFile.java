package org.jilian.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jilian.ledger.LedgerId;
import org.jilian.record.Digest;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.jilian.record.Stream;

/**
 * {@link ShippedHeads} in a small text file, one line a ledger: written whole beside the old one, forced to disk, and
 * moved over it, so that a crash leaves the old or the new file and never half of one.
 */
public final class HeadsFile implements ShippedHeads {
    private final Path file;
    private final Map<LedgerId, Head> heads = new TreeMap<>();

    public HeadsFile(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    read(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": it must be there for a node that has sealed", e);
        }
    }

    private void read(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 5) {
            throw new MalformedException("line of " + file, "origin stream epoch sequence digest", line);
        }
        heads.put(
                new LedgerId(new NodeId(parts[0]), Stream.parse(parts[1])),
                new Head(Long.parseLong(parts[2]), Long.parseLong(parts[3]), Digest.parse(parts[4])));
    }

    @Override
    public synchronized Map<LedgerId, Head> all() {
        return Map.copyOf(heads);
    }

    @Override
    public synchronized Optional<Head> of(LedgerId ledger) {
        return Optional.ofNullable(heads.get(ledger));
    }

    @Override
    public synchronized void remember(LedgerId ledger, Head head) {
        if (head.equals(heads.get(ledger))) {
            return;
        }
        Map<LedgerId, Head> next = new TreeMap<>(heads);
        next.put(ledger, head);
        write(next);
        // only now: what could not be written is not remembered, and is written at the next attempt
        heads.put(ledger, head);
    }

    private void write(Map<LedgerId, Head> all) {
        StringBuilder text = new StringBuilder();
        all.forEach((id, each) -> text.append(id.origin())
                .append(' ')
                .append(id.stream())
                .append(' ')
                .append(each.epoch())
                .append(' ')
                .append(each.sequence())
                .append(' ')
                .append(each.digest())
                .append('\n'));
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (FileChannel channel = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                channel.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
            move(beside);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private void move(Path beside) throws IOException {
        try {
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException(file + " must lie on a file system that moves files atomically", e);
        }
    }
}

package org.jilian.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jilian.record.NodeId;

/**
 * How far neighbours' clocks are ahead, by the latest that each has signed. One that is behind cannot be told from a slow
 * link; but then this node is ahead of it, and says so there.
 */
final class Clocks {
    private final Self self;
    private final Directories directories;
    private final Map<NodeId, Duration> ahead = new TreeMap<>();

    Clocks(Self self, Directories directories) {
        this.self = self;
        this.directories = directories;
    }

    /** A neighbour signed something as of its present. */
    synchronized void heard(NodeId neighbour, Instant signedAt) {
        Duration difference = Duration.between(self.now(), signedAt);
        if (difference.compareTo(directories.current().limits().clockSkew()) > 0) {
            ahead.put(neighbour, difference);
        } else {
            ahead.remove(neighbour);
        }
    }

    synchronized List<String> troubles() {
        return ahead.entrySet().stream()
                .map(each -> "the clock of " + each.getKey() + " is at least "
                        + each.getValue().toSeconds()
                        + " s ahead of this node's: see which of the two is wrong and set it"
                        + " (NTP); parcels that are sealed more than "
                        + directories.current().limits().clockSkew().toSeconds() + " s ahead are refused")
                .toList();
    }
}

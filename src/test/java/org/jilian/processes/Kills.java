package org.jilian.processes;

import static org.jilian.cli.demo.ThreeHomes.COUNTY;
import static org.jilian.cli.demo.ThreeHomes.PROVINCE;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/**
 * Kills at moments that a seed chooses, while parcels of the county's are on their way: sealed and shipped, and not
 * receipted by the province. The county's tables say so, once before the kill and once when the process is dead; a kill
 * that met nothing does not count.
 */
final class Kills {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_PAUSE = 1_500;
    private static final int MOST_DOWN = 1_000;

    private final ThreeNodes nodes;
    private final Rosters rosters;
    private final Random random;
    private long receiptedBefore;

    Kills(ThreeNodes nodes, Rosters rosters, Random random) {
        this.nodes = nodes;
        this.rosters = rosters;
        this.random = random;
    }

    /** What is done to a process' files while it is down. */
    interface Damage {
        Damage NONE = () -> {};

        void happen() throws IOException;
    }

    /** Kills until it counts, and has the victim run again. */
    void of(Killable victim, Damage damage) throws IOException, InterruptedException, SQLException {
        long met;
        do {
            awaitTraffic();
            Thread.sleep(random.nextInt(MOST_PAUSE));
            met = kill(victim);
            damage.happen();
            Thread.sleep(random.nextInt(MOST_DOWN));
            victim.start();
            victim.awaitReady();
            if (victim == nodes.county()) {
                rosters.again();
            }
        } while (met == 0);
    }

    /** @return how many parcels were on their way both before and after the process died */
    private long kill(Killable victim) throws IOException, InterruptedException, SQLException {
        Map<String, Long> heads;
        try (Tables county = nodes.tables(COUNTY)) {
            heads = county.heads();
        }
        victim.kill();
        try (Tables county = nodes.tables(COUNTY)) {
            Map<String, Long> receipted = county.receipted(PROVINCE);
            receiptedBefore = sum(receipted);
            long met = Tables.unreceipted(heads, receipted);
            System.out.println("killed " + victim + " with " + met + " parcels on their way, " + receiptedBefore
                    + " receipted" + (met == 0 ? ": does not count" : ""));
            return met;
        }
    }

    /** Returns when receipts have come since the last kill, so that all links are up, and more are to come. */
    private void awaitTraffic() throws IOException, InterruptedException, SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Tables county = nodes.tables(COUNTY)) {
            while (true) {
                Map<String, Long> receipted = county.receipted(PROVINCE);
                boolean more = Tables.unreceipted(county.heads(), receipted) > 0;
                if (sum(receipted) > receiptedBefore && more) {
                    return;
                }
                if (!more && !rosters.areUnderWay()) {
                    rosters.next();
                }
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("receipts should come after " + PATIENCE + ", but the province's go to "
                            + receipted + " of " + county.heads() + "\n" + nodes.said());
                }
                Thread.sleep(20);
            }
        }
    }

    private static long sum(Map<String, Long> numbers) {
        return numbers.values().stream().mapToLong(Long::longValue).sum();
    }
}

package org.jilian.store;

import static org.jilian.store.Transaction.values;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jilian.record.Digest;

/**
 * Rows a second of upserts into {@code record} with bodies of 500 bytes and ids in random order, one writer, as much to a
 * commit as said. Run by hand, alone: {@code StoreSpeed [sqlite|postgres|memory] [rows]}.
 */
final class StoreSpeed {
    private static final String UPSERT = """
            INSERT INTO record (id, kind, key_hash, first_author, version, digest, previous, author, holder, status, division,
                                period, subject, at, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (key_hash, kind, first_author) DO UPDATE SET version = excluded.version, digest = excluded.digest,
                previous = excluded.previous, author = excluded.author, holder = excluded.holder,
                status = excluded.status, at = excluded.at, body = excluded.body""";

    private record Sample(String id, String key, Digest digest, String body) {}

    private StoreSpeed() {}

    public static void main(String[] args) throws Exception {
        String engine = args.length > 0 ? args[0] : "sqlite";
        int rows = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        for (int round = 0; round < 2; round++) {
            for (int commit : new int[] {1_000, 5_000}) {
                Path directory = Files.createTempDirectory("jilian-speed");
                Database database =
                        switch (engine) {
                            case "postgres" -> Database.open(TestDatabases.postgres());
                            case "memory" -> Database.inMemory();
                            default -> Database.open(TestDatabases.sqlite(directory));
                        };
                try (database) {
                    List<Sample> samples = samples(rows, commit + round);
                    System.out.printf(
                            "%s, %d a commit, round %d: %,d inserts/s, then %,d updates/s%n",
                            engine, commit, round, rate(database, samples, commit), rate(database, samples, commit));
                }
            }
        }
    }

    private static long rate(Database database, List<Sample> samples, int commit) {
        long start = System.nanoTime();
        for (int from = 0; from < samples.size(); from += commit) {
            List<Sample> part = samples.subList(from, Math.min(from + commit, samples.size()));
            database.write(tx -> tx.batch(
                    UPSERT,
                    part,
                    s -> values(
                            s.id,
                            "hour-record",
                            s.key,
                            "370811",
                            1,
                            s.digest,
                            null,
                            "370811",
                            "370811",
                            "active",
                            "370811",
                            "2025",
                            "1:" + s.key,
                            1_700_000_000_000L,
                            s.body)));
        }
        return samples.size() * 1_000_000_000L / (System.nanoTime() - start);
    }

    private static List<Sample> samples(int rows, long seed) throws Exception {
        Random random = new Random(seed);
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        List<Sample> samples = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            StringBuilder key = new StringBuilder(32);
            random.ints(32, 0, 32).forEach(n -> key.append("abcdefghijklmnopqrstuvwxyz234567".charAt(n)));
            String body = "{\"content\":{\"hours\":\"4.5\",\"text\":\"" + "x".repeat(450) + "\"},\"n\":" + i + "}";
            samples.add(new Sample(
                    "370811:hour-record:" + key,
                    key.toString(),
                    Digest.of(sha.digest(body.getBytes(StandardCharsets.UTF_8))),
                    body));
        }
        return samples;
    }
}

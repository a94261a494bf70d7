package org.jilian.route;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jilian.broker.TestFederation;
import org.jilian.record.NodeId;

/** How long one node and the demo's nine take to start in one JVM; run by hand: {@code StartTimes 9 4} (nodes, threads). */
final class StartTimes {
    private static final List<String> LINKS = List.of(
            "000000<370000",
            "000000<410000",
            "370000<370800",
            "370000<370200",
            "370800<370811",
            "370800<370881",
            "410000<410225",
            "370800<370800-wjw",
            "370800-wjw<370811-wjw");

    private StartTimes() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        TestFederation federation = new TestFederation();
        List<NodeId> ids = new ArrayList<>(List.of(NodeId.of("000000")));
        LINKS.forEach(link -> ids.add(NodeId.of(link.split("<")[1])));
        ids.forEach(federation::with);
        LINKS.forEach(link -> federation.link(NodeId.of(link.split("<")[1]), NodeId.of(link.split("<")[0])));
        Path work = Files.createTempDirectory("jilian-start");
        long start = System.nanoTime();
        List<TestNode> nodes = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(Integer.parseInt(arguments[1]));
        List<Future<TestNode>> starting = ids.subList(0, count).stream()
                .map(id -> pool.submit(() -> {
                    long own = System.nanoTime();
                    TestNode node = new TestNode(
                            federation, id, work.resolve(id.value()), TestNode.ROUTES, new TestProtocol(), 0);
                    System.out.println(id + " " + (System.nanoTime() - own) / 1_000_000 + " ms");
                    return node;
                }))
                .toList();
        for (Future<TestNode> node : starting) {
            nodes.add(node.get());
        }
        System.out.println(
                count + " nodes: " + (System.nanoTime() - start) / 1_000_000 + " ms, of CPU since the JVM began "
                        + ((com.sun.management.OperatingSystemMXBean)
                                                java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                                        .getProcessCpuTime()
                                / 1_000_000
                        + " ms");
        while (count > 1
                && !nodes.stream()
                        .allMatch(node -> node.neighbours().states().stream()
                                .filter(state -> ids.indexOf(state.neighbour()) < count)
                                .allMatch(org.jilian.broker.LinkState::isConnected))) {
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
        System.out.println("all links up: " + (System.nanoTime() - start) / 1_000_000 + " ms");
        System.gc();
        System.out.println("heap "
                + (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / (1 << 20)
                + " MiB, threads " + Thread.activeCount());
        nodes.forEach(TestNode::close);
        pool.shutdown();
        try (Stream<Path> paths = Files.walk(work)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        System.exit(0);
    }
}

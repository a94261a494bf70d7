package org.jilian.simulate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.jilian.exchange.Authored;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Draft;
import org.jilian.record.KindName;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.store.Versions;

/**
 * Counties propose, cities recommend, the province approves, by {@link SampleKinds#proposal}; others try to, and whoever
 * stole a key tries harder. Who takes a step asks for it when he will, however late what he sees may be.
 */
final class Proposals {
    private static final KindName PROPOSAL = new KindName("proposal");

    /** Two that may propose, and one that may not. */
    private static final List<NodeId> AUTHORS = List.of(
            NodeId.of("370811"), NodeId.of("370811"), NodeId.of("370881"), NodeId.of("370881"), NodeId.of("370200"));

    private static final List<NodeId> OTHERS =
            List.of(NodeId.of("370800"), NodeId.of("370200"), NodeId.of("370000"), NodeId.of("370811"));

    private static final List<String> STEPS = List.of("recommend", "approve");

    private final World world;
    private final Random random;
    private final Forks forks;
    private final TreeSet<RecordId> proposed = new TreeSet<>();
    private boolean forged;

    Proposals(World world, Random random, Forks forks) {
        this.world = world;
        this.random = random;
        this.forks = forks;
    }

    /** A few, so that those that were proposed are proposed again. */
    void propose() {
        NodeId author = any(AUTHORS);
        ObjectNode content = JsonNodeFactory.instance.objectNode().put("code", "p" + random.nextInt(6));
        Draft draft = new Draft(PROPOSAL, "370811", Optional.of("2026"), Optional.empty(), content);
        world.let(
                world.node(author),
                process -> {
                    Authored authored = process.author(List.of(draft)).get(0);
                    if (authored instanceof Authored.First first) {
                        proposed.add(first.version().id());
                    }
                    countRefused(authored);
                    return process.turn();
                },
                () -> {});
    }

    /** Somebody takes a step, be it his to take or not. */
    void step() {
        if (proposed.isEmpty()) {
            return;
        }
        RecordId record = any(List.copyOf(proposed));
        NodeId actor = any(OTHERS);
        String step = any(STEPS);
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        if (step.equals("approve")) {
            change.put("document", "no. " + random.nextInt(3));
        }
        world.let(
                world.node(actor),
                process -> {
                    countRefused(process.step(record, step, change));
                    return process.turn();
                },
                () -> {});
    }

    private void countRefused(Authored authored) {
        if (authored instanceof Authored.Refused) {
            world.count(FaultKind.FORBIDDEN_STEP);
        }
    }

    /**
     * Once, whoever stole a city's key approves in its name what only the province may, or gives it to whom it must not
     * go.
     */
    void forge() {
        if (forged) {
            return;
        }
        for (RecordId record : proposed) {
            for (NodeId city : List.of(NodeId.of("370800"), NodeId.of("370200"))) {
                Optional<RecordVersion> held = current(city, record);
                if (held.isPresent() && held.get().holder().equals(city)) {
                    forged = forks.bringNext(city, held.get().streams().get(0), forged(held.get()));
                    return;
                }
            }
        }
    }

    private Optional<RecordVersion> current(NodeId node, RecordId record) {
        return world.node(node)
                .database()
                .read(tx -> Versions.current(
                                tx, record, world.federation().keys().suite().hash())
                        .map(Versions.Held::version));
    }

    private RecordVersion forged(RecordVersion before) {
        ObjectNode document = (ObjectNode) CanonicalJson.read(before.bytes());
        document.put("version", before.version() + 1)
                .put("previous", before.digest().toString())
                .put("author", before.holder().value());
        if (random.nextBoolean()) {
            document.put("status", "approved");
        } else {
            document.put("status", "recommended").put("holder", "410000");
        }
        return RecordVersion.read(
                CanonicalJson.write(document), world.federation().keys().suite().hash());
    }

    private <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}

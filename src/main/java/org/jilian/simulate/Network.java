package org.jilian.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jilian.exchange.Envelope;
import org.jilian.exchange.Message;
import org.jilian.ledger.Frame;
import org.jilian.record.NodeId;

/**
 * Carries messages between neighbours, as badly as it is told to: what a broker may do to them at its worst, and a little
 * more, since the exchange relies on none of a broker's promises.
 */
final class Network {
    /** As a broker's: what is older is not delivered. */
    static final Duration MESSAGE_LIFE = Duration.ofSeconds(20);

    private static final int MOST_MESSAGES = 60_000;

    private final World world;
    private final Random random;
    private final Set<Set<NodeId>> cut = new HashSet<>();
    private final Set<Set<NodeId>> wiped = new HashSet<>();
    private boolean stormy;
    private int messages;

    Network(World world, Random random) {
        this.world = world;
        this.random = random;
    }

    void stormy(boolean now) {
        stormy = now;
        if (!now) {
            cut.clear();
        }
    }

    int messages() {
        return messages;
    }

    boolean isCut(NodeId a, NodeId b) {
        return cut.contains(Set.of(a, b));
    }

    void cut(NodeId a, NodeId b) {
        cut.add(Set.of(a, b));
    }

    void mend(NodeId a, NodeId b) {
        cut.remove(Set.of(a, b));
    }

    /** Everything under way between two nodes is lost from now on; what is sent later is not. */
    void wipe(NodeId a, NodeId b) {
        Set<NodeId> link = Set.of(a, b);
        wiped.add(link);
        world.time().after(Duration.ofSeconds(3), () -> wiped.remove(link));
    }

    void send(NodeId from, List<Envelope> envelopes) {
        for (Envelope envelope : envelopes) {
            if (++messages > MOST_MESSAGES) {
                throw new InvariantBrokenException(
                        Invariant.TALK_ENDS,
                        "more than " + MOST_MESSAGES + " messages: nodes answer each other without end, now " + from
                                + " " + envelope);
            }
            world.oracle().sent(from, envelope);
            if (isCut(from, envelope.neighbour())) {
                continue;
            }
            one(from, envelope.neighbour(), envelope.message());
        }
    }

    private void one(NodeId from, NodeId to, Message message) {
        if (!stormy) {
            deliver(from, to, message, Duration.ofMillis(5 + random.nextInt(20)));
            return;
        }
        int fate = random.nextInt(100);
        Duration delay = Duration.ofMillis(5 + random.nextInt(40));
        if (fate < 7) {
            world.count(FaultKind.DROP);
        } else if (fate < 13) {
            world.count(FaultKind.DUPLICATE);
            deliver(from, to, message, delay);
            deliver(from, to, message, delay.plusMillis(random.nextInt(5_000)));
        } else if (fate < 19) {
            world.count(FaultKind.DELAY);
            deliver(from, to, message, delay.plusMillis(random.nextInt(12_000)));
        } else if (fate < 26) {
            world.count(FaultKind.REORDER);
            deliver(from, to, message, delay.plusMillis(50 + random.nextInt(300)));
        } else if (fate < 31 && message.type() == Message.Type.PARCEL) {
            world.count(FaultKind.BODY_LOST);
            deliver(from, to, withoutBody(message), delay);
        } else if (fate < 35) {
            world.count(FaultKind.FORGERY);
            deliver(from, to, forged(message), delay);
        } else {
            deliver(from, to, message, delay);
        }
    }

    /** A bad hop passes the header on, but its database lost a page of the body. */
    private static Message withoutBody(Message message) {
        List<byte[]> parts = Frame.split(message.body());
        byte[] body = parts.get(2).clone();
        if (body.length > 0) {
            body[body.length / 2] ^= 1;
        }
        return new Message(message.type(), Frame.join(List.of(parts.get(0), parts.get(1), body, parts.get(3))));
    }

    private Message forged(Message message) {
        byte[] body = message.body().clone();
        if (body.length > 0) {
            body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return new Message(message.type(), body);
    }

    private void deliver(NodeId from, NodeId to, Message message, Duration delay) {
        deliver(from, to, message, delay, world.time().now().plus(MESSAGE_LIFE));
    }

    private void deliver(NodeId from, NodeId to, Message message, Duration delay, Instant until) {
        world.time().after(delay, () -> {
            if (world.time().now().isAfter(until) || isCut(from, to) || wiped.contains(Set.of(from, to))) {
                return;
            }
            SimulatedNode node = world.node(to);
            if (!node.isUp()) {
                // a queue keeps it, or the process that held it in memory is gone
                if (!stormy || random.nextBoolean()) {
                    deliver(from, to, message, Duration.ofSeconds(1 + random.nextInt(5)), until);
                }
                return;
            }
            world.bring(node, new Envelope(from, message), () -> {
                if (random.nextInt(4) > 0) {
                    deliver(from, to, message, Duration.ofSeconds(1 + random.nextInt(10)), until);
                }
            });
        });
    }
}

package org.jilian.broker;

import java.util.List;
import java.util.Optional;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;

/**
 * The three queues a parent's broker has for one child: {@code up} (the child sends, the parent consumes), {@code down}
 * (the parent sends, the child consumes) and {@code dead} (what the broker gave up delivering; the parent's alone).
 */
public record ChildQueues(NodeId child) {
    private static final String UP = "up.";
    private static final String DOWN = "down.";
    private static final String DEAD = "dead.";

    public String up() {
        return UP + child;
    }

    public String down() {
        return DOWN + child;
    }

    public String dead() {
        return DEAD + child;
    }

    List<String> all() {
        return List.of(up(), down(), dead());
    }

    /** Whose queue this is; empty for an address that is no child's. */
    static Optional<ChildQueues> owning(String queue) {
        int dot = queue.indexOf('.') + 1;
        String prefix = queue.substring(0, dot);
        if (!prefix.equals(UP) && !prefix.equals(DOWN) && !prefix.equals(DEAD)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ChildQueues(NodeId.of(queue.substring(dot))));
        } catch (MalformedException notANode) {
            return Optional.empty();
        }
    }
}

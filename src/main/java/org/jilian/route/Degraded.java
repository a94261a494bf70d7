package org.jilian.route;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

/**
 * The node works but a person should look. Answered with 200: a supervisor that restarts a node whenever its neighbour is
 * away would make things worse.
 */
final class Degraded {
    static final Status STATUS = new Status("DEGRADED", "the node works, but a person should look");

    private Degraded() {}

    static Health.Builder when(boolean degraded) {
        return Health.status(degraded ? STATUS : Status.UP);
    }
}

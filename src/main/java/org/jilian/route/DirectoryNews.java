package org.jilian.route;

import java.util.concurrent.atomic.AtomicInteger;

/** After each step of the exchange: links and routes follow a directory that the step has put in force. */
final class DirectoryNews {
    private final Protocol protocol;
    private final Neighbours neighbours;
    private final AtomicInteger followed;

    DirectoryNews(Protocol protocol, Neighbours neighbours) {
        this.protocol = protocol;
        this.neighbours = neighbours;
        this.followed = new AtomicInteger(protocol.directoryVersion());
    }

    void look() {
        int now = protocol.directoryVersion();
        if (followed.getAndSet(now) != now) {
            neighbours.directoryChanged();
        }
    }
}

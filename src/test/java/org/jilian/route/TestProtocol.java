package org.jilian.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jilian.exchange.Envelope;
import org.jilian.exchange.Message;
import org.jilian.record.NodeId;

/** An exchange that remembers what came, answers as told, and sends what a test puts into its outbox. */
final class TestProtocol implements Protocol {
    final List<Envelope> received = new CopyOnWriteArrayList<>();
    final List<String> presence = new CopyOnWriteArrayList<>();
    final ConcurrentLinkedQueue<Envelope> outbox = new ConcurrentLinkedQueue<>();
    final List<String> troubles = new CopyOnWriteArrayList<>();
    volatile int directoryVersion = 1;
    volatile Function<Envelope, List<Envelope>> answer = incoming -> List.of();

    @Override
    public List<Envelope> receive(Envelope incoming) {
        List<Envelope> answers = answer.apply(incoming);
        received.add(incoming);
        return answers;
    }

    @Override
    public List<Envelope> turn() {
        List<Envelope> due = new ArrayList<>();
        for (Envelope next = outbox.poll(); next != null; next = outbox.poll()) {
            due.add(next);
        }
        return due;
    }

    @Override
    public List<String> troubles() {
        return troubles;
    }

    @Override
    public int directoryVersion() {
        return directoryVersion;
    }

    @Override
    public void connected(NodeId neighbour) {
        presence.add("+" + neighbour);
    }

    @Override
    public void disconnected(NodeId neighbour) {
        presence.add("-" + neighbour);
    }

    static Envelope parcel(NodeId neighbour, String text) {
        return new Envelope(neighbour, new Message(Message.Type.PARCEL, text.getBytes(StandardCharsets.UTF_8)));
    }

    List<String> texts() {
        return received.stream()
                .map(envelope -> envelope.neighbour() + ": "
                        + new String(envelope.message().body(), StandardCharsets.UTF_8))
                .toList();
    }
}

package org.jilian.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jilian.exchange.Envelope;
import org.jilian.exchange.Exchange;
import org.jilian.exchange.Message;
import org.jilian.exchange.ShippedHeads;
import org.jilian.ledger.Frame;
import org.jilian.ledger.Header;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Outcome;
import org.jilian.ledger.Place;
import org.jilian.ledger.Receipt;
import org.jilian.record.Channel;
import org.jilian.record.Digest;
import org.jilian.record.MalformedException;
import org.jilian.record.RecordId;
import org.jilian.record.RefusalCode;
import org.jilian.store.Ledgers;
import org.jilian.store.Parcels;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/** Mistakes that somebody could make in the exchange, each made around its steps; a new one for every seed. */
enum PlantedBug {
    /** A receipt goes out as soon as the parcel is there; the commit may fail. */
    RECEIPT_BEFORE_COMMIT {
        @Override
        Conduct conduct(SampleKeys keys) {
            return new Conduct() {
                @Override
                public List<Envelope> step(
                        SimulatedNode node,
                        Optional<Envelope> incoming,
                        Function<Exchange, List<Envelope>> what,
                        Consumer<List<Envelope>> wire) {
                    next(node, incoming, keys)
                            .ifPresent(header -> wire.accept(
                                    List.of(receipt(node, incoming.get().neighbour(), header, keys))));
                    return what.apply(node.process());
                }
            };
        }
    },

    /** A parcel that is held is taken once more, as if it were new. */
    NO_DEDUPE {
        @Override
        Conduct conduct(SampleKeys keys) {
            return new Conduct() {
                @Override
                public List<Envelope> step(
                        SimulatedNode node,
                        Optional<Envelope> incoming,
                        Function<Exchange, List<Envelope>> what,
                        Consumer<List<Envelope>> wire) {
                    header(incoming).ifPresent(header -> forget(node, header, digest(incoming, keys)));
                    return what.apply(node.process());
                }

                private void forget(SimulatedNode node, Header header, Digest digest) {
                    Place place = header.place();
                    node.database().change(tx -> {
                        Optional<Ledgers.Position> position = Ledgers.find(tx, place.ledger());
                        if (position.isPresent()
                                && position.get().epoch() == place.epoch()
                                && Parcels.digest(tx, key(position.get(), place))
                                        .equals(Optional.of(digest))) {
                            tx.update(
                                    "DELETE FROM parcel WHERE ledger = ? AND epoch = ? AND sequence >= ?",
                                    position.get().n(),
                                    place.epoch(),
                                    place.sequence());
                            back(tx, position.get(), header);
                        }
                    });
                }
            };
        }
    },

    /** The position is saved in a transaction of its own, before the records. */
    POSITION_BEFORE_RECORDS {
        @Override
        Conduct conduct(SampleKeys keys) {
            return new Conduct() {
                @Override
                public List<Envelope> step(
                        SimulatedNode node,
                        Optional<Envelope> incoming,
                        Function<Exchange, List<Envelope>> what,
                        Consumer<List<Envelope>> wire) {
                    Optional<Header> next = next(node, incoming, keys);
                    if (next.isPresent()) {
                        Header header = next.get();
                        node.database().change(tx -> advance(tx, header, digest(incoming, keys)));
                        // the process lives: nobody sees what stood there for a moment
                        node.database()
                                .change(tx ->
                                        back(tx, Ledgers.lock(tx, header.place().ledger()), header));
                    }
                    return what.apply(node.process());
                }

                private void advance(Transaction tx, Header header, Digest digest) throws java.sql.SQLException {
                    Ledgers.Position position = Ledgers.lock(tx, header.place().ledger());
                    Ledgers.advance(tx, position, header.place(), digest, position.sealedAt(), position.directory());
                }
            };
        }
    },

    /** What was sent once is forgotten, whether or not a receipt came: it counts as receipted. */
    UNRECEIPTED_PARCEL_FORGOTTEN {
        @Override
        Conduct conduct(SampleKeys keys) {
            return new Conduct() {
                @Override
                public List<Envelope> step(
                        SimulatedNode node,
                        Optional<Envelope> incoming,
                        Function<Exchange, List<Envelope>> what,
                        Consumer<List<Envelope>> wire) {
                    List<Envelope> sent = what.apply(node.process());
                    for (Envelope each : sent) {
                        header(Optional.of(each)).ifPresent(header -> {
                            Receipt receipt = new Receipt(
                                    header.federation(),
                                    each.neighbour(),
                                    header.place(),
                                    digest(Optional.of(each), keys),
                                    0,
                                    List.of(),
                                    header.sealedAt());
                            node.process().receive(new Envelope(each.neighbour(), signed(receipt, keys)));
                        });
                    }
                    return sent;
                }
            };
        }
    },

    /** A version whose predecessor is missing is applied at once. */
    PREDECESSOR_NOT_AWAITED {
        @Override
        Conduct conduct(SampleKeys keys) {
            return new Conduct() {
                @Override
                public List<Envelope> step(
                        SimulatedNode node,
                        Optional<Envelope> incoming,
                        Function<Exchange, List<Envelope>> what,
                        Consumer<List<Envelope>> wire) {
                    List<Envelope> sent = what.apply(node.process());
                    node.database().change(tx -> applyWaiting(tx, keys));
                    return sent;
                }

                private void applyWaiting(Transaction tx, SampleKeys keys) throws java.sql.SQLException {
                    List<RecordId> waiting = tx.list(
                            "SELECT id FROM other_version WHERE outcome = ? AND code = ?",
                            row -> RecordId.parse(row.text("id")),
                            Outcome.WAITING.word(),
                            RefusalCode.PREDECESSOR_MISSING.name());
                    for (Versions.Held held :
                            Versions.of(tx, waiting, keys.suite().hash())) {
                        if (held.outcome() == Outcome.WAITING) {
                            Versions.removeOther(tx, List.of(held.version()));
                            Versions.putCurrent(tx, List.of(held));
                        }
                    }
                }
            };
        }
    },

    /** A process that begins believes that what it holds of others was forwarded. */
    FORWARDED_PARCEL_DROPPED_AFTER_RESTART {
        @Override
        Conduct conduct(SampleKeys keys) {
            return new Conduct() {
                private final Map<SimulatedNode, Map<LedgerId, Ledgers.Position>> atStart = new HashMap<>();

                @Override
                public void started(SimulatedNode node) {
                    Map<LedgerId, Ledgers.Position> positions = new HashMap<>();
                    node.database().read(Ledgers::all).stream()
                            .filter(position -> !position.ledger().origin().equals(node.id()))
                            .forEach(position -> positions.put(position.ledger(), position));
                    atStart.put(node, positions);
                }

                @Override
                public List<Envelope> step(
                        SimulatedNode node,
                        Optional<Envelope> incoming,
                        Function<Exchange, List<Envelope>> what,
                        Consumer<List<Envelope>> wire) {
                    return what.apply(node.process()).stream()
                            .filter(envelope -> !header(Optional.of(envelope))
                                    .map(header -> isForwarded(node, header.place()))
                                    .orElse(false))
                            .toList();
                }

                private boolean isForwarded(SimulatedNode node, Place place) {
                    Ledgers.Position start =
                            atStart.getOrDefault(node, Map.of()).get(place.ledger());
                    return start != null && start.epoch() == place.epoch() && start.sequence() >= place.sequence();
                }
            };
        }
    },

    /** After a restored backup nobody looks at the heads of what was shipped. */
    HEADS_FILE_IGNORED {
        @Override
        Conduct conduct(SampleKeys keys) {
            return new Conduct() {
                @Override
                public ShippedHeads heads(ShippedHeads file) {
                    return new ShippedHeads() {
                        @Override
                        public Map<LedgerId, Head> all() {
                            return Map.of();
                        }

                        @Override
                        public void remember(LedgerId ledger, Head head) {
                            file.remember(ledger, head);
                        }
                    };
                }
            };
        }
    },

    /** Only the own receipts go on towards the origin. */
    RECEIPTS_NOT_RELAYED {
        @Override
        Conduct conduct(SampleKeys keys) {
            return new Conduct() {
                @Override
                public List<Envelope> step(
                        SimulatedNode node,
                        Optional<Envelope> incoming,
                        Function<Exchange, List<Envelope>> what,
                        Consumer<List<Envelope>> wire) {
                    List<Envelope> own = new ArrayList<>();
                    for (Envelope envelope : what.apply(node.process())) {
                        boolean receipt = envelope.message().type() == Message.Type.RECEIPT;
                        if (!receipt
                                || Receipt.read(Frame.split(envelope.message().body())
                                                .get(0))
                                        .receiver()
                                        .equals(node.id())) {
                            own.add(envelope);
                        }
                    }
                    return own;
                }
            };
        }
    };

    abstract Conduct conduct(SampleKeys keys);

    /** What a parcel says of itself; empty if the message is no parcel, or was spoilt on its way. */
    private static Optional<Header> header(Optional<Envelope> envelope) {
        if (envelope.isEmpty() || envelope.get().message().type() != Message.Type.PARCEL) {
            return Optional.empty();
        }
        try {
            Header header =
                    Header.read(Frame.split(envelope.get().message().body(), 4).get(0));
            // the directory has a way of its own, where the same mistakes would be seen sooner
            boolean ofDirectory = header.place().ledger().stream().channel().equals(Channel.DIRECTORY);
            return ofDirectory ? Optional.empty() : Optional.of(header);
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private static Digest digest(Optional<Envelope> parcel, SampleKeys keys) {
        return Header.digest(
                Frame.split(parcel.orElseThrow().message().body()).get(0),
                keys.suite().hash());
    }

    private static Parcels.Key key(Ledgers.Position position, Place place) {
        return new Parcels.Key(position.n(), place.epoch(), place.sequence());
    }

    /** The header of a genuine parcel that comes next in its ledger. */
    private static Optional<Header> next(SimulatedNode node, Optional<Envelope> incoming, SampleKeys keys) {
        return header(incoming)
                .filter(header -> keys.suite()
                                .verify(
                                        Frame.split(incoming.get().message().body())
                                                .get(0),
                                        Frame.split(incoming.get().message().body())
                                                .get(1))
                        instanceof org.jilian.crypto.Verification.Genuine)
                .filter(header -> node.database()
                        .read(tx -> Ledgers.find(tx, header.place().ledger()))
                        .filter(position -> position.place().next().equals(header.place()))
                        .filter(position -> position.head().equals(header.previous()))
                        .isPresent());
    }

    private static Envelope receipt(SimulatedNode node, org.jilian.record.NodeId to, Header header, SampleKeys keys) {
        Digest digest = Header.digest(header.write(), keys.suite().hash());
        Receipt receipt =
                new Receipt(header.federation(), node.id(), header.place(), digest, 0, List.of(), header.sealedAt());
        return new Envelope(to, signed(receipt, keys));
    }

    private static Message signed(Receipt receipt, SampleKeys keys) {
        byte[] body = receipt.write();
        byte[] signature = keys.suite()
                .sign(
                        body,
                        receipt.at(),
                        List.of(keys.of(receipt.receiver()).keys().signing()));
        return new Message(Message.Type.RECEIPT, Frame.join(List.of(body, signature)));
    }

    /** To before the parcel of this header. */
    private static void back(Transaction tx, Ledgers.Position position, Header header) throws java.sql.SQLException {
        Place place = header.place();
        Ledgers.goBack(
                tx,
                position,
                new Place(place.ledger(), place.epoch(), place.sequence() - 1),
                header.previous(),
                position.sealedAt(),
                position.directory());
    }
}

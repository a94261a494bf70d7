package org.jilian.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jilian.directory.Reach;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Place;
import org.jilian.record.CanonicalJson;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.jilian.record.Stream;
import org.jilian.store.Database;
import org.jilian.store.Ledgers;
import org.jilian.store.Parcels;

/** Asks for ranges and bodies of a ledger, and answers who asks, within the reach of that ledger alone. */
final class Fetch {
    /** Parcels in one answer against the usual direction; the asker asks again for more. */
    private static final int AT_ONCE = 16;

    private static final Parcels.Key BEFORE_ALL = new Parcels.Key(0, 0, 0);

    private final Database database;
    private final Directories directories;
    private final Self self;
    private Parcels.Key asked = BEFORE_ALL;

    Fetch(Database database, Directories directories, Self self) {
        this.database = database;
        this.directories = directories;
        this.self = self;
    }

    /** What is asked for: what follows a place or, with {@code body}, the one parcel at it. */
    record Request(Place place, boolean body) {}

    static Envelope request(NodeId to, Place after) {
        return new Envelope(to, message(after, false));
    }

    private static Message message(Place place, boolean body) {
        return new Message(
                Message.Type.FETCH,
                CanonicalJson.write(JsonNodeFactory.instance
                        .objectNode()
                        .put("body", body)
                        .put("epoch", place.epoch())
                        .put("origin", place.ledger().origin().value())
                        .put("sequence", place.sequence())
                        .put("stream", place.ledger().stream().toString())));
    }

    static Request read(byte[] body) {
        JsonNode json = CanonicalJson.read(body);
        LedgerId ledger = new LedgerId(
                new NodeId(json.path("origin").asText()),
                Stream.parse(json.path("stream").asText()));
        long epoch = json.path("epoch").asLong();
        long sequence = json.path("sequence").asLong();
        if (epoch < 1 || epoch > Integer.MAX_VALUE || sequence < 0) {
            throw new MalformedException(
                    "place to fetch from", "an epoch from 1 and a sequence from 0", epoch + " " + sequence);
        }
        return new Request(new Place(ledger, epoch, sequence), json.path("body").asBoolean());
    }

    /** Asks every neighbour in reach for a body that did not come whole. */
    List<Envelope> body(Place place) {
        LedgerId ledger = place.ledger();
        Reach reach = directories.current().reach(ledger.origin(), ledger.stream());
        Set<NodeId> neighbours = new TreeSet<>(reach.previousHops(self.node()));
        neighbours.addAll(reach.nextHops(self.node()));
        return body(place, neighbours);
    }

    static List<Envelope> body(Place place, Set<NodeId> neighbours) {
        return neighbours.stream()
                .map(neighbour -> new Envelope(neighbour, message(place, true)))
                .toList();
    }

    /** Some of the places whose body is still awaited, the next ones at each call: nobody may have the first any more. */
    synchronized List<Place> awaitedBodies() {
        return database.read(tx -> {
            List<Place> found = new ArrayList<>();
            List<Parcels.Key> keys = Parcels.awaitedBodies(tx, asked, AT_ONCE);
            asked = keys.size() < AT_ONCE ? BEFORE_ALL : keys.get(AT_ONCE - 1);
            for (Parcels.Key key : keys) {
                LedgerId ledger = Ledgers.find(tx, key.ledger()).orElseThrow().ledger();
                found.add(new Place(ledger, key.epoch(), key.sequence()));
            }
            return found;
        });
    }

    List<Envelope> answer(NodeId to, Request request) {
        return database.read(tx -> {
            Optional<Ledgers.Position> position =
                    Ledgers.find(tx, request.place().ledger());
            if (position.isEmpty()) {
                return List.<Envelope>of();
            }
            Parcels.Key key = new Parcels.Key(
                    position.get().n(), request.place().epoch(), request.place().sequence());
            List<Parcels.Stored> parcels =
                    request.body() ? Parcels.find(tx, key).stream().toList() : Parcels.after(tx, key, AT_ONCE);
            return parcels.stream()
                    // in a range, a header whose body nobody may have any more still lets the asker go on
                    .filter(stored -> !request.body() || !stored.bodyAwaited())
                    .map(stored -> new Envelope(to, new Message(Message.Type.PARCEL, Accept.frame(stored.parcel()))))
                    .toList();
        });
    }
}

package org.jilian.exchange;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jilian.ledger.Place;
import org.jspecify.annotations.Nullable;

/** Parcels just sealed or taken, as they are sent, up to a number of bytes; the oldest go first. Only to save reading. */
final class RecentFrames {
    private final long most;
    private final Map<Place, byte[]> frames = new LinkedHashMap<>();
    private long bytes;

    RecentFrames(long most) {
        this.most = most;
    }

    /** In place of what was there: after a reset another parcel may stand in a place. */
    void put(Place place, byte @Nullable [] frame) {
        byte[] before = frame == null ? frames.remove(place) : frames.put(place, frame);
        bytes += (frame == null ? 0 : frame.length) - (before == null ? 0 : before.length);
        Iterator<byte[]> oldest = frames.values().iterator();
        while (bytes > most && oldest.hasNext()) {
            bytes -= oldest.next().length;
            oldest.remove();
        }
    }

    Optional<byte[]> get(Place place) {
        return Optional.ofNullable(frames.get(place));
    }
}

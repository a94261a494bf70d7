package org.jilian.rules.draw;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.MalformedException;

/**
 * Draws lots by a seed (随机抽取), version 1: the ticket of an entry is
 * {@code H("jilian-draw/1" LF purpose LF seed LF id)}, texts as UTF-8, and the entries with the smallest tickets are drawn.
 *
 * <p>As long as H behaves like a random function, the tickets of different ids are independent and alike, so every set of
 * n is as likely as every other. The seed decides all; that is why the frame has to be fixed, by publishing its digest,
 * before anybody knows the seed. With strata each gets its places by {@link Places}, and lots are drawn within.
 *
 * <p>Always true: the order in which the frame was given changes nothing, and a draw of n + 1 is the draw of n with one
 * more. docs/statistics.md says how to repeat a draw without this program.
 *
 * @param purpose what is drawn, such as {@code persons}: one seed may serve several draws, which are independent then
 */
public record Draw(String purpose, String seed) {
    /** Stands in what is published, and first in each ticket. */
    public static final String METHOD = "jilian-draw/1";

    private static final int LONGEST_SEED = 200;

    /** @throws MalformedException if a seed is empty, blank at an end, or of several lines */
    public Draw {
        if (seed.isBlank() || !seed.equals(seed.strip())) {
            throw new MalformedException(
                    "seed of a draw",
                    "a text that is published after the frame, such as the numbers of a public lottery, without blanks"
                            + " around it",
                    seed.isBlank() ? "empty" : "'" + seed + "'");
        }
        if (seed.length() > LONGEST_SEED || seed.codePoints().anyMatch(Character::isISOControl)) {
            throw new MalformedException(
                    "seed of a draw",
                    "one line of at most " + LONGEST_SEED + " characters",
                    seed.length() + " of them");
        }
        if (purpose.isEmpty() || purpose.codePoints().anyMatch(Character::isISOControl)) {
            throw new MalformedException("purpose of a draw", "a text of one line", "'" + purpose + "'");
        }
    }

    /**
     * The ids drawn, in the order of their tickets; with strata in the order of the strata, then of tickets.
     *
     * @throws MalformedException if the frame has fewer entries than are to be drawn
     */
    public List<String> from(Frame frame, int count, Hash hash) {
        if (count < 1 || count > frame.size()) {
            throw new MalformedException(
                    "number to be drawn", "from 1 to the size of the frame, " + frame.size(), "" + count);
        }
        SortedMap<String, List<String>> strata = frame.strata();
        SortedMap<String, Integer> sizes = new TreeMap<>(Frame::compare);
        strata.forEach((name, ids) -> sizes.put(name, ids.size()));
        SortedMap<String, Integer> places = Places.of(sizes, count);
        List<String> drawn = new ArrayList<>(count);
        strata.forEach((name, ids) -> drawn.addAll(smallest(ids, places.getOrDefault(name, 0), hash)));
        return drawn;
    }

    /** The ticket of an id, for those who want to see it. */
    public Digest ticket(String id, Hash hash) {
        return hash.of((METHOD + "\n" + purpose + "\n" + seed + "\n" + id).getBytes(StandardCharsets.UTF_8));
    }

    private record Ticket(Digest number, String id) {
        /** Equal tickets have never been seen; should they be, the order of ids decides. */
        static final Comparator<Ticket> ORDER =
                Comparator.comparing(Ticket::number).thenComparing(Ticket::id, Frame::compare);
    }

    private List<String> smallest(List<String> ids, int count, Hash hash) {
        PriorityQueue<Ticket> kept = new PriorityQueue<>(Ticket.ORDER.reversed());
        for (String id : ids) {
            kept.add(new Ticket(ticket(id, hash), id));
            if (kept.size() > count) {
                kept.remove();
            }
        }
        return kept.stream().sorted(Ticket.ORDER).map(Ticket::id).toList();
    }
}

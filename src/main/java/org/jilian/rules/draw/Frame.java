package org.jilian.rules.draw;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jilian.record.Digest;
import org.jilian.record.Hash;
import org.jilian.record.MalformedException;

/**
 * What lots are drawn from (抽样框): different ids, each perhaps of a stratum (层), in the order of their UTF-8 bytes. Its
 * text is one line an entry, the id and, where there is one, a tab and the stratum, each line ended by a line feed; its
 * digest is that of this text, so {@code sha256sum} of the file says the same.
 */
public final class Frame {
    /** Entries that a frame may have: its text is put together in memory. */
    public static final int MOST = 1_000_000;

    /** @param stratum empty if lots are drawn from the whole */
    public record Entry(String id, String stratum) {
        public Entry {
            plain("id of an entry", id);
            if (id.isEmpty()) {
                throw new MalformedException("id of an entry", "some characters", "none");
            }
            plain("stratum of an entry", stratum);
        }

        private static void plain(String what, String text) {
            if (text.codePoints().anyMatch(Character::isISOControl)) {
                throw new MalformedException(what, "a text of one line without tabs", "a control character");
            }
        }
    }

    private final List<Entry> entries;

    private Frame(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * In whatever order they come.
     *
     * @throws MalformedException if an id comes twice, there are too many, or only some have a stratum
     */
    public static Frame of(Collection<Entry> entries) {
        if (entries.size() > MOST) {
            throw new MalformedException(
                    "a frame", "at most " + MOST + " entries: draw from a smaller place", entries.size() + " entries");
        }
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort((a, b) -> compare(a.id(), b.id()));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).id().equals(sorted.get(i - 1).id())) {
                throw new MalformedException(
                        "a frame", "each id once", sorted.get(i).id() + " twice");
            }
        }
        long without = sorted.stream().filter(each -> each.stratum().isEmpty()).count();
        if (without > 0 && without < sorted.size()) {
            throw new MalformedException("a frame", "a stratum for each entry or for none", without + " without one");
        }
        return new Frame(List.copyOf(sorted));
    }

    /** Without strata. */
    public static Frame ofIds(Collection<String> ids) {
        return of(ids.stream().map(id -> new Entry(id, "")).toList());
    }

    /** From its text; lines may end as a spreadsheet program ends them, and stand in any order. */
    public static Frame parse(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String line : text.split("\r?\n")) {
            if (!line.isBlank()) {
                int tab = line.indexOf('\t');
                entries.add(
                        tab < 0
                                ? new Entry(line.strip(), "")
                                : new Entry(
                                        line.substring(0, tab).strip(),
                                        line.substring(tab + 1).strip()));
            }
        }
        return of(entries);
    }

    public int size() {
        return entries.size();
    }

    public List<Entry> entries() {
        return entries;
    }

    /** By stratum, in the order of their names; one without a name if there are none. */
    SortedMap<String, List<String>> strata() {
        SortedMap<String, List<String>> strata = new TreeMap<>(Frame::compare);
        entries.forEach(each -> strata.computeIfAbsent(each.stratum(), unused -> new ArrayList<>())
                .add(each.id()));
        return strata;
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        for (Entry each : entries) {
            text.append(each.id());
            if (!each.stratum().isEmpty()) {
                text.append('\t').append(each.stratum());
            }
            text.append('\n');
        }
        return text.toString();
    }

    public Digest digest(Hash hash) {
        return hash.of(text().getBytes(StandardCharsets.UTF_8));
    }

    /** By UTF-8 bytes, as databases and {@code LC_ALL=C sort} have it; Java's own order of strings is another. */
    static int compare(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}

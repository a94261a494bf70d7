package org.jilian.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jilian.crypto.EncryptionKey;
import org.jilian.crypto.Suite;
import org.jilian.directory.Directory;
import org.jilian.directory.SubjectKey;
import org.jilian.record.Draft;
import org.jilian.record.Mac;
import org.jilian.record.Subject;

/** Makes pseudonyms under the subject keys that the directory wraps to this node, one per epoch. */
public final class Subjects {
    private final TreeMap<Integer, Mac> keys = new TreeMap<>();
    private final TreeMap<Integer, Instant> from = new TreeMap<>();
    private final int newest;

    public Subjects(Directory directory, Suite suite, EncryptionKey key) {
        this.newest = directory.subjectKeys().stream()
                .mapToInt(SubjectKey::epoch)
                .max()
                .orElse(Integer.MAX_VALUE);
        for (SubjectKey each : directory.subjectKeys()) {
            if (!keys.containsKey(each.epoch())) {
                suite.open(each.envelope(), context(each.epoch()), key).ifPresent(opened -> {
                    keys.put(each.epoch(), suite.mac(opened));
                    from.put(each.epoch(), each.notBefore());
                });
            }
        }
    }

    /** What a wrapped subject key is bound to. */
    public static byte[] context(int epoch) {
        return ("subject key " + epoch).getBytes(StandardCharsets.UTF_8);
    }

    /** The pseudonym under the newest epoch in force, or empty if this node was given no key. */
    public Optional<Subject> current(Draft.PersonNumber person, Instant now) {
        return keys.descendingMap().entrySet().stream()
                .filter(each -> !now.isBefore(java.util.Objects.requireNonNull(from.get(each.getKey()))))
                .findFirst()
                .map(each -> Subject.of(each.getKey(), person, each.getValue()));
    }

    /** The pseudonyms under every epoch, the newest first: a person keeps those under which he was first known. */
    public List<Subject> all(Draft.PersonNumber person) {
        List<Subject> all = new ArrayList<>();
        keys.descendingMap().forEach((epoch, key) -> all.add(Subject.of(epoch, person, key)));
        return all;
    }

    /** Of how many epochs this node has the key. */
    public int epochs() {
        return keys.size();
    }

    /** Why this person's number does not give that subject; empty if it does, or if the key of its epoch is not here. */
    Optional<String> contradiction(String subject, Draft.PersonNumber person) {
        Optional<Subject> stated = Subject.parse(subject);
        if (stated.isEmpty()) {
            return Optional.of("the subject is no pseudonym");
        }
        int epoch = stated.get().epoch();
        Mac key = keys.get(epoch);
        if (key == null) {
            // keys of old epochs may be withdrawn, those of epochs to come cannot have been used
            return epoch > newest
                    ? Optional.of("the directory names no subject key of epoch " + epoch)
                    : Optional.empty();
        }
        return Subject.of(epoch, person, key).equals(stated.get())
                ? Optional.empty()
                : Optional.of("the disclosed number has another pseudonym in epoch " + epoch);
    }
}

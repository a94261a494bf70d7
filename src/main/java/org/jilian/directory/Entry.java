package org.jilian.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jilian.record.KindName;

/** What one directory record says. Reading its content and writing it again gives the same content. */
public sealed interface Entry permits Federation, Node, Link, KindEntry, SubjectKey, Revocation, Reset {
    Key key();

    ObjectNode write();

    /** What a record is about: its kind, and the values whose hash is the last part of its id. */
    record Key(KindName kind, List<String> values) implements Comparable<Key> {
        static Key of(String kind, Object... values) {
            return new Key(
                    new KindName(kind),
                    java.util.Arrays.stream(values).map(String::valueOf).toList());
        }

        @Override
        public int compareTo(Key other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return kind + " " + String.join(" ", values);
        }
    }
}

package org.jilian.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;

/** The federation itself (联邦): the one record that every directory parcel holds, its version the directory's. */
public record Federation(Identity identity, Instant expires, Trust trust, Limits limits, Sealing sealing)
        implements Entry {
    static final String KIND = "federation";

    private static final Set<String> SUITES = Set.of("gm", "intl");

    /** What never changes, but for the name: another id, suite or root authority is another federation. */
    public record Identity(String id, Name name, String suite, NodeId root) {
        public Identity {
            if (!id.matches("[a-z0-9][a-z0-9.-]{0,63}")) {
                throw new MalformedException("federation id", "1 to 64 of a-z 0-9 . -", id);
            }
            if (!SUITES.contains(suite)) {
                throw new MalformedException("suite", "gm or intl", suite);
            }
        }

        boolean same(Identity other) {
            return id.equals(other.id) && suite.equals(other.suite) && root.equals(other.root);
        }

        @Override
        public String toString() {
            return id + ", suite " + suite + ", root authority " + root;
        }
    }

    @Override
    public Key key() {
        return Key.of(KIND, identity.id);
    }

    static Federation read(Fields fields) {
        return new Federation(
                new Identity(
                        fields.text("federation"),
                        fields.object("name", Name::read),
                        fields.text("suite"),
                        fields.value("root", NodeId::new)),
                fields.value("expires", Fields::instant),
                Trust.read(fields),
                fields.object("limits", Limits::read),
                fields.object("sealing", Sealing::read));
    }

    @Override
    public ObjectNode write() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("expires", expires.toString());
        document.put("federation", identity.id);
        document.set("limits", limits.write());
        document.set("name", identity.name.write());
        document.put("root", identity.root.value());
        document.set("sealing", sealing.write());
        document.put("suite", identity.suite);
        trust.write(document);
        return document;
    }
}

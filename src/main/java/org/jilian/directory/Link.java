package org.jilian.directory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jilian.record.Channel;
import org.jilian.record.NodeId;
import org.jilian.record.Stream;

/**
 * That a child reports to a parent on one line, and which channels pass between them, in both directions. A node has at
 * most one parent on each line: moving it to another is the next version of the same record.
 */
public record Link(NodeId child, Line line, NodeId parent, SortedSet<Channel> channels, List<Entrance> entrances)
        implements Entry {
    static final String KIND = "link";

    /** Where a node that enters reach by this link starts with a ledger. */
    public record Entrance(NodeId node, NodeId origin, Stream stream, Start start) {
        static Entrance read(Fields fields) {
            return new Entrance(
                    fields.value("node", NodeId::new),
                    fields.value("origin", NodeId::new),
                    fields.value("stream", Stream::parse),
                    Start.read(fields));
        }

        ObjectNode write() {
            return start.write()
                    .put("node", node.value())
                    .put("origin", origin.value())
                    .put("stream", stream.toString());
        }
    }

    public Link {
        channels = Collections.unmodifiableSortedSet(new TreeSet<>(channels));
        entrances = List.copyOf(entrances);
    }

    /** Every link passes the directory: a node that cannot hear of the next version cannot judge anything. */
    public boolean passes(Channel channel) {
        return channel.equals(Channel.DIRECTORY) || channels.contains(channel);
    }

    @Override
    public Key key() {
        return Key.of(KIND, child, line.word());
    }

    static Link read(Fields fields) {
        return new Link(
                fields.value("child", NodeId::new),
                fields.value("line", Line::parse),
                fields.value("parent", NodeId::new),
                new TreeSet<>(fields.values("channels", Channel::new)),
                fields.objects("entrances", Entrance::read));
    }

    @Override
    public ObjectNode write() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode passing = document.putArray("channels");
        channels.forEach(channel -> passing.add(channel.value()));
        document.put("child", child.value());
        ArrayNode starts = document.putArray("entrances");
        entrances.forEach(entrance -> starts.add(entrance.write()));
        document.put("line", line.word());
        document.put("parent", parent.value());
        return document;
    }

    @Override
    public String toString() {
        return child + " → " + parent + " (" + line.word() + ")";
    }
}

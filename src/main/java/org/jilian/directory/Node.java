package org.jilian.directory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jilian.record.Channel;
import org.jilian.record.Level;
import org.jilian.record.NodeId;

/**
 * One authority's gateway (节点) as the directory describes it. It is never deleted: its parcels stay evidence.
 *
 * @param endpoint where its broker listens, if it has children
 * @param readsProtected channels whose protected values it may read
 */
public record Node(
        NodeId id,
        Name name,
        Jurisdiction jurisdiction,
        Optional<Endpoint> endpoint,
        List<NodeCertificate> certificates,
        SortedSet<Channel> readsProtected,
        Optional<Closing> closing)
        implements Entry {
    static final String KIND = "node";

    private static final Comparator<NodeCertificate> ORDER = Comparator.comparing(NodeCertificate::use)
            .thenComparing(NodeCertificate::from)
            .thenComparing(NodeCertificate::fingerprint);

    public Node {
        certificates = certificates.stream().sorted(ORDER).toList();
        readsProtected = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(readsProtected));
    }

    /** Certificates for this use that are valid at this instant, the newest last; revocation is the directory's word. */
    public List<X509Certificate> certificates(Use use, Instant at) {
        return certificates.stream()
                .filter(certificate -> certificate.use() == use && certificate.validAt(at))
                .map(NodeCertificate::certificate)
                .toList();
    }

    public boolean openAt(Instant at) {
        return closing.map(closed -> at.isBefore(closed.at())).orElse(true);
    }

    @Override
    public Key key() {
        return Key.of(KIND, id);
    }

    static Node read(Fields fields) {
        return new Node(
                fields.value("node", NodeId::new),
                fields.object("name", Name::read),
                new Jurisdiction(
                        fields.optional("sector", text -> text),
                        fields.optional("level", Level::parse),
                        fields.objects("divisions", Jurisdiction.Division::read)),
                fields.optional("endpoint", Endpoint::parse),
                fields.objects("certificates", NodeCertificate::read),
                new TreeSet<>(fields.values("readsProtected", Channel::new)),
                fields.optionalObject("closed", Closing::read));
    }

    @Override
    public ObjectNode write() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode listed = document.putArray("certificates");
        certificates.forEach(certificate -> listed.add(certificate.write()));
        closing.ifPresent(closed -> document.set("closed", closed.write()));
        ArrayNode divisions = document.putArray("divisions");
        jurisdiction.divisions().forEach(division -> divisions.add(division.write()));
        endpoint.ifPresent(address -> document.put("endpoint", address.toString()));
        jurisdiction.level().ifPresent(level -> document.put("level", level.word()));
        document.set("name", name.write());
        document.put("node", id.value());
        ArrayNode channels = document.putArray("readsProtected");
        readsProtected.forEach(channel -> channels.add(channel.value()));
        jurisdiction.sector().ifPresent(sector -> document.put("sector", sector));
        return document;
    }
}

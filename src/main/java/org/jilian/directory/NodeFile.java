package org.jilian.directory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jilian.record.Channel;
import org.jilian.record.Digest;
import org.jilian.record.Level;
import org.jilian.record.NodeId;
import org.jilian.record.Stream;

/** {@code nodes/<id>.yaml}: one node, with its links to its parents. */
final class NodeFile {
    private NodeFile() {}

    static Node node(Yaml file, Directory current, CertificateFolder folder) {
        file.only("id", "name", "sector", "level", "divisions", "endpoint", "parents", "reads-protected", "closed");
        NodeId id = file.required("id").as(NodeId::new);
        return file.checked(() -> new Node(
                id,
                FederationFile.name(file.required("name")),
                new Jurisdiction(
                        file.optional("sector").map(sector -> sector.as(Function.identity())),
                        file.optional("level").map(level -> level.as(Level::parse)),
                        file.items("divisions").stream().map(NodeFile::division).toList()),
                file.optional("endpoint").map(endpoint -> endpoint.as(Endpoint::parse)),
                certificates(id, current, folder),
                new TreeSet<>(channels(file, "reads-protected")),
                file.optional("closed").map(NodeFile::closing)));
    }

    /** Those in the folder, and those to sign with that the directory has had: older parcels are judged by them. */
    private static List<NodeCertificate> certificates(NodeId id, Directory current, CertificateFolder folder) {
        List<NodeCertificate> certificates = new ArrayList<>(folder.of(id));
        Set<Digest> found = new HashSet<>();
        certificates.forEach(certificate -> found.add(certificate.fingerprint()));
        current.node(id).stream()
                .flatMap(node -> node.certificates().stream())
                .filter(certificate -> certificate.use() == Use.SIGN && found.add(certificate.fingerprint()))
                .forEach(certificates::add);
        return certificates;
    }

    static List<Link> links(Yaml file, NodeId child) {
        return file.items("parents").stream()
                .map(parent -> {
                    parent.only("node", "line", "channels", "starts");
                    return new Link(
                            child,
                            parent.required("line").as(Line::parse),
                            parent.required("node").as(NodeId::new),
                            new TreeSet<>(channels(parent, "channels")),
                            parent.items("starts").stream()
                                    .map(NodeFile::entrance)
                                    .toList());
                })
                .toList();
    }

    private static List<Channel> channels(Yaml yaml, String field) {
        return yaml.items(field).stream()
                .map(channel -> channel.as(Channel::new))
                .toList();
    }

    private static Jurisdiction.Division division(Yaml yaml) {
        yaml.only("code", "from", "until");
        return yaml.checked(() -> new Jurisdiction.Division(
                yaml.required("code").as(Function.identity()),
                yaml.required("from").as(Fields::date),
                yaml.optional("until").map(until -> until.as(Fields::date))));
    }

    private static Closing closing(Yaml yaml) {
        yaml.only("at", "successor");
        return new Closing(
                yaml.required("at").as(Fields::instant),
                yaml.optional("successor").map(successor -> successor.as(NodeId::new)));
    }

    private static Link.Entrance entrance(Yaml yaml) {
        yaml.only("node", "origin", "stream", "epoch", "sequence", "header");
        return new Link.Entrance(
                yaml.required("node").as(NodeId::new),
                yaml.required("origin").as(NodeId::new),
                yaml.required("stream").as(Stream::parse),
                new Start(
                        yaml.required("epoch").as(Yaml::integer),
                        yaml.required("sequence").as(Yaml::number),
                        yaml.required("header").as(Digest::parse)));
    }
}

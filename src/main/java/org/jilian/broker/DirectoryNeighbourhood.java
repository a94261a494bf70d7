package org.jilian.broker;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jilian.directory.Directory;
import org.jilian.directory.Endpoint;
import org.jilian.directory.Node;
import org.jilian.record.NodeId;

/**
 * The neighbourhood that the directory in force describes.
 *
 * @param directory the directory in force, asked anew each time
 * @param tls makes this node's TLS contexts: trusted authorities, then the pin
 */
public record DirectoryNeighbourhood(
        NodeId self,
        Supplier<Directory> directory,
        BiFunction<List<X509Certificate>, Predicate<X509Certificate>, SSLContext> tls)
        implements Neighbourhood {
    @Override
    public Set<NodeId> parents() {
        return Set.copyOf(directory.get().parents(self));
    }

    @Override
    public Set<NodeId> children() {
        return Set.copyOf(directory.get().children(self));
    }

    @Override
    public Optional<Endpoint> endpoint(NodeId parent) {
        return directory.get().node(parent).flatMap(Node::endpoint);
    }

    @Override
    public Optional<NodeId> nodeOf(X509Certificate tlsCertificate) {
        return directory.get().nodeOfTlsCertificate(tlsCertificate);
    }

    @Override
    public List<X509Certificate> tlsAuthorities() {
        return directory.get().tlsAuthorities();
    }

    @Override
    public SSLContext tls(Predicate<X509Certificate> accepted) {
        return tls.apply(tlsAuthorities(), accepted);
    }
}

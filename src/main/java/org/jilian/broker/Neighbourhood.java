package org.jilian.broker;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.jilian.directory.Endpoint;
import org.jilian.record.NodeId;

/**
 * Who is around this node, by the newest directory, and the keys to speak with them. Every answer is asked for anew, so
 * that a new directory counts from the next question on; all methods may be called by several threads at once.
 */
public interface Neighbourhood {
    NodeId self();

    Set<NodeId> parents();

    Set<NodeId> children();

    /** Where that parent's broker listens; empty while the directory names no endpoint. */
    Optional<Endpoint> endpoint(NodeId parent);

    /** The node a TLS certificate belongs to: known to the directory, valid now, not revoked. */
    Optional<NodeId> nodeOf(X509Certificate tlsCertificate);

    /** The certificate authorities of TLS; when they change, the broker listens anew. */
    List<X509Certificate> tlsAuthorities();

    /**
     * TLS 1.3 with this node's key, for both roles; the peer's certificate chains to the federation's TLS authorities and
     * passes the predicate at every handshake.
     */
    SSLContext tls(Predicate<X509Certificate> accepted);
}

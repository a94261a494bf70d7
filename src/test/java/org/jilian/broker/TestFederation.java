package org.jilian.broker;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jilian.directory.Endpoint;
import org.jilian.record.NodeId;

/** A directory that a test changes at will: who has which certificate, who is whose child, who listens where. */
public final class TestFederation {
    public static final NodeId JINING = NodeId.of("370800");
    public static final NodeId RENCHENG = NodeId.of("370811");
    public static final NodeId QUFU = NodeId.of("370881");

    public final TestPki pki = new TestPki();
    private final Map<NodeId, TestPki.Identity> identities = new ConcurrentHashMap<>();
    private final Map<X509Certificate, NodeId> pins = new ConcurrentHashMap<>();
    private final Map<NodeId, NodeId> parents = new ConcurrentHashMap<>();
    private final Map<NodeId, Endpoint> endpoints = new ConcurrentHashMap<>();

    public TestFederation with(NodeId node) {
        TestPki.Identity identity = pki.issue(node.value());
        identities.put(node, identity);
        pins.put(identity.certificate(), node);
        return this;
    }

    public TestFederation link(NodeId child, NodeId parent) {
        parents.put(child, parent);
        return this;
    }

    public TestFederation unlink(NodeId child) {
        parents.remove(child);
        return this;
    }

    public TestFederation listens(NodeId node, int port) {
        endpoints.put(node, new Endpoint("127.0.0.1", port));
        return this;
    }

    public TestFederation revoke(NodeId node) {
        pins.values().removeIf(node::equals);
        return this;
    }

    public TestPki.Identity identity(NodeId node) {
        return identities.get(node);
    }

    public Neighbourhood of(NodeId self) {
        return as(self, identities.get(self), pki);
    }

    /** That node as it would be with other keys, or with keys of another authority. */
    public Neighbourhood as(NodeId self, TestPki.Identity identity, TestPki keys) {
        return new Neighbourhood() {
            @Override
            public NodeId self() {
                return self;
            }

            @Override
            public Set<NodeId> parents() {
                return Optional.ofNullable(parents.get(self)).stream().collect(Collectors.toSet());
            }

            @Override
            public Set<NodeId> children() {
                return parents.entrySet().stream()
                        .filter(link -> link.getValue().equals(self))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
            }

            @Override
            public Optional<Endpoint> endpoint(NodeId parent) {
                return Optional.ofNullable(endpoints.get(parent));
            }

            @Override
            public Optional<NodeId> nodeOf(X509Certificate certificate) {
                return Optional.ofNullable(pins.get(certificate));
            }

            @Override
            public List<X509Certificate> tlsAuthorities() {
                return List.of(keys.authority());
            }

            @Override
            public SSLContext tls(Predicate<X509Certificate> accepted) {
                return keys.tls(identity, accepted);
            }
        };
    }
}

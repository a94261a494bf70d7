package org.jilian.cli.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jilian.broker.BrokerExport;
import org.jilian.crypto.NodeKeys;
import org.jilian.directory.Directory;
import org.jilian.directory.Use;
import org.jilian.record.NodeId;

/** The files of an external Artemis for one node, out of its keys and the directory that was brought to it. */
public final class BrokerFiles {
    private static final String KEY_STORE = "jilian-key.p12";

    private final NodeHome home;

    public BrokerFiles(NodeHome home) {
        this.home = home;
    }

    /** @param password of the key stores written there; broker.xml holds it, as Artemis wants it */
    public void write(Path etc, String host, int port, String password) throws IOException {
        NodeKeys keys = OpenNode.keys(home);
        Directory directory = DirectoryBundle.read(home.bundle()).newest(home.suite(), home.roots());
        List<NodeId> nodes = new ArrayList<>(directory.children(home.node()));
        nodes.add(home.node());
        Instant now = Clock.systemUTC().instant();
        Map<NodeId, Collection<X509Certificate>> certificates = new TreeMap<>();
        nodes.forEach(node ->
                certificates.put(node, directory.node(node).orElseThrow().certificates(Use.TLS, now)));
        Files.createDirectories(etc);
        Path store = keys.writeTlsKeyStore(etc.resolve(KEY_STORE), password.toCharArray());
        new BrokerExport(home.node(), certificates).write(etc, host, port, store, password);
    }
}

package org.jilian.cli.certs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.stream.Collectors;
import org.jilian.cli.node.NodeHome;
import org.jilian.cli.node.WrongUseException;
import org.jilian.crypto.Certificates;

/**
 * The certificates of {@code certs-example}, by fingerprint: their keys are public, so no node is served under them.
 * {@code certs example} writes the list together with the certificates.
 */
public final class ExampleCertificates {
    static final String RESOURCE = "example-fingerprints.txt";

    private ExampleCertificates() {}

    /** @throws WrongUseException if a pinned root of this home is one of them */
    public static void refuse(NodeHome home) {
        Set<String> known = fingerprints();
        for (X509Certificate root : home.roots()) {
            if (known.contains(Certificates.fingerprint(root).toString())) {
                throw new WrongUseException("node " + home.node() + " should be served under a root of its own"
                        + " federation, but its root is that of certs-example, whose key everybody has: make one with"
                        + " 'certs ca', or try things out with 'demo'");
            }
        }
    }

    static Set<String> fingerprints() {
        try (InputStream in = ExampleCertificates.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the program");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }
}

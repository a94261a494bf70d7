package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jilian.broker.DirectoryNeighbourhood;
import org.jilian.broker.LinkProbe;
import org.jilian.broker.Neighbourhood;
import org.jilian.crypto.NodeKeys;
import org.jilian.directory.Directory;
import org.jilian.directory.Endpoint;
import org.jilian.directory.Node;
import org.jilian.directory.SignerJudgement;
import org.jilian.record.NodeId;

/**
 * What a node needs, looked at one by one without touching its database, so that it may run meanwhile: its files, its
 * certificates, the directory that was brought to it, the clock, the disk, its port, and the way to each parent.
 */
public final class Checkup {
    private static final Duration SOON = Duration.ofDays(30);
    private static final long LEAST_BYTES = 1L << 30;

    private final NodeHome home;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();

    public Checkup(NodeHome home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    /** One thing that was looked at, and in words how it is or what to do. */
    public record Finding(String what, boolean good, String words) {}

    public List<Finding> findings() {
        Optional<NodeKeys> keys = attempt("keys", () -> OpenNode.keys(home));
        Optional<Directory> directory =
                attempt("directory", () -> DirectoryBundle.read(home.bundle()).newest(home.suite(), home.roots()));
        Optional<RemoteDesk> desk = RemoteDesk.find(home);
        boolean running = desk.isPresent();
        good("process", running ? "the node runs" : "the node does not run");
        disk();
        installation();
        keys.ifPresent(found -> good("keys", "of node " + found.node() + ", readable with the password"));
        if (directory.isPresent()) {
            directory(directory.get());
            keys.ifPresent(found -> certificates(found, directory.get()));
            clock(directory.get());
            port(directory.get(), running);
            keys.ifPresent(found -> links(found, directory.get()));
        }
        desk.ifPresent(this::running);
        return List.copyOf(findings);
    }

    /** What only the node itself knows: neighbours' clocks, ledgers that wait, and the directory that came over a link. */
    private void running(RemoteDesk desk) {
        ObjectNode status = desk.status();
        good("directory in force", "version " + status.path("directory").path("version"));
        status.path("troubles").forEach(trouble -> findings.add(new Finding("ledgers", false, trouble.asText())));
    }

    private <T> Optional<T> attempt(String what, Supplier<T> look) {
        try {
            return Optional.of(look.get());
        } catch (RuntimeException e) {
            findings.add(new Finding(what, false, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private void good(String what, String words) {
        findings.add(new Finding(what, true, words));
    }

    private void judge(String what, boolean good, String words, String otherwise) {
        findings.add(new Finding(what, good, good ? words : otherwise));
    }

    private void disk() {
        try {
            long usable = Files.getFileStore(home.path()).getUsableSpace();
            judge(
                    "disk",
                    usable >= LEAST_BYTES,
                    usable / (1 << 20) + " MiB free at " + home.path(),
                    "only " + usable / (1 << 20) + " MiB free at " + home.path()
                            + ": make space, the node stops taking things in when the disk is full");
        } catch (IOException e) {
            findings.add(new Finding("disk", false, "cannot be asked about " + home.path() + ": " + e.getMessage()));
        }
    }

    private void installation() {
        for (Path folder : List.of(home.routes(), home.config().resolve("mappings"))) {
            judge(
                    "files",
                    Files.isDirectory(folder),
                    folder + " is there",
                    folder + " should be a directory, but is not: say in node.yaml where routes and config of the"
                            + " installation are, or start with its bin/jilian");
        }
    }

    private void directory(Directory directory) {
        Instant now = clock.instant();
        boolean named = directory.node(home.node()).isPresent();
        boolean fresh = now.isBefore(directory.expires());
        judge(
                "directory",
                named && fresh,
                directory + ", until " + directory.expires()
                        + (now.plus(SOON).isBefore(directory.expires()) ? "" : "; ask for the next version soon"),
                named
                        ? directory + " expired at " + directory.expires() + ": get the next version, nothing is sealed"
                        : directory + " does not name node " + home.node() + ": have the root authority add it");
    }

    private void certificates(NodeKeys keys, Directory directory) {
        Instant now = clock.instant();
        SignerJudgement judgement = directory.signer(home.node(), keys.signing().certificate(), now);
        judge(
                "certificate to sign",
                judgement.entitled(),
                until(keys.signing().certificate()),
                judgement
                        + ": send the new certificate to the root authority and get the next directory; if status shows a"
                        + " newer one in force than " + home.bundle() + " holds, copy that bundle here first");
        Optional<NodeId> tls = directory.nodeOfTlsCertificate(keys.tls().certificate(), now);
        judge(
                "certificate for TLS",
                tls.equals(Optional.of(home.node())),
                until(keys.tls().certificate()),
                "the directory does not list it for " + home.node() + " now; no neighbour will accept this node");
    }

    private static String until(X509Certificate certificate) {
        return "valid until " + certificate.getNotAfter().toInstant();
    }

    /** Without a network nobody knows the time, but it is never before what the directory's records say. */
    private void clock(Directory directory) {
        Instant now = clock.instant();
        Instant newest = directory.records().stream()
                .map(record -> record.at())
                .max(Instant::compareTo)
                .orElse(now);
        judge(
                "clock",
                !now.plus(directory.limits().clockSkew()).isBefore(newest),
                now + ", after the directory was made",
                now + ", but the directory was made at " + newest + ": set the clock, neighbours accept "
                        + directory.limits().clockSkew().toSeconds() + " s of difference");
    }

    private void port(Directory directory, boolean running) {
        Optional<Integer> named =
                directory.node(home.node()).flatMap(Node::endpoint).map(Endpoint::port);
        Optional<Integer> port = home.brokerPort().or(() -> named);
        if (directory.children(home.node()).isEmpty()) {
            good("port", "none needed: nobody reports to this node");
        } else if (port.isEmpty()) {
            findings.add(new Finding(
                    "port", false, "the directory names no endpoint for this node: its children cannot find it"));
        } else {
            boolean free = isFree(port.get());
            judge(
                    "port",
                    free != running,
                    port.get() + (running ? " is listened on" : " is free"),
                    running
                            ? "nobody listens on " + port.get() + " although the node runs: see its log"
                            : "another program listens on " + port.get()
                                    + ": stop it, or set broker.port in node.yaml");
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void links(NodeKeys keys, Directory directory) {
        Neighbourhood neighbourhood = new DirectoryNeighbourhood(home.node(), () -> directory, keys::sslContext);
        for (NodeId parent : directory.parents(home.node())) {
            Optional<String> obstacle = new LinkProbe(neighbourhood, parent).obstacle();
            judge("link to " + parent, obstacle.isEmpty(), "reached, both certificates accepted", obstacle.orElse(""));
        }
    }
}

package org.jilian.simulate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jilian.directory.Directory;
import org.jilian.directory.DirectoryDraft;
import org.jilian.directory.Endpoint;
import org.jilian.directory.Federation;
import org.jilian.directory.Jurisdiction;
import org.jilian.directory.Limits;
import org.jilian.directory.Line;
import org.jilian.directory.Link;
import org.jilian.directory.Name;
import org.jilian.directory.Node;
import org.jilian.directory.Sealing;
import org.jilian.directory.SubjectKey;
import org.jilian.directory.Trust;
import org.jilian.exchange.Directories;
import org.jilian.exchange.Subjects;
import org.jilian.ledger.Frame;
import org.jilian.ledger.Header;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Parcel;
import org.jilian.ledger.ParcelWriter;
import org.jilian.ledger.Place;
import org.jilian.record.Channel;
import org.jilian.record.Digest;
import org.jilian.record.Kind;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;

/** A federation's directory in memory, signed version by version with sample keys. */
public final class SampleFederation {
    private static final Duration VALIDITY = Duration.ofDays(365);

    private final SampleKeys keys;
    private final NodeId root;
    private final SecureRandom random;
    private final Map<Check, Directories.Next> checked = new HashMap<>();
    private final List<byte[]> parcels = new ArrayList<>();
    private Directory current;
    private DirectoryDraft draft;
    private Optional<Digest> head = Optional.empty();

    public SampleFederation(SampleKeys keys, NodeId root) {
        this(keys, root, new SecureRandom());
    }

    SampleFederation(SampleKeys keys, NodeId root, SecureRandom random) {
        this.random = random;
        this.keys = keys;
        this.root = root;
        this.current = Directory.trusting(List.of(keys.root().certificate()));
        this.draft = DirectoryDraft.of(new Federation(
                new Federation.Identity(
                        "sample",
                        new Name("示例联邦", "sample federation"),
                        keys.suite().name(),
                        root),
                SampleKeys.BEGINNING.plus(VALIDITY),
                new Trust(List.of(keys.root().certificate()), List.of(keys.authority()), List.of(keys.tlsAuthority())),
                Limits.STANDARD,
                Sealing.STANDARD));
    }

    private SampleFederation(SampleFederation same, SampleKeys keys) {
        this.random = same.random;
        this.keys = keys;
        this.root = same.root;
        this.current = same.current;
        this.draft = same.draft;
        this.head = same.head;
        this.parcels.addAll(same.parcels);
        this.checked.putAll(same.checked);
    }

    /** The same so far, to go its own way; its keys are the same, used by another suite of the same kind. */
    SampleFederation branch(SampleKeys sameKeys) {
        return new SampleFederation(this, sameKeys);
    }

    /** Otherwise parcels are sealed as large as the standard has them. */
    public SampleFederation sealing(Sealing sealing) {
        Federation same = draft.federation();
        draft = draft.with(new Federation(same.identity(), same.expires(), same.trust(), same.limits(), sealing));
        return this;
    }

    /** Adds a node of no place and no level that may read the protected values of these channels. */
    public SampleFederation node(String id, String... readsProtected) {
        return node(id, new Jurisdiction(Optional.empty(), Optional.empty(), List.of()), readsProtected);
    }

    /** Adds a node that may read the protected values of these channels. */
    public SampleFederation node(String id, Jurisdiction jurisdiction, String... readsProtected) {
        NodeId node = NodeId.of(id);
        TreeSet<Channel> channels = new TreeSet<>();
        Arrays.stream(readsProtected).map(Channel::new).forEach(channels::add);
        draft = draft.with(new Node(
                node,
                new Name("节点" + id, "node " + id),
                jurisdiction,
                Optional.of(Endpoint.parse("localhost:61616")),
                keys.of(node).certificates(),
                channels,
                Optional.empty()));
        return this;
    }

    public SampleFederation link(String child, String parent, Line line, String... channels) {
        TreeSet<Channel> passing = new TreeSet<>();
        Arrays.stream(channels).map(Channel::new).forEach(passing::add);
        draft = draft.with(new Link(NodeId.of(child), line, NodeId.of(parent), passing, List.of()));
        return this;
    }

    public SampleFederation kind(Kind kind) {
        draft = draft.with(kind);
        return this;
    }

    /** Wraps a subject key of an epoch to every node named so far. */
    public SampleFederation subjectKey(int epoch, Instant notBefore, List<NodeId> entitled) {
        byte[] key = keys.suite()
                .hash()
                .of(("subject key of the sample federation " + epoch).getBytes(StandardCharsets.UTF_8))
                .bytes();
        List<X509Certificate> recipients = entitled.stream()
                .map(node -> keys.of(node).keys().encryption().certificate())
                .toList();
        byte[] envelope = keys.suite().envelope(key, Subjects.context(epoch), recipients, random);
        draft = draft.with(
                new SubjectKey(epoch, 1, notBefore, Base64.getEncoder().encodeToString(envelope)));
        return this;
    }

    public SampleFederation change(UnaryOperator<DirectoryDraft> change) {
        draft = change.apply(draft);
        return this;
    }

    /** Signs what the draft says now as the next version. @return its parcel, as it is sent */
    public byte[] publish(Instant at) {
        List<RecordVersion> records = draft.records(current, keys.suite().hash(), at);
        Directory next = current.next(records);
        LedgerId ledger = new LedgerId(root, next.stream());
        Parcel parcel = new ParcelWriter(next.federation(), keys.suite(), List.of(keys.root()))
                .write(
                        new ParcelWriter.Continuation(new Place(ledger, 1, next.version()), head, current.version()),
                        records,
                        new byte[0],
                        at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        head = Optional.of(Header.digest(parcel.header(), keys.suite().hash()));
        current = next;
        byte[] frame = Frame.join(List.of(parcel.header(), parcel.signature(), parcel.records(), parcel.disclosures()));
        parcels.add(frame);
        return frame;
    }

    public Directory directory() {
        return current;
    }

    /** Every version's parcel, from the first. */
    public List<byte[]> parcels() {
        return List.copyOf(parcels);
    }

    /**
     * What a node begins with. Nodes of one federation check the same versions again and again, with the same result; each
     * is worked out once, as the certificates' signatures would otherwise take most of a simulation's time.
     */
    public Directories directories() {
        return new Directories(keys.suite(), List.of(rootCertificate())) {
            @Override
            public Next verify(Directory before, Parcel parcel) {
                Check check = new Check(
                        before.version() == 0 ? Optional.empty() : Optional.of(before),
                        ByteBuffer.wrap(parcel.header()),
                        ByteBuffer.wrap(parcel.signature()),
                        ByteBuffer.wrap(parcel.records()));
                return checked.computeIfAbsent(check, unused -> super.verify(before, parcel));
            }
        };
    }

    /** Checks every version so far as a node would, which remembers what came of it. */
    void check() {
        Directories directories = directories();
        Directory directory = directories.current();
        for (byte[] frame : parcels) {
            List<byte[]> parts = Frame.split(frame);
            Parcel parcel = new Parcel(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
            directory = ((Directories.Next.Version) directories.verify(directory, parcel)).directory();
        }
    }

    /** A version, by identity, and the parcel that may be its successor; version 0 is the same everywhere. */
    private record Check(Optional<Directory> before, ByteBuffer header, ByteBuffer signature, ByteBuffer records) {}

    public SampleKeys keys() {
        return keys;
    }

    public X509Certificate rootCertificate() {
        return keys.root().certificate();
    }
}

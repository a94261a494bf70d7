package org.jilian.directory;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jilian.record.Channel;
import org.jilian.record.Kind;
import org.jilian.record.KindName;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One version of the federation's description (名录), whole and consistent: what breaks a {@link Rule} never becomes one.
 * Immutable and safe for threads. Whether its parcel was signed by whom it should is the caller's to check, with
 * {@link #accepts}; everything is read as of this version, and nothing here knows the time but by argument.
 */
public final class Directory {
    /** Beyond that many, reach is worked out afresh: streams come from outside, and may not fill the memory. */
    private static final int MOST_CACHED = 20_000;

    private record Ledger(NodeId origin, Stream stream) {}

    private final SortedMap<RecordId, Held> records;
    private final List<X509Certificate> pinnedRoots;
    private final Optional<Federation> federation;
    private final int version;
    private final SortedMap<NodeId, Node> nodes = new TreeMap<>();
    private final SortedMap<KindName, Kind> kinds = new TreeMap<>();
    private final Links links;
    private final List<SubjectKey> subjectKeys;
    private final List<Reset> resets;
    private final List<Revocation> revocations;
    private final Ledgers ledgers;
    private final Certified certified;
    private final Map<Ledger, Reach> reaches = new ConcurrentHashMap<>();

    private Directory(SortedMap<RecordId, Held> records, int version, List<X509Certificate> pinnedRoots) {
        this.records = records;
        this.version = version;
        this.pinnedRoots = List.copyOf(pinnedRoots);
        Entries entries = Entries.inForce(records.values());
        federation = entries.of(Federation.class).stream().findFirst();
        entries.of(Node.class).forEach(node -> nodes.put(node.id(), node));
        entries.of(KindEntry.class).forEach(kind -> kinds.put(kind.descriptor().name(), kind.descriptor()));
        links = new Links(entries.of(Link.class));
        subjectKeys = entries.of(SubjectKey.class).stream()
                .sorted(Comparator.comparingInt(SubjectKey::epoch).thenComparingInt(SubjectKey::part))
                .toList();
        resets = entries.of(Reset.class);
        revocations = entries.of(Revocation.class);
        ledgers = new Ledgers(resets, revocations);
        certified = new Certified(nodes.values(), revocations);
    }

    /** Version 0, which trusts nobody: only to look at what a version 1 would say. */
    public static Directory empty() {
        return trusting(List.of());
    }

    /** Version 0, which accepts a version 1 that these roots signed: they come by hand, not over the wire. */
    public static Directory trusting(List<X509Certificate> roots) {
        return new Directory(new TreeMap<>(), 0, roots);
    }

    /**
     * The version after this one. It may be made although this one is expired: an expired directory verifies its
     * successor.
     *
     * @throws RefusedDirectoryException if anything is wrong; this version then stays in force
     */
    public Directory next(List<RecordVersion> changed) {
        try {
            Directory next = new Directory(new Succession(records, version).with(changed), version + 1, List.of());
            new Consistency(next).judge();
            next.certified.judge(certified, next.authorities(), next.tlsAuthorities());
            return next;
        } catch (MalformedException e) {
            throw new Refusal(Rule.FORM, "directory version " + (version + 1), "well formed", "" + e.getMessage())
                    .exception();
        }
    }

    /**
     * Whether the signers of the next version's parcel, whose signatures were found genuine, are enough: one root of
     * this version and, if the roots changed, one of the next version's and every root that is new.
     */
    public Optional<Refusal> accepts(Directory next, Collection<X509Certificate> signers) {
        return RootRotation.judge(roots(), next.roots(), signers);
    }

    /** @throws NoSuchElementException in version 0 */
    public String federation() {
        return described().identity().id();
    }

    public Name name() {
        return described().identity().name();
    }

    /** The federation record of this version, whole. */
    public Federation description() {
        return described();
    }

    /** 0 for {@link #empty}, else from 1. */
    public int version() {
        return version;
    }

    /** {@code gm} or {@code intl}. */
    public String suite() {
        return described().identity().suite();
    }

    /** From then on nothing may be sealed or signed under this version. */
    public Instant expires() {
        return described().expires();
    }

    public Limits limits() {
        return described().limits();
    }

    public Sealing sealing() {
        return described().sealing();
    }

    /** Whose signature the next version needs. */
    public List<X509Certificate> roots() {
        return federation.map(known -> known.trust().roots()).orElse(pinnedRoots);
    }

    public List<X509Certificate> authorities() {
        return described().trust().authorities();
    }

    public List<X509Certificate> tlsAuthorities() {
        return described().trust().tlsAuthorities();
    }

    public NodeId root() {
        return described().identity().root();
    }

    /** The stream whose parcel N, by the root authority, is version N. */
    public Stream stream() {
        return new Stream(Stream.Direction.BELOW, root(), Channel.DIRECTORY);
    }

    public Optional<Node> node(NodeId id) {
        return Optional.ofNullable(nodes.get(id));
    }

    /** All that ever were, in the order of their ids, closed ones included. */
    public List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    public List<Link> links() {
        return links.all();
    }

    /** The government parent first. */
    public List<NodeId> parents(NodeId child) {
        return links.toParents(child).stream().map(Link::parent).toList();
    }

    public List<NodeId> children(NodeId parent) {
        return links.toChildren(parent).stream().map(Link::child).toList();
    }

    /** The link between two nodes, whichever is the parent. */
    public Optional<Link> link(NodeId a, NodeId b) {
        return links.between(a, b);
    }

    public Optional<Kind> kind(KindName name) {
        return Optional.ofNullable(kinds.get(name));
    }

    public List<Kind> kinds() {
        return List.copyOf(kinds.values());
    }

    /** By epoch, then part. */
    public List<SubjectKey> subjectKeys() {
        return subjectKeys;
    }

    /** Over links of either line, whatever they pass; nobody is his own ancestor. */
    public boolean isAncestor(NodeId upper, NodeId lower) {
        return links.above(lower, link -> true).contains(upper);
    }

    /** Who holds what a node held: itself while it is not closed, else its successor in the end, if it has one. */
    public Optional<NodeId> successor(NodeId node) {
        Set<NodeId> seen = new HashSet<>();
        Optional<NodeId> current = Optional.of(node).filter(nodes::containsKey);
        while (current.isPresent() && seen.add(current.get())) {
            Optional<Closing> closing = node(current.get()).flatMap(Node::closing);
            if (closing.isEmpty()) {
                return current;
            }
            current = closing.flatMap(Closing::successor);
        }
        return Optional.empty();
    }

    /** Who may see this ledger, and which way it goes. Worked out once for each ledger and version. */
    public Reach reach(NodeId origin, Stream stream) {
        Ledger ledger = new Ledger(origin, stream);
        Reach known = reaches.get(ledger);
        if (known != null) {
            return known;
        }
        Reach reach = nodes.containsKey(origin)
                ? new Paths(links, origin, stream.channel()).to(Paths.targets(links, stream))
                : Reach.NOBODY;
        if (reaches.size() < MOST_CACHED) {
            reaches.put(ledger, reach);
        }
        return reach;
    }

    /** The position that a node takes as given for a ledger; absent means that it starts at sequence 1. */
    public Optional<Start> start(NodeId at, NodeId origin, Stream stream) {
        return links.all().stream()
                .flatMap(link -> link.entrances().stream())
                .filter(entrance -> entrance.node().equals(at)
                        && entrance.origin().equals(origin)
                        && entrance.stream().equals(stream))
                .map(Link.Entrance::start)
                .findFirst();
    }

    /**
     * Whether this certificate may sign for this node at this instant. Of several reasons why not, revocation is named
     * last: the answer {@code REVOKED} means that only {@link #lastGood} can still make the parcel count.
     */
    public SignerJudgement signer(NodeId node, X509Certificate certificate, Instant signedAt) {
        return new Signers(this, certified).judge(node, certificate, signedAt);
    }

    public Optional<Revocation> revocation(X509Certificate certificate) {
        return certified.revocation(certificate);
    }

    public List<Revocation> revocations() {
        return revocations;
    }

    public List<Reset> resets() {
        return resets;
    }

    /** How far this epoch of the ledger counts: the tightest bound of all resets and revocations; absent means all. */
    public Optional<LastGood> lastGood(NodeId origin, Stream stream, int epoch) {
        return ledgers.lastGood(origin, stream, epoch);
    }

    /** The epoch that the ledger is in, from 1. */
    public int epoch(NodeId origin, Stream stream) {
        return ledgers.epoch(origin, stream);
    }

    /** What opened this epoch, from 2: a reset, or the reset that a revocation holds. */
    public Optional<Reset> reset(NodeId origin, Stream stream, int newEpoch) {
        return ledgers.to(origin, stream, newEpoch);
    }

    /**
     * The pin: which node a TLS certificate belongs to, by its bytes; none if it is revoked. The handshake has to check
     * the certificate's own dates; with an instant, the directory's are checked too.
     */
    public Optional<NodeId> nodeOfTlsCertificate(X509Certificate certificate) {
        return certified
                .owner(certificate, Use.TLS)
                .filter(node -> revocation(certificate).isEmpty());
    }

    public Optional<NodeId> nodeOfTlsCertificate(X509Certificate certificate, Instant at) {
        return nodeOfTlsCertificate(certificate)
                .filter(node -> certified.find(certificate).orElseThrow().validAt(at));
    }

    /** The nodes that may read protected values of records in this channel. */
    public Set<NodeId> entitledTo(Channel channel) {
        Set<NodeId> entitled = new TreeSet<>();
        nodes.values().stream()
                .filter(node -> node.readsProtected().contains(channel))
                .forEach(node -> entitled.add(node.id()));
        return entitled;
    }

    /** The records in force, withdrawn links included, in the order of their ids. */
    public List<RecordVersion> records() {
        return records.values().stream().map(Held::record).toList();
    }

    @Nullable
    Held held(RecordId id) {
        return records.get(id);
    }

    List<Entry> inForce() {
        return records.values().stream().filter(Held::active).map(Held::entry).toList();
    }

    private Federation described() {
        return federation.orElseThrow(() ->
                new NoSuchElementException("Version 0 of the directory describes nothing: give it version 1 first"));
    }

    @Override
    public String toString() {
        return federation.map(known -> known.identity().id()).orElse("nobody's") + " directory version " + version;
    }
}

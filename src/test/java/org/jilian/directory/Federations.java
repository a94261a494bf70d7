package org.jilian.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jilian.crypto.CertificateAuthority;
import org.jilian.crypto.Purpose;
import org.jilian.crypto.Suite;
import org.jilian.record.Channel;
import org.jilian.record.Digest;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;

/** Throw-away federations, with real certificates of one suite. */
final class Federations {
    static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    static final Instant EXPIRES = NOW.plus(Duration.ofDays(90));
    static final Instant ISSUED = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant RUNS_OUT = Instant.parse("2028-01-01T00:00:00Z");

    private static final Federations INTL = new Federations("intl");
    private static final Federations GM = new Federations("gm");

    final Suite suite;
    final CertificateAuthority root;
    final CertificateAuthority authority;
    final CertificateAuthority tlsAuthority;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, X509Certificate> issued = new ConcurrentHashMap<>();

    private Federations(String name) {
        suite = Suite.named(name);
        Instant until = RUNS_OUT.plus(Duration.ofDays(3_650));
        root = CertificateAuthority.create(suite, "test root", ISSUED, until, random);
        authority = CertificateAuthority.create(suite, "test authority", ISSUED, until, random);
        tlsAuthority = CertificateAuthority.createTls("test TLS authority", ISSUED, until, random);
    }

    static Federations intl() {
        return INTL;
    }

    static Federations gm() {
        return GM;
    }

    static NodeId id(String id) {
        return NodeId.of(id);
    }

    static org.jilian.record.Stream stream(String text) {
        return org.jilian.record.Stream.parse(text);
    }

    static Digest digest(int filling) {
        byte[] bytes = new byte[Digest.SIZE];
        Arrays.fill(bytes, (byte) filling);
        return Digest.of(bytes);
    }

    /** The same certificate whenever it is asked for under the same label. */
    X509Certificate certificate(String node, Use use, String label) {
        return issued.computeIfAbsent(node + use + label, key -> {
            Purpose purpose = use == Use.TLS ? Purpose.TLS : use == Use.SIGN ? Purpose.SIGN : Purpose.ENCRYPT;
            CertificateAuthority issuer = use == Use.TLS ? tlsAuthority : authority;
            Suite form = use == Use.TLS ? Suite.named("intl") : suite;
            byte[] request = CertificateAuthority.request(form, id(node), purpose, form.newKeyPair(random), random);
            return issuer.issue(request, purpose, ISSUED, RUNS_OUT, List.of());
        });
    }

    NodeCertificate listed(String node, Use use, String label) {
        return NodeCertificate.of(use, certificate(node, use, label));
    }

    Node node(String id) {
        List<NodeCertificate> certificates = Stream.of(Use.SIGN, Use.ENCRYPT, Use.TLS)
                .map(use -> listed(id, use, ""))
                .toList();
        return new Node(
                id(id),
                new Name("节点" + id, "node " + id),
                new Jurisdiction(Optional.empty(), Optional.empty(), List.of()),
                Optional.of(Endpoint.parse("localhost:61616")),
                certificates,
                new TreeSet<>(),
                Optional.empty());
    }

    static Link link(String child, String parent, Line line, String... channels) {
        TreeSet<Channel> passing = new TreeSet<>();
        Arrays.stream(channels).map(Channel::new).forEach(passing::add);
        return new Link(id(child), line, id(parent), passing, List.of());
    }

    static Link reports(String child, String parent) {
        return link(child, parent, Line.GOVERNMENT, "registry", "hours", "programmes");
    }

    static Jurisdiction.Division division(String code, String from, String until) {
        return new Jurisdiction.Division(
                code,
                LocalDate.parse(from),
                Optional.of(until).filter(text -> !text.isEmpty()).map(LocalDate::parse));
    }

    Federation federation(String rootAuthority) {
        return new Federation(
                new Federation.Identity("test", new Name("测试", "Test"), suite.name(), id(rootAuthority)),
                EXPIRES,
                new Trust(
                        List.of(root.certificate()),
                        List.of(authority.certificate()),
                        List.of(tlsAuthority.certificate())),
                Limits.STANDARD,
                Sealing.STANDARD);
    }

    DirectoryDraft nodes(String rootAuthority, String... others) {
        DirectoryDraft draft = DirectoryDraft.of(federation(rootAuthority)).with(node(rootAuthority));
        for (String other : others) {
            draft = draft.with(node(other));
        }
        return draft;
    }

    /** Nation, Shandong with Jining (Rencheng, Qufu) and Qingdao, Henan with Lankao, and Jining's health line. */
    DirectoryDraft demo() {
        return nodes(
                        "000000",
                        "370000",
                        "370800",
                        "370811",
                        "370881",
                        "370200",
                        "410000",
                        "410225",
                        "370800-wjw",
                        "370811-wjw")
                .with(reports("370000", "000000"))
                .with(reports("370800", "370000"))
                .with(reports("370811", "370800"))
                .with(reports("370881", "370800"))
                .with(reports("370200", "370000"))
                .with(reports("410000", "000000"))
                .with(reports("410225", "410000"))
                .with(reports("370800-wjw", "370800"))
                .with(link("370811-wjw", "370800-wjw", Line.INDUSTRY, "registry", "hours"));
    }

    List<RecordVersion> records(Directory current, DirectoryDraft draft) {
        return draft.records(current, suite.hash(), NOW);
    }

    Directory after(Directory current, DirectoryDraft draft) {
        return current.next(records(current, draft));
    }

    Directory version1(DirectoryDraft draft) {
        return after(Directory.trusting(List.of(root.certificate())), draft);
    }

    /** The record with one thing changed, its digest with it. */
    RecordVersion changed(RecordVersion record, Consumer<ObjectNode> change) {
        ObjectNode document = (ObjectNode) org.jilian.record.CanonicalJson.read(record.bytes());
        change.accept(document);
        return RecordVersion.of(document, suite.hash());
    }

    static RecordVersion only(List<RecordVersion> records, String kind) {
        return records.stream()
                .filter(record -> record.kind().value().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    static Refusal refusal(ThrowingCallable call) {
        RefusedDirectoryException refused = catchThrowableOfType(RefusedDirectoryException.class, call);
        assertThat(refused).as("a refused directory").isNotNull();
        assertThat(refused).hasMessageContaining(refused.refusal().rule().code());
        return refused.refusal();
    }

    static Set<NodeId> ids(String... ids) {
        Set<NodeId> set = new TreeSet<>();
        Arrays.stream(ids).map(NodeId::of).forEach(set::add);
        return set;
    }
}

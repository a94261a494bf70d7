package org.jilian.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jilian.certificate.Issue;
import org.jilian.certificate.IssueOrder;
import org.jilian.certificate.IssueReport;
import org.jilian.certificate.Revoke;
import org.jilian.crypto.Suite;
import org.jilian.directory.Directory;
import org.jilian.directory.Jurisdiction;
import org.jilian.directory.Line;
import org.jilian.exchange.Authored;
import org.jilian.exchange.Envelope;
import org.jilian.exchange.Exchange;
import org.jilian.exchange.Revision;
import org.jilian.exchange.Self;
import org.jilian.exchange.Settings;
import org.jilian.exchange.ShippedHeads;
import org.jilian.intake.CodeTables;
import org.jilian.intake.KindFiles;
import org.jilian.intake.PolicyFiles;
import org.jilian.ledger.LedgerId;
import org.jilian.record.Draft;
import org.jilian.record.Kind;
import org.jilian.record.KindName;
import org.jilian.record.Level;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.rules.hours.Policies;
import org.jilian.simulate.SampleFederation;
import org.jilian.simulate.SampleKeys;
import org.jilian.store.Database;
import org.jilian.store.Discrepancies;
import org.jilian.store.Discrepancy;
import org.jilian.store.TestDatabases;
import org.jilian.store.Versions;
import org.jilian.store.Views;

/**
 * The authorities of the demo federation with the kinds of {@code config/kinds}, each with a database of its own; messages
 * go at once. What a test of a register needs: to author, to revise, to take a step, and to read other nodes' views.
 */
final class Country implements AutoCloseable {
    static final NodeId NATION = NodeId.of("000000");
    static final NodeId SHANDONG = NodeId.of("370000");
    static final NodeId QINGDAO = NodeId.of("370200");
    static final NodeId JINING = NodeId.of("370800");
    static final NodeId RENCHENG = NodeId.of("370811");
    static final NodeId QUFU = NodeId.of("370881");
    static final NodeId JINING_HEALTH = NodeId.of("370800-wjw");
    static final NodeId RENCHENG_HEALTH = NodeId.of("370811-wjw");
    static final NodeId HENAN = NodeId.of("410000");
    static final NodeId LANKAO = NodeId.of("410225");
    static final List<NodeId> ALL =
            List.of(NATION, SHANDONG, QINGDAO, JINING, RENCHENG, QUFU, JINING_HEALTH, RENCHENG_HEALTH, HENAN, LANKAO);

    /** A plainly invented institution; its credit code has a valid check character. */
    static final String SCHOOL = "12370800MB2810007N";

    private static final Suite SUITE = Suite.named("intl");
    private static final SampleKeys KEYS = new SampleKeys(SUITE, new SecureRandom());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] CHANNELS = {
        "registry", "hours", "certificates", "programmes", "statistics", "supervision"
    };
    static final Policies POLICIES = policies();
    private static final int MOST_ROUNDS = 200;

    private final SampleFederation federation = new SampleFederation(KEYS, NATION);
    private final Map<KindName, Kind> kinds;
    private final Map<NodeId, Database> databases = new HashMap<>();
    private final Map<NodeId, Exchange> nodes = new HashMap<>();
    private Instant now = SampleKeys.BEGINNING.plus(Duration.ofDays(3));

    Country(Class<?> test) {
        try {
            kinds = KindFiles.read(Path.of("config/kinds"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        node(NATION, Level.NATION);
        node(SHANDONG, Level.PROVINCE, NATION);
        node(HENAN, Level.PROVINCE, NATION);
        node(QINGDAO, Level.CITY, SHANDONG);
        node(JINING, Level.CITY, SHANDONG);
        node(RENCHENG, Level.COUNTY, JINING);
        node(QUFU, Level.COUNTY, JINING);
        node(LANKAO, Level.COUNTY, HENAN);
        node(JINING_HEALTH, Level.CITY, JINING);
        node(RENCHENG_HEALTH, Level.COUNTY);
        federation.link(RENCHENG_HEALTH.value(), JINING_HEALTH.value(), Line.INDUSTRY, CHANNELS);
        kinds.values().forEach(federation::kind);
        federation.subjectKey(1, SampleKeys.BEGINNING, ALL);
        federation.publish(SampleKeys.BEGINNING);
        for (NodeId id : ALL) {
            Database database = TestDatabases.take(test);
            databases.put(id, database);
            nodes.put(id, exchange(id, database));
            database.change(tx -> Views.refresh(tx, List.copyOf(kinds.values())));
        }
        ALL.forEach(id -> at(id).neighbours().forEach(at(id)::connected));
        settle();
    }

    private void node(NodeId id, Level level, NodeId... parent) {
        federation.node(
                id.value(),
                new Jurisdiction(
                        Optional.of("health").filter(sector -> id.value().endsWith("-wjw")),
                        Optional.of(level),
                        List.of(new Jurisdiction.Division(
                                id.value().substring(0, 6), LocalDate.parse("1949-10-01"), Optional.empty()))),
                level == Level.NATION ? new String[0] : new String[] {"registry", "certificates", "supervision"});
        for (NodeId above : parent) {
            federation.link(id.value(), above.value(), Line.GOVERNMENT, CHANNELS);
        }
    }

    Self self(NodeId id) {
        return new Self(id, SUITE, KEYS.of(id).keys(), new Standing(), new SecureRandom());
    }

    /** Issues hour certificates and lets them travel. */
    IssueReport issue(NodeId id, IssueOrder order) {
        return issue(id, order, done -> {});
    }

    /** @param progress is told after each commit; what it throws ends the issuing there */
    IssueReport issue(NodeId id, IssueOrder order, java.util.function.LongConsumer progress) {
        return issue(id, order, POLICIES, progress);
    }

    IssueReport issue(NodeId id, IssueOrder order, Policies policies, java.util.function.LongConsumer progress) {
        IssueReport report =
                new Issue(self(id), database(id), at(id), federation.directory(), policies).run(order, progress);
        settle();
        return report;
    }

    /** From now on pseudonyms are made under a new key. */
    void newSubjectKey(int epoch) {
        federation.subjectKey(epoch, now, ALL);
        federation.publish(now);
        ALL.forEach(id -> at(id).install(federation.parcels()));
        settle();
    }

    Directory directory() {
        return federation.directory();
    }

    X509Certificate root() {
        return federation.rootCertificate();
    }

    RecordVersion revoke(NodeId id, String serial, String reason) {
        RecordVersion revoked = new Revoke(self(id), at(id)).certificate(serial, reason);
        settle();
        return revoked;
    }

    private static Policies policies() {
        return policies(Path.of("config/policies"));
    }

    static Policies policies(Path folder) {
        try {
            return PolicyFiles.read(folder, CodeTables.read(Path.of("config/codes")), SUITE.hash());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Exchange exchange(NodeId id, Database database) {
        Exchange exchange =
                new Exchange(self(id), database, federation.directories(), new Forgetful(), Settings.STANDARD);
        exchange.start();
        exchange.install(federation.parcels());
        return exchange;
    }

    Exchange at(NodeId id) {
        return nodes.get(id);
    }

    Database database(NodeId id) {
        return databases.get(id);
    }

    void clock(String instant) {
        now = Instant.parse(instant);
    }

    /** Everybody takes turns until nobody has anything to say. */
    Country settle() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean quiet = true;
            for (NodeId id : ALL) {
                List<Envelope> said = at(id).turn();
                quiet &= said.isEmpty();
                carry(id, said);
            }
            if (quiet) {
                return this;
            }
        }
        throw new AssertionError("the country does not come to rest");
    }

    private void carry(NodeId from, List<Envelope> envelopes) {
        record Underway(NodeId from, Envelope envelope) {}
        Deque<Underway> queue = new ArrayDeque<>();
        envelopes.forEach(each -> queue.add(new Underway(from, each)));
        while (!queue.isEmpty()) {
            Underway next = queue.remove();
            NodeId to = next.envelope().neighbour();
            at(to).receive(new Envelope(next.from(), next.envelope().message()))
                    .forEach(answer -> queue.add(new Underway(to, answer)));
        }
    }

    /** Authors one record and lets it travel. @param content as JSON, with apostrophes instead of quotation marks */
    RecordId author(NodeId id, String kind, String period, String content) {
        return author(id, kind, period, Optional.empty(), content);
    }

    /** As {@link #author}, about the person of this identity number. */
    RecordId author(NodeId id, String kind, String period, Optional<String> number, String content) {
        Authored authored = draft(id, kind, period, number, content);
        settle();
        if (authored instanceof Authored.First first) {
            return first.version().id();
        }
        if (authored instanceof Authored.Next next) {
            return next.version().id();
        }
        throw new AssertionError(kind + " was not authored: " + authored);
    }

    /** What becomes of a draft. */
    Authored draft(NodeId id, String kind, String period, Optional<String> number, String content) {
        return at(id).author(List.of(new Draft(
                        new KindName(kind),
                        id.value().substring(0, 6),
                        Optional.of(period).filter(text -> !text.isEmpty()),
                        number.map(each -> new Draft.PersonNumber("111", each)),
                        json(content))))
                .get(0);
    }

    /** Takes a step and lets it travel. @param change fields of the content that it changes */
    Authored step(NodeId id, RecordId record, String step, String change) {
        Authored authored = at(id).step(record, step, json(change));
        settle();
        return authored;
    }

    Authored revise(NodeId id, RecordId record, Revision revision) {
        Authored authored = at(id).revise(record, revision);
        settle();
        return authored;
    }

    /** With these fields of the content changed. */
    Authored correct(NodeId id, RecordId record, String change) {
        ObjectNode content = current(id, record)
                .orElseThrow(() -> new AssertionError(id + " holds no " + record))
                .content()
                .deepCopy();
        content.setAll(json(change));
        return revise(id, record, Revision.of(content));
    }

    Optional<RecordVersion> current(NodeId id, RecordId record) {
        return database(id)
                .read(tx -> Versions.current(tx, record, SUITE.hash()).map(Versions.Held::version));
    }

    /** Rows of a node's database, columns joined by a blank. */
    List<String> rows(NodeId id, String sql) {
        return database(id).read(tx -> tx.list(sql, row -> row.text("said")));
    }

    /** One column of the view of a kind, in the node's database, as {@code status column}. */
    List<String> view(NodeId id, String view, String column) {
        return rows(
                id,
                "SELECT status || ' ' || COALESCE(CAST(" + column + " AS TEXT), '') AS said FROM " + view
                        + " ORDER BY 1");
    }

    List<Discrepancy> discrepancies(NodeId id, String type) {
        return database(id).read(tx -> Discrepancies.open(tx, type, "", 1_000));
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Override
    public void close() {
        databases.values().forEach(TestDatabases::giveBack);
    }

    /** A clock that a test moves. */
    private final class Standing extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** Nobody restores a backup here. */
    private static final class Forgetful implements ShippedHeads {
        private final Map<LedgerId, Head> heads = new HashMap<>();

        @Override
        public Map<LedgerId, Head> all() {
            return Map.copyOf(heads);
        }

        @Override
        public void remember(LedgerId ledger, Head head) {
            heads.put(ledger, head);
        }
    }
}

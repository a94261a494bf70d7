package org.jilian.archive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jilian.certificate.Judging;
import org.jilian.directory.Directory;
import org.jilian.exchange.Self;
import org.jilian.exchange.Subjects;
import org.jilian.record.NodeId;
import org.jilian.record.Subject;
import org.jilian.rules.hours.Policies;
import org.jilian.store.AuditEvent;
import org.jilian.store.AuditTrail;
import org.jilian.store.Database;
import org.jilian.store.Transaction;

/**
 * The learning archive of one person (学习档案): all that this node holds about the person and may read, each version with
 * its proof, and the hours of each period as judged now beside what certificates state.
 *
 * <p>Always true: no archive is given out of which the audit trail has no line; a look-up that finds nothing has one too.
 */
public final class LearningArchive {
    public static final String FORMAT = "jilian-archive/1";
    /** What the audit trail calls a look-up. */
    public static final String LOOKED_UP = "archive.looked-up";

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final Self self;
    private final Database database;
    private final Directory directory;
    private final Policies policies;
    private final Subjects subjects;

    public LearningArchive(Self self, Database database, Directory directory, Policies policies) {
        this.self = self;
        this.database = database;
        this.directory = directory;
        this.policies = policies;
        this.subjects = new Subjects(directory, self.suite(), self.keys().encryption());
    }

    /** @throws CannotLookUpException if a number is given and this node has no key that makes its pseudonym */
    public ObjectNode of(ArchiveOrder order) {
        TreeSet<String> given = asked(order);
        ObjectNode document = database.read(tx -> read(tx, order, given));
        // before anybody sees it: whoever cannot be written down is not answered
        database.change(tx -> new AuditTrail(self.suite().hash()).append(tx, lookedUp(order, document)));
        return document;
    }

    private TreeSet<String> asked(ArchiveOrder order) {
        TreeSet<String> given = new TreeSet<>();
        order.subject().map(Subject::toString).ifPresent(given::add);
        order.number()
                .ifPresent(number ->
                        subjects.all(number).stream().map(Subject::toString).forEach(given::add));
        if (given.isEmpty()) {
            throw new CannotLookUpException("node " + self.node()
                    + " should have a subject key to look a number up, but the directory wraps none to it: give the"
                    + " pseudonym with --subject, or ask the authority above");
        }
        return given;
    }

    private ObjectNode read(Transaction tx, ArchiveOrder order, Set<String> given) throws SQLException {
        OnePerson.Found found = new OnePerson(self, subjects).find(tx, given);
        Held held = new Held(
                found.versions(),
                new Judging(directory, policies, LocalDate.ofInstant(self.now(), CHINA)),
                order.period());
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("format", FORMAT)
                .put("suite", self.suite().name())
                .put("node", self.node().value())
                .put("madeAt", self.nowInSeconds().toString())
                .put("reason", order.reason())
                .put("who", order.who());
        order.period().ifPresent(period -> document.put("period", period.value()));
        ArrayNode names = document.putArray("subjects");
        found.subjects().forEach(names::add);
        document.set("records", new RecordsWritten(self, directory).of(tx, held.shown()));
        document.set("judgements", held.judgements());
        document.set("certificates", held.certificates());
        TreeSet<NodeId> authors = new TreeSet<>(Comparator.comparing(NodeId::value));
        held.shown().forEach(version -> authors.add(version.version().author()));
        document.set("directory", new DirectoryProofs(directory, self.suite().hash()).of(tx, authors));
        return document;
    }

    private AuditEvent lookedUp(ArchiveOrder order, ObjectNode document) {
        ObjectNode detail = JsonNodeFactory.instance
                .objectNode()
                .put("who", order.who())
                .put("by", order.number().isPresent() ? "number" : "subject")
                .put("reason", order.reason())
                .put("records", document.path("records").size())
                .put("values", values(document));
        order.period().ifPresent(period -> detail.put("period", period.value()));
        detail.set("subjects", document.path("subjects").deepCopy());
        return new AuditEvent(self.now(), LOOKED_UP, self.node(), detail);
    }

    /** How many protected values were given out in clear. */
    private static int values(ObjectNode document) {
        List<com.fasterxml.jackson.databind.JsonNode> all = document.findValues("values");
        return all.stream()
                .mapToInt(com.fasterxml.jackson.databind.JsonNode::size)
                .sum();
    }
}

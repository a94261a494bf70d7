package org.jilian.certificate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jilian.certificate.paper.CertificateFace;
import org.jilian.directory.Directory;
import org.jilian.exchange.Authored;
import org.jilian.exchange.Exchange;
import org.jilian.exchange.Revision;
import org.jilian.exchange.Self;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;
import org.jilian.record.Disclosure;
import org.jilian.record.Draft;
import org.jilian.record.KindName;
import org.jilian.record.RecordVersion;
import org.jilian.record.Subject;
import org.jilian.rules.hours.Carried;
import org.jilian.rules.hours.Category;
import org.jilian.rules.hours.Choice;
import org.jilian.rules.hours.Decimals;
import org.jilian.rules.hours.Facts;
import org.jilian.rules.hours.Judge;
import org.jilian.rules.hours.Judgement;
import org.jilian.rules.hours.Policies;
import org.jilian.store.Certificates;
import org.jilian.store.Database;
import org.jilian.store.Disclosures;
import org.jilian.store.Transaction;

/**
 * Issues hour certificates (签发学时证明) for all persons of a place and period who have hours, each with the judgement it
 * rests on.
 *
 * <p>Always true: a serial number is given once; nobody has two certificates in force for one period; a certificate, its
 * face and the row that remembers both are written in one transaction. So it may die anywhere: started again it finds who
 * has a certificate, and goes on with the others. Numbers run without regard to who is certified, and a transaction that
 * is taken back takes its numbers back.
 */
public final class Issue {
    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final Self self;
    private final Database database;
    private final Exchange exchange;
    private final Directory directory;
    private final Policies policies;
    private final Disclosures disclosures;

    /** @param policies those that this level knows, the nation's included */
    public Issue(Self self, Database database, Exchange exchange, Directory directory, Policies policies) {
        this.self = self;
        this.database = database;
        this.exchange = exchange;
        this.directory = directory;
        this.policies = policies;
        this.disclosures = new Disclosures(self.keys().atRest());
    }

    /**
     * @param progress how many persons so far
     * @throws CannotIssueException if no delegation lets this node issue for that place
     */
    public IssueReport run(IssueOrder order, LongConsumer progress) {
        LocalDate today = LocalDate.ofInstant(self.now(), CHINA);
        Places places = new Places(directory, today);
        Delegation delegation = delegation(order, places, today);
        IssueReport report = new IssueReport();
        try (HoursHeld hours =
                new HoursHeld(database, order.period(), self.suite().hash())) {
            for (List<HoursOf> some = hours.next(); !some.isEmpty(); some = hours.next()) {
                List<HoursOf> batch = some;
                if (order.dryRun()) {
                    database.read(tx -> {
                        new Batch(order, delegation, places, today, report).judge(tx, batch);
                        return 0;
                    });
                } else {
                    exchange.compose((tx, pen) -> {
                        new Batch(order, delegation, places, today, report).write(tx, pen, batch);
                        return 0;
                    });
                }
                progress.accept(report.persons());
            }
        }
        return report;
    }

    private Delegation delegation(IssueOrder order, Places places, LocalDate today) {
        List<Delegation> all = database.read(tx -> Delegation.of(
                tx,
                self.node(),
                places.of(order.division(), self.node()),
                today,
                directory,
                self.suite().hash()));
        List<Delegation> fitting = all.stream()
                .filter(each -> order.delegation().map(each.number()::equals).orElse(true))
                .toList();
        if (fitting.isEmpty()) {
            throw new CannotIssueException("node " + self.node() + " should hold a delegation (委托) for "
                    + order.division() + " that is in force on " + today + ", but holds "
                    + (all.isEmpty()
                            ? "none"
                            : all.stream().map(Delegation::number).toList())
                    + ": the authority above has to author a record of kind 'delegation' that names it");
        }
        if (fitting.size() > 1) {
            throw new CannotIssueException("node " + self.node() + " holds several delegations for " + order.division()
                    + ", " + fitting.stream().map(Delegation::number).toList() + ": name one with --delegation");
        }
        return fitting.get(0);
    }

    /** Some persons, in one transaction. */
    private final class Batch {
        private final IssueOrder order;
        private final Delegation delegation;
        private final Places places;
        private final LocalDate today;
        private final IssueReport report;

        Batch(IssueOrder order, Delegation delegation, Places places, LocalDate today, IssueReport report) {
            this.order = order;
            this.delegation = delegation;
            this.places = places;
            this.today = today;
            this.report = report;
        }

        /** One to be certified, with the certificate that this one replaces. */
        private record Due(
                PersonHeld person,
                Judgement judgement,
                ObjectNode document,
                Digest judged,
                Map<String, String> values,
                Optional<Certificates.Issued> before) {}

        List<Due> judge(Transaction tx, List<HoursOf> persons) throws SQLException {
            List<String> subjects = persons.stream().map(HoursOf::subject).toList();
            Map<String, PersonHeld> registered =
                    PersonHeld.of(tx, subjects, self.suite().hash());
            List<String> alsoFurther = new ArrayList<>(subjects);
            persons.forEach(each -> alsoFurther.addAll(each.further()));
            Map<String, Certificates.Issued> active =
                    Certificates.active(tx, order.period().value(), alsoFurther);
            Map<RecordVersion, List<Disclosure>> values = disclosures.find(
                    tx, registered.values().stream().map(PersonHeld::version).toList());
            List<Due> due = new ArrayList<>();
            for (HoursOf each : persons) {
                report.person(each.lines().size());
                PersonHeld person = registered.get(each.subject());
                if (person == null) {
                    report.add(IssueReport.Fate.UNREGISTERED, each.subject());
                    continue;
                }
                // who was merged into another may have the certificate that is to be replaced
                Optional<Certificates.Issued> before = Stream.concat(Stream.of(each.subject()), each.further().stream())
                        .flatMap(subject -> Stream.ofNullable(active.get(subject)))
                        .findFirst();
                judge(each, person, values.getOrDefault(person.version(), List.of()), before)
                        .ifPresent(due::add);
            }
            return due;
        }

        private Optional<Due> judge(
                HoursOf hours, PersonHeld person, List<Disclosure> disclosed, Optional<Certificates.Issued> before) {
            Facts facts = person.facts(places);
            if (!facts.places().contains(order.division()) || !ofItsSector(person)) {
                report.add(IssueReport.Fate.ELSEWHERE, hours.subject());
                return Optional.empty();
            }
            Choice choice = policies.choose(facts, order.period());
            if (!(choice instanceof Choice.Chosen chosen)) {
                report.add(
                        IssueReport.Fate.NO_POLICY,
                        hours.subject() + ": "
                                + ((Choice.None) choice).why().text().zh());
                return Optional.empty();
            }
            Judgement judgement = Judge.judge(facts, chosen, LinesOfPeriod.of(hours.lines(), chosen), Carried.NOTHING);
            if (order.metOnly() && !judgement.met()) {
                report.add(IssueReport.Fate.SHORT, hours.subject());
                return Optional.empty();
            }
            ObjectNode document = judgement.write();
            Digest judged = fingerprint(document);
            if (before.isPresent() && before.get().judged().equals(judged)) {
                report.add(IssueReport.Fate.UNCHANGED, before.get().serial());
                return Optional.empty();
            }
            if (before.isPresent() && !order.replace()) {
                report.add(IssueReport.Fate.CHANGED, before.get().serial());
                return Optional.empty();
            }
            Map<String, String> values = new HashMap<>();
            disclosed.forEach(each -> values.put(each.path(), each.value()));
            if (!values.containsKey("name") || !values.containsKey("documentNumber")) {
                report.add(IssueReport.Fate.NAME_AWAITED, hours.subject());
                return Optional.empty();
            }
            report.add(before.isPresent() ? IssueReport.Fate.REPLACED : IssueReport.Fate.ISSUED, hours.subject());
            return Optional.of(new Due(person, judgement, document, judged, values, before));
        }

        /** A delegation for a sector is one for those whom that sector's authorities registered. */
        private boolean ofItsSector(PersonHeld person) {
            return delegation.sectors().isEmpty()
                    || directory
                            .node(person.version().id().firstAuthor())
                            .flatMap(node -> node.jurisdiction().sector())
                            .filter(delegation.sectors()::contains)
                            .isPresent();
        }

        void write(Transaction tx, Exchange.Pen pen, List<HoursOf> persons) throws SQLException {
            // whoever holds this row is the only one who issues under the delegation
            String period = order.period().value();
            Certificates.take(tx, delegation.number(), period, 0);
            List<Due> due = judge(tx, persons);
            if (due.isEmpty()) {
                return;
            }
            long number = Certificates.take(tx, delegation.number(), period, due.size());
            List<String> serials = new ArrayList<>();
            List<Draft> drafts = new ArrayList<>();
            for (Due each : due) {
                String serial = serial(number++);
                serials.add(serial);
                drafts.add(certificate(each, serial));
            }
            List<RecordVersion> certificates = firsts(pen.author(drafts));
            List<Draft> faces = new ArrayList<>();
            for (int i = 0; i < due.size(); i++) {
                faces.add(face(due.get(i), certificates.get(i)));
            }
            List<RecordVersion> shown = firsts(pen.author(faces));
            List<Certificates.Issued> issued = new ArrayList<>();
            for (int i = 0; i < due.size(); i++) {
                Optional<Certificates.Issued> before = due.get(i).before();
                if (before.isPresent()) {
                    end(tx, pen, before.get(), serials.get(i));
                }
                issued.add(new Certificates.Issued(
                        serials.get(i),
                        due.get(i).person().version().subject().orElseThrow(),
                        period,
                        certificates.get(i).id(),
                        shown.get(i).id(),
                        due.get(i).judged(),
                        Certificates.State.ACTIVE));
            }
            Certificates.add(tx, issued, self.now());
        }

        private String serial(long number) {
            return delegation.number() + "-" + order.period().value() + "-" + "%07d".formatted(number);
        }

        private Draft certificate(Due due, String serial) {
            Judgement judgement = due.judgement();
            RecordVersion person = due.person().version();
            ObjectNode content = JsonNodeFactory.instance
                    .objectNode()
                    .put("serial", serial)
                    .put("delegation", delegation.number())
                    .put("issuedOn", today.toString())
                    .put("documentNumber", due.values().get("documentNumber"))
                    .put("name", due.values().get("name"))
                    .put("policy", judgement.basis().policy().get(0).policy())
                    .put("policyVersion", judgement.basis().policy().get(0).version())
                    .put("totalHours", Decimals.text(judgement.totals().all()))
                    .put("publicHours", Decimals.text(judgement.totals().of(Category.PUBLIC)))
                    .put("professionalHours", Decimals.text(judgement.totals().of(Category.PROFESSIONAL)))
                    .put("verdict", judgement.met() ? "met" : "short");
            due.person().text("documentType").ifPresent(type -> content.put("documentType", type));
            due.person().text("unit").ifPresent(unit -> content.put("unit", unit));
            due.person().text("titleRank").ifPresent(rank -> content.put("titleRank", rank));
            due.before().ifPresent(before -> content.put("replaces", before.serial()));
            if (!person.holder().equals(self.node())) {
                content.put("deliverTo", person.holder().value());
            }
            content.set("judgement", due.document());
            return draft(CertificateFace.CERTIFICATE, due, content, person.subject());
        }

        private Draft face(Due due, RecordVersion certificate) {
            return draft(
                    CertificateFace.KIND,
                    due,
                    CertificateFace.of(
                                    certificate,
                                    java.util.Objects.requireNonNull(
                                            due.values().get("name")))
                            .content(),
                    Optional.empty());
        }

        private Draft draft(KindName kind, Due due, ObjectNode content, Optional<String> subject) {
            return new Draft(
                    kind,
                    due.person().version().division(),
                    Optional.of(order.period().value()),
                    Optional.empty(),
                    subject.flatMap(Subject::parse),
                    content);
        }

        private List<RecordVersion> firsts(List<Authored> authored) {
            List<RecordVersion> versions = new ArrayList<>();
            for (Authored each : authored) {
                if (!(each instanceof Authored.First first)) {
                    // a bug or a kind of the federation's own making: nothing of this batch is written
                    throw new CannotIssueException("a certificate should be authored as a new record, but is " + each
                            + ": compare config/kinds with what the federation has published");
                }
                versions.add(first.version());
            }
            return versions;
        }

        private void end(Transaction tx, Exchange.Pen pen, Certificates.Issued before, String by) throws SQLException {
            RecordVersion version = org.jilian.store.Versions.current(
                            tx, before.record(), self.suite().hash())
                    .orElseThrow()
                    .version();
            ObjectNode content =
                    version.content().deepCopy().put("replacedBy", by).put("revokedOn", today.toString());
            ended(pen.revise(before.record(), Revision.revoke(content)), before.serial());
            Certificates.end(tx, before.serial(), Certificates.State.REPLACED);
        }
    }

    /** To see here whether a judgement has changed; it is in no record, so it need not be the federation's hash. */
    private static Digest fingerprint(ObjectNode document) {
        try {
            return Digest.of(MessageDigest.getInstance("SHA-256").digest(CanonicalJson.write(document)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256 (java.security.MessageDigest)", e);
        }
    }

    static void ended(Authored authored, String serial) {
        if (!(authored instanceof Authored.Next)) {
            throw new CannotIssueException("certificate " + serial + " should be revoked, but is not: " + authored);
        }
    }
}

package org.jilian.certificate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jilian.certificate.IssueReport.Fate;
import org.jilian.certificate.JudgePersons.Settled;
import org.jilian.certificate.paper.CertificateFace;
import org.jilian.exchange.Authored;
import org.jilian.exchange.Exchange;
import org.jilian.exchange.Revision;
import org.jilian.exchange.Self;
import org.jilian.record.Draft;
import org.jilian.record.KindName;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Subject;
import org.jilian.rules.hours.Category;
import org.jilian.rules.hours.Decimals;
import org.jilian.rules.hours.Judgement;
import org.jilian.store.Certificates;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/** Writes certificates, their faces and the rows that remember both; some persons in one transaction. */
final class WriteCertificates {
    private final Self self;
    private final IssueOrder order;
    private final Delegation delegation;
    private final LocalDate today;

    WriteCertificates(Self self, IssueOrder order, Delegation delegation, LocalDate today) {
        this.self = self;
        this.order = order;
        this.delegation = delegation;
        this.today = today;
    }

    /** One to be certified, with the certificate that this one replaces. */
    private record Due(Judged judged, Optional<Certificates.Issued> before) {
        String value(String field) {
            return Objects.requireNonNull(judged.values().get(field));
        }
    }

    /** @return what becomes of each person, once the transaction is committed */
    List<Settled> write(Transaction tx, Exchange.Pen pen, List<Judged> persons) throws SQLException {
        // whoever holds this row is the only one who issues under the delegation
        String period = order.period().value();
        Certificates.take(tx, delegation.number(), period, 0);
        List<Settled> settled = new ArrayList<>();
        List<Due> due = due(tx, persons, settled);
        if (due.isEmpty()) {
            return settled;
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
        Instant now = self.now();
        List<Certificates.Issued> issued = new ArrayList<>();
        for (int i = 0; i < due.size(); i++) {
            Optional<Certificates.Issued> before = due.get(i).before();
            if (before.isPresent()) {
                end(tx, pen, before.get(), serials.get(i));
            }
            Judged judged = due.get(i).judged();
            issued.add(new Certificates.Issued(
                    serials.get(i),
                    judged.subject(),
                    period,
                    certificates.get(i).id(),
                    shown.get(i).id(),
                    judged.fingerprint(),
                    Certificates.State.ACTIVE));
        }
        Certificates.add(tx, issued, now);
        return settled;
    }

    /** What {@link #write} would do. */
    List<Settled> only(Transaction tx, List<Judged> persons) throws SQLException {
        List<Settled> settled = new ArrayList<>();
        due(tx, persons, settled);
        return settled;
    }

    private List<Due> due(Transaction tx, List<Judged> persons, List<Settled> settled) throws SQLException {
        Map<String, Certificates.Issued> active = JudgePersons.active(tx, order, persons);
        List<Due> due = new ArrayList<>();
        for (Judged each : persons) {
            Optional<Certificates.Issued> before = each.certificate(active);
            Optional<Settled> known = JudgePersons.settled(order, each, before);
            if (known.isPresent()) {
                settled.add(known.get());
            } else if (!each.values().containsKey("name") || !each.values().containsKey("documentNumber")) {
                settled.add(new Settled(Fate.NAME_AWAITED, each.subject()));
            } else {
                settled.add(new Settled(before.isPresent() ? Fate.REPLACED : Fate.ISSUED, each.subject()));
                due.add(new Due(each, before));
            }
        }
        return due;
    }

    private String serial(long number) {
        return delegation.number() + "-" + order.period().value() + "-" + "%07d".formatted(number);
    }

    private Draft certificate(Due due, String serial) {
        Judgement judgement = due.judged().judgement();
        PersonHeld person = due.judged().person();
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("serial", serial)
                .put("delegation", delegation.number())
                .put("issuedOn", today.toString())
                .put("documentNumber", due.value("documentNumber"))
                .put("name", due.value("name"))
                .put("policy", judgement.basis().policy().get(0).policy())
                .put("policyVersion", judgement.basis().policy().get(0).version())
                .put("totalHours", Decimals.text(judgement.totals().all()))
                .put("publicHours", Decimals.text(judgement.totals().of(Category.PUBLIC)))
                .put("professionalHours", Decimals.text(judgement.totals().of(Category.PROFESSIONAL)))
                .put("verdict", judgement.met() ? "met" : "short");
        person.text("documentType").ifPresent(type -> content.put("documentType", type));
        person.text("unit").ifPresent(unit -> content.put("unit", unit));
        person.text("titleRank").ifPresent(rank -> content.put("titleRank", rank));
        due.before().ifPresent(before -> content.put("replaces", before.serial()));
        deliverTo(due).ifPresent(to -> content.put("deliverTo", to.value()));
        content.set("judgement", due.judged().document());
        return draft(CertificateFace.CERTIFICATE, due, content, person.version().subject());
    }

    /** The node that the person belongs to, which gets the certificate back (回流). */
    private Optional<NodeId> deliverTo(Due due) {
        return Optional.of(due.judged().person().version().holder()).filter(holder -> !holder.equals(self.node()));
    }

    private Draft face(Due due, RecordVersion certificate) {
        CertificateFace face = CertificateFace.of(certificate, due.value("name"));
        return draft(CertificateFace.KIND, due, face.content(), Optional.empty());
    }

    private Draft draft(KindName kind, Due due, ObjectNode content, Optional<String> subject) {
        return new Draft(
                kind,
                due.judged().person().version().division(),
                Optional.of(order.period().value()),
                Optional.empty(),
                subject.flatMap(Subject::parse),
                content);
    }

    private static List<RecordVersion> firsts(List<Authored> authored) {
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
        RecordVersion version = Versions.current(
                        tx, before.record(), self.suite().hash())
                .orElseThrow()
                .version();
        ObjectNode content = version.content().deepCopy().put("replacedBy", by).put("revokedOn", today.toString());
        ended(pen.revise(before.record(), Revision.revoke(content)), before.serial());
        Certificates.end(tx, before.serial(), Certificates.State.REPLACED);
    }

    /** What a certificate's end is authored as. */
    static void ended(Authored authored, String serial) {
        if (!(authored instanceof Authored.Next)) {
            throw new CannotIssueException("certificate " + serial + " should be revoked, but is not: " + authored);
        }
    }
}

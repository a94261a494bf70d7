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

        Settled settled() {
            return new Settled(before.isPresent() ? Fate.REPLACED : Fate.ISSUED, judged.subject());
        }
    }

    private record Written(Due due, String serial, RecordVersion certificate) {}

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
        List<Written> written = certificates(tx, pen, due, settled);
        List<Draft> faces = new ArrayList<>();
        for (Written each : written) {
            faces.add(face(each.due(), each.certificate()));
        }
        List<RecordVersion> shown = new ArrayList<>();
        for (Authored each : pen.author(faces)) {
            shown.add(first(each));
        }
        Instant now = self.now();
        List<Certificates.Issued> issued = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            Written each = written.get(i);
            Optional<Certificates.Issued> before = each.due().before();
            if (before.isPresent()) {
                end(tx, pen, before.get(), each.serial());
            }
            Judged judged = each.due().judged();
            issued.add(new Certificates.Issued(
                    each.serial(),
                    judged.subject(),
                    period,
                    each.certificate().id(),
                    shown.get(i).id(),
                    judged.fingerprint(),
                    Certificates.State.ACTIVE));
            settled.add(each.due().settled());
        }
        Certificates.add(tx, issued, now);
        return settled;
    }

    /** Those that can be authored. Of one that cannot, its person is told, and the others get theirs. */
    private List<Written> certificates(Transaction tx, Exchange.Pen pen, List<Due> due, List<Settled> settled)
            throws SQLException {
        long number = Certificates.take(tx, delegation.number(), order.period().value(), due.size());
        List<String> serials = new ArrayList<>();
        List<Draft> drafts = new ArrayList<>();
        for (Due each : due) {
            String serial = serial(number++);
            serials.add(serial);
            drafts.add(certificate(each, serial));
        }
        List<Authored> authored = pen.author(drafts);
        List<Written> written = new ArrayList<>();
        for (int i = 0; i < due.size(); i++) {
            if (authored.get(i) instanceof Authored.Refused refused) {
                settled.add(refused(due.get(i).judged(), refused.refusal().toString()));
            } else {
                written.add(new Written(due.get(i), serials.get(i), first(authored.get(i))));
            }
        }
        return written;
    }

    /** What {@link #write} would do. */
    List<Settled> only(Transaction tx, List<Judged> persons) throws SQLException {
        List<Settled> settled = new ArrayList<>();
        due(tx, persons, settled).forEach(each -> settled.add(each.settled()));
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
                // whatever others have registered or recorded stops nobody else's certificate
                obstacle(each)
                        .ifPresentOrElse(
                                reason -> settled.add(refused(each, reason)), () -> due.add(new Due(each, before)));
            }
        }
        return due;
    }

    private static Optional<String> obstacle(Judged judged) {
        Judgement.Totals totals = judged.judgement().totals();
        return CertificateFace.obstacle(
                Objects.requireNonNull(judged.values().get("name")),
                Decimals.text(totals.all()),
                Decimals.text(totals.of(Category.PUBLIC)),
                Decimals.text(totals.of(Category.PROFESSIONAL)));
    }

    private static Settled refused(Judged judged, String reason) {
        return new Settled(Fate.REFUSED, judged.subject() + ": " + reason);
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

    private static RecordVersion first(Authored authored) {
        if (authored instanceof Authored.First first) {
            return first.version();
        }
        // a bug or a kind of the federation's own making: nothing of this batch is written
        throw new CannotIssueException("a certificate should be authored as a new record, but is " + authored
                + ": compare config/kinds with what the federation has published");
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

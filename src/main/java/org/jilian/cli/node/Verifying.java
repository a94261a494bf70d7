package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jilian.archive.Pseudonyms;
import org.jilian.certificate.paper.CertificateFace;
import org.jilian.certificate.paper.HeldCertificates;
import org.jilian.certificate.paper.Status;
import org.jilian.console.RefusedRequestException;
import org.jilian.console.Verifies;
import org.jilian.exchange.Subjects;
import org.jilian.record.NaturalKey;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Subject;
import org.jilian.rules.Masked;
import org.jilian.rules.Period;
import org.jilian.rules.PersonName;
import org.jilian.rules.Reason;
import org.jilian.store.Disclosures;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/** What an open node's database says of certificates to systems that rely on them. */
final class Verifying implements Verifies {
    private static final int NOT_IMPLEMENTED = 501;
    private static final List<String> HOURS = List.of("totalHours", "publicHours", "professionalHours");

    private static final Reason NO_KEY = Reason.of(
            "subject-key.missing",
            "本节点没有主体密钥，不能按证件号码核验",
            "this node has no subject key, so it can look nobody up by number",
            "向上级节点核验，或按证书编号核验",
            "ask a node above it, or ask by the certificate's serial number");

    private final OpenNode node;
    private final HeldCertificates held;

    Verifying(OpenNode node) {
        this.node = node;
        this.held = new HeldCertificates(node.database(), node.suite().hash());
    }

    @Override
    public Optional<ObjectNode> certificate(String serial) {
        String key = NaturalKey.hash(
                CertificateFace.CERTIFICATE, List.of(serial), node.suite().hash());
        List<RecordVersion> found = node.database()
                .read(tx -> Versions.byNaturalKey(
                        tx,
                        CertificateFace.CERTIFICATE,
                        List.of(key),
                        node.suite().hash()));
        if (found.size() > 1) {
            // one of them gave itself another's number: only a person can say which
            ObjectNode answer =
                    JsonNodeFactory.instance.objectNode().put("serial", serial).put("status", "contradicted");
            ArrayNode issuers = answer.putArray("issuers");
            found.forEach(each -> issuers.add(each.id().firstAuthor().value()));
            return Optional.of(answer);
        }
        return found.stream().findFirst().map(certificate -> withHolder(said(certificate), certificate));
    }

    /** What it says, without its holder. */
    private ObjectNode said(RecordVersion certificate) {
        NodeId issuer = certificate.id().firstAuthor();
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("serial", certificate.content().path("serial").asText());
        Status status = status(certificate);
        answer.put("status", status.word());
        if (status instanceof Status.Superseded superseded) {
            answer.put("replacedBy", superseded.by());
        } else if (status instanceof Status.Revoked revoked) {
            revoked.on().ifPresent(on -> answer.put("revokedOn", on));
        }
        answer.put("issuer", issuer.value());
        node.directory()
                .node(issuer)
                .ifPresent(each -> answer.putObject("issuerName")
                        .put("zh", each.name().zh())
                        .put("en", each.name().en()));
        answer.put("issuedOn", certificate.content().path("issuedOn").asText())
                .put("period", certificate.period().orElse(""))
                .put("verdict", certificate.content().path("verdict").asText());
        HOURS.forEach(
                field -> answer.put(field, certificate.content().path(field).asText()));
        return answer;
    }

    private Status status(RecordVersion certificate) {
        return held.status(
                        certificate.id().firstAuthor(),
                        certificate.content().path("serial").asText(),
                        Optional.empty())
                .orElseThrow();
    }

    /** As far as this node may read who it is. */
    private ObjectNode withHolder(ObjectNode answer, RecordVersion certificate) {
        Map<String, String> values = node.database().read(tx -> values(tx, certificate));
        ObjectNode holder = answer.putObject("holder");
        for (String field : List.of("name", "documentNumber")) {
            Optional.ofNullable(values.get(field)).ifPresent(value -> holder.put(field, Masked.of(value)));
        }
        return answer;
    }

    private Map<String, String> values(Transaction tx, RecordVersion certificate) throws SQLException {
        Map<String, String> values = new HashMap<>();
        new Disclosures(node.self().keys().atRest())
                .find(tx, certificate)
                .forEach(each -> values.put(each.path(), each.value()));
        return values;
    }

    @Override
    public Found person(Question question) {
        Subjects keys =
                new Subjects(node.directory(), node.suite(), node.self().keys().encryption());
        Set<String> given = new TreeSet<>();
        keys.all(question.number()).stream().map(Subject::toString).forEach(given::add);
        if (given.isEmpty()) {
            throw new RefusedRequestException(NOT_IMPLEMENTED, NO_KEY);
        }
        Set<String> subjects = node.database().read(tx -> new Pseudonyms(node.self(), keys).all(tx, given));
        List<Named> valid = node.database().read(tx -> valid(tx, subjects, question.period()));
        return new Found(answer(question, valid), List.copyOf(subjects));
    }

    /** @param name of the holder, where this node may read it */
    private record Named(RecordVersion certificate, Optional<String> name) {}

    private List<Named> valid(Transaction tx, Set<String> subjects, Period period) throws SQLException {
        List<Named> valid = new ArrayList<>();
        for (RecordVersion each :
                Versions.certificatesOf(tx, subjects, node.suite().hash())) {
            if (each.status().equals(RecordVersion.ACTIVE) && each.period().equals(Optional.of(period.value()))) {
                valid.add(new Named(each, Optional.ofNullable(values(tx, each).get("name"))));
            }
        }
        return valid;
    }

    private ObjectNode answer(Question question, List<Named> valid) {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("answer", "none")
                .put("period", question.period().value());
        Optional<String> given = question.name();
        boolean another = given.isPresent()
                && valid.stream().flatMap(each -> each.name().stream()).anyMatch(name -> !same(name, given.get()));
        if (another) {
            // of whoever is not meant, no more than that is told
            return answer.put("answer", "name-mismatch");
        }
        if (!valid.isEmpty()) {
            answer.put("answer", "certified");
            if (given.isPresent()) {
                answer.put(
                        "nameChecked",
                        valid.stream().allMatch(each -> each.name().isPresent()));
            }
            ArrayNode certificates = answer.putArray("certificates");
            valid.forEach(each -> certificates.add(said(each.certificate())));
        }
        return answer;
    }

    private static boolean same(String held, String given) {
        return PersonName.check(held)
                .fold(valid -> valid.value().value(), reason -> held)
                .equals(given);
    }
}

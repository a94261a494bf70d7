package org.jilian.cli.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jilian.certificate.paper.CertificateFace;
import org.jilian.certificate.paper.CertificatePage;
import org.jilian.certificate.paper.CertificatePdf;
import org.jilian.certificate.paper.QrText;
import org.jilian.exchange.Prove;
import org.jilian.exchange.proof.ProofFile;
import org.jilian.record.KindName;
import org.jilian.record.NaturalKey;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.rules.hours.Category;
import org.jilian.rules.hours.Decimals;
import org.jilian.rules.hours.Judgement;
import org.jilian.store.Disclosures;
import org.jilian.store.Transaction;
import org.jilian.store.Versions;

/** A certificate that this node holds, as a page to print (打印学时证明): with its QR code, and its proof attached. */
final class PrintedCertificate {
    private final OpenNode node;

    PrintedCertificate(OpenNode node) {
        this.node = node;
    }

    ObjectNode print(String serial, Path out) {
        RecordVersion certificate = node.database()
                .read(tx -> named(tx, CertificateFace.CERTIFICATE, serial))
                .orElseThrow(() -> new WrongUseException("node " + node.node() + " should hold certificate " + serial
                        + ", but does not: ask its issuer, or a node above it"));
        byte[] proof = ProofFile.bytes(new ProofExport(node).of(certificate.id()));
        CertificatePage page = node.database().read(tx -> page(tx, serial, certificate, proof));
        try (OutputStream file = Files.newOutputStream(out, StandardOpenOption.CREATE_NEW)) {
            CertificatePdf.render(page, file);
        } catch (java.nio.file.FileAlreadyExistsException e) {
            throw new WrongUseException(out + " should be a new file, but is there already", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + out + ": " + e.getMessage(), e);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("serial", serial)
                .put("file", out.toString())
                .put("status", certificate.status());
    }

    private Optional<RecordVersion> named(Transaction tx, KindName kind, String serial) throws SQLException {
        String key = NaturalKey.hash(kind, List.of(serial), node.suite().hash());
        return Versions.byNaturalKey(tx, kind, List.of(key), node.suite().hash()).stream()
                .findFirst();
    }

    private CertificatePage page(Transaction tx, String serial, RecordVersion certificate, byte[] proof)
            throws SQLException {
        RecordId face = named(tx, CertificateFace.KIND, serial)
                .map(RecordVersion::id)
                .orElseThrow(() -> new WrongUseException("node " + node.node() + " should hold the face of certificate "
                        + serial + " for its QR code, but does not: its issuer prints it, or a node above it"));
        QrText qr = QrText.of(
                Prove.version(
                                tx,
                                Versions.current(tx, face, node.suite().hash()).orElseThrow(),
                                node.suite().hash())
                        .orElseThrow(() -> new WrongUseException("the face of certificate " + serial
                                + " is not in a parcel yet: try again in a moment")),
                node.suite());
        JsonNode content = certificate.content();
        Map<String, String> values = new HashMap<>();
        new Disclosures(node.self().keys().atRest())
                .find(tx, certificate)
                .forEach(each -> values.put(each.path(), each.value()));
        Judgement judgement = Judgement.read(content.path("judgement"));
        return new CertificatePage(
                serial,
                new CertificatePage.Holder(
                        values.getOrDefault("name", "（本级无权读取）"),
                        values.getOrDefault("documentNumber", "****"),
                        content.path("unit").asText("")),
                result(certificate, judgement),
                lines(tx, judgement),
                new CertificatePage.Issue(
                        name(certificate.id().firstAuthor()),
                        LocalDate.parse(content.path("issuedOn").asText()),
                        content.path("delegation").asText()),
                qr,
                proof);
    }

    private static CertificatePage.Result result(RecordVersion certificate, Judgement judgement) {
        JsonNode content = certificate.content();
        List<String> shortfalls = judgement.duties().stream()
                .filter(duty -> duty.missing().signum() > 0)
                .map(duty ->
                        duty.category().map(category -> category.label().zh()).orElse("总学时") + "差"
                                + duty.missing().toPlainString() + "学时")
                .toList();
        return new CertificatePage.Result(
                certificate.period().orElse("") + "年度",
                content.path("policy").asText() + "（第" + content.path("policyVersion") + "版）",
                new CertificateFace.Totals(
                        content.path("totalHours").asText(),
                        content.path("publicHours").asText(),
                        content.path("professionalHours").asText()),
                CertificateFace.Verdict.valueOf(content.path("verdict").asText().toUpperCase(java.util.Locale.ROOT)),
                shortfalls);
    }

    private List<CertificatePage.Line> lines(Transaction tx, Judgement judgement) throws SQLException {
        List<RecordId> ids = judgement.lines().stream()
                .map(line -> RecordId.parse(line.id().record()))
                .toList();
        Map<String, String> courses = new HashMap<>();
        for (Versions.Held held : Versions.of(tx, ids, node.suite().hash())) {
            courses.putIfAbsent(
                    held.version().id().toString(),
                    held.version().content().path("course").asText());
        }
        List<CertificatePage.Line> lines = new ArrayList<>();
        for (Judgement.Line line : judgement.lines()) {
            boolean whole = line.outcome() == Judgement.Outcome.COUNTED;
            lines.add(new CertificatePage.Line(
                    courses.getOrDefault(
                            line.id().record(), "（本级未收到：" + line.id().record() + "）"),
                    line.category()
                            .map(Category::label)
                            .map(label -> label.zh())
                            .orElse(""),
                    Decimals.text(line.hours()),
                    Decimals.text(line.counted()),
                    whole ? "" : line.why().stream().map(why -> why.text().zh()).collect(Collectors.joining("；"))));
        }
        return lines;
    }

    private String name(NodeId issuer) {
        return node.directory().node(issuer).map(each -> each.name().zh()).orElse(issuer.value());
    }
}

package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jilian.certificate.CannotIssueException;
import org.jilian.certificate.Issue;
import org.jilian.certificate.IssueOrder;
import org.jilian.certificate.Revoke;
import org.jilian.certificate.paper.HeldCertificates;
import org.jilian.certificate.paper.QrText;
import org.jilian.certificate.paper.Verifier;
import org.jilian.intake.CodeTables;
import org.jilian.intake.PolicyFiles;
import org.jilian.record.RecordVersion;
import org.jilian.rules.hours.Policies;

/** Hour certificates of an open node, under the policies of its installation. */
final class Certifying {
    private static final int BEGIN = 8;

    private final OpenNode node;

    Certifying(OpenNode node) {
        this.node = node;
    }

    ObjectNode issue(IssueOrder order, Progress progress) {
        try {
            return new Issue(node.self(), node.database(), node.exchange(), node.directory(), policies())
                    .run(order, progress::rows)
                    .write();
        } catch (CannotIssueException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()), e);
        }
    }

    ObjectNode revoke(String serial, String reason) {
        try {
            RecordVersion revoked = new Revoke(node.self(), node.exchange()).certificate(serial, reason);
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("serial", serial)
                    .put("record", revoked.id().toString())
                    .put("version", revoked.version());
        } catch (CannotIssueException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The text of a QR code, a PDF or a proof file: which of them, its first bytes say. */
    ObjectNode verify(byte[] paper) {
        return verify(
                paper,
                new Verifier(
                        node.directory(),
                        new HeldCertificates(node.database(), node.suite().hash())));
    }

    static ObjectNode verify(byte[] paper, Verifier verifier) {
        String begin = new String(paper, 0, Math.min(paper.length, BEGIN), StandardCharsets.ISO_8859_1);
        return AnswerForm.of(
                begin.startsWith(QrText.PREFIX)
                        ? verifier.text(new String(paper, StandardCharsets.UTF_8).strip())
                        : begin.startsWith("%PDF") ? verifier.pdf(paper) : verifier.file(paper));
    }

    Policies policies() {
        Path config = node.home().config();
        try {
            return PolicyFiles.read(
                    config.resolve("policies"),
                    CodeTables.read(config.resolve("codes")),
                    node.suite().hash());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    config + " should hold policies and codes of the installation: " + e.getMessage(), e);
        }
    }
}

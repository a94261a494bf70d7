package org.jilian.cli.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jilian.certificate.paper.Answer;
import org.jilian.certificate.paper.Status;

/** What verifying a certificate's paper came to, as a document. */
final class AnswerForm {
    private AnswerForm() {}

    static ObjectNode of(Answer answer) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("verdict", answer.word());
        if (answer instanceof Answer.Genuine genuine) {
            document.put("issuer", genuine.seal().issuer().value())
                    .put("sealedAt", genuine.seal().sealedAt().toString())
                    .put("directoryVersion", genuine.asOf().version())
                    .put("directoryAt", genuine.asOf().at().toString());
            document.putObject("issuerName")
                    .put("zh", genuine.seal().name().zh())
                    .put("en", genuine.seal().name().en());
            genuine.face().ifPresent(face -> document.set("face", face.content()));
            genuine.certificate()
                    .ifPresent(certificate -> document.put(
                                    "record", certificate.id().toString())
                            .put("serial", certificate.content().path("serial").asText()));
            genuine.status().ifPresent(status -> status(document, status));
        } else if (answer instanceof Answer.Forged forged) {
            document.put("reason", forged.reason());
        } else if (answer instanceof Answer.AskIssuer ask) {
            document.put("issuer", ask.issuer().value()).put("reason", ask.reason());
        } else if (answer instanceof Answer.Unknown unknown) {
            document.put("reason", unknown.reason());
        } else if (answer instanceof Answer.Unreadable unreadable) {
            document.put("reason", unreadable.reason());
        }
        return document;
    }

    private static void status(ObjectNode document, Status status) {
        document.put("status", status.word());
        if (status instanceof Status.Revoked revoked) {
            revoked.on().ifPresent(on -> document.put("revokedOn", on));
            revoked.reason().ifPresent(reason -> document.put("revocationReason", reason));
        } else if (status instanceof Status.Superseded superseded) {
            document.put("replacedBy", superseded.by());
        }
    }
}

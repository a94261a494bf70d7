package org.jilian.certificate.paper;

import java.io.IOException;
import java.util.Optional;
import org.jilian.crypto.BareSignature;
import org.jilian.crypto.Suite;
import org.jilian.crypto.Verification;
import org.jilian.directory.Directory;
import org.jilian.exchange.proof.ProofFile;
import org.jilian.ledger.Header;
import org.jilian.ledger.Proof;
import org.jilian.record.Digest;
import org.jilian.record.MalformedException;
import org.jilian.record.RecordVersion;

/**
 * Checks certificates offline, by one version of the directory and whatever else is at hand. It never throws for what it
 * is given; only a database that fails does.
 */
public final class Verifier {
    private final Judge judge;
    private final Suite suite;
    private final Register register;

    /** With a directory alone: a genuine answer then says as of when, and not what became of the certificate. */
    public Verifier(Directory directory) {
        this(directory, Register.NONE);
    }

    /** @param directory the newest at hand, of version 1 or later */
    public Verifier(Directory directory, Register register) {
        this.judge = new Judge(directory, register);
        this.suite = judge.suite();
        this.register = register;
    }

    /** The text in a QR code. */
    public Answer text(String text) {
        String given = text.strip();
        if (!given.startsWith(QrText.PREFIX)) {
            return new Answer.Unreadable("the text should begin with " + QrText.PREFIX + ", but does not");
        }
        try {
            return face(new QrText(given).proof(suite));
        } catch (MalformedException e) {
            return new Answer.Forged(String.valueOf(e.getMessage()));
        }
    }

    private Answer face(FaceProof proof) {
        Header header = proof.header();
        BareSignature signature = proof.signature();
        byte[] signed = header.write();
        return judge.objection(
                        header,
                        proof.record(),
                        certificate -> signature.verify(suite, signed, header.sealedAt(), certificate))
                .orElseGet(() -> genuine(header, proof.face()));
    }

    private Answer genuine(Header header, CertificateFace face) {
        return new Answer.Genuine(
                judge.seal(header),
                Optional.of(face),
                Optional.empty(),
                judge.asOf(),
                register.status(header.place().ledger().origin(), face.serial(), Optional.of(face.certificate())));
    }

    /**
     * A proof file of a certificate, as {@code export-proof} writes it. What it says itself of the directory is not
     * looked at: the directory here is the one to trust.
     */
    public Answer file(byte[] file) {
        ProofFile read;
        try {
            read = ProofFile.read(file);
        } catch (MalformedException e) {
            return new Answer.Unreadable("it should be a proof file, but: " + e.getMessage());
        }
        if (!read.suite().equals(suite.name())) {
            return new Answer.Unknown(
                    "it is of the suite " + read.suite() + ", and the directory here of " + suite.name());
        }
        Proof.Checked checked = read.record().check(suite);
        return checked instanceof Proof.Checked.Holds holds
                ? certificate(holds)
                : new Answer.Forged(((Proof.Checked.Broken) checked).refusal().toString());
    }

    private Answer certificate(Proof.Checked.Holds proof) {
        RecordVersion record = proof.record();
        if (!record.kind().equals(CertificateFace.CERTIFICATE)) {
            return new Answer.Unreadable("it should prove an hour certificate, but proves " + record);
        }
        if (proof.signers().size() != 1) {
            return new Answer.Forged(
                    "it should have one signer, but has " + proof.signers().size());
        }
        Verification.Signer signer = proof.signers().get(0);
        if (!signer.signedAt().equals(proof.header().sealedAt())) {
            return new Answer.Forged(
                    "signing time should be " + proof.header().sealedAt() + ", but is " + signer.signedAt());
        }
        if (!record.author().equals(record.id().firstAuthor())) {
            return new Answer.AskIssuer(
                    record.id().firstAuthor(),
                    record + " is by node " + record.author() + ", which only a held ledger shows to be entitled");
        }
        return judge.objection(proof.header(), record, certificate -> certificate.equals(signer.certificate()))
                .or(() -> StatedTotals.contradiction(record).map(Answer.Forged::new))
                .orElseGet(() -> genuine(proof.header(), record));
    }

    private Answer genuine(Header header, RecordVersion certificate) {
        Optional<Status> known = register.status(
                certificate.author(), certificate.content().path("serial").asText(), first(certificate));
        Status said = HeldCertificates.said(certificate);
        boolean saysMore = !(said instanceof Status.Active)
                && known.filter(status -> !(status instanceof Status.NotHeld)).isEmpty();
        return new Answer.Genuine(
                judge.seal(header),
                Optional.empty(),
                Optional.of(certificate),
                judge.asOf(),
                saysMore ? Optional.of(said) : known);
    }

    /** The digest of version 1, as far as this version names it. */
    private static Optional<Digest> first(RecordVersion certificate) {
        return switch (certificate.version()) {
            case 1 -> Optional.of(certificate.digest());
            case 2 -> certificate.previous();
            default -> Optional.empty();
        };
    }

    /**
     * A certificate's PDF: its QR code and the proof file attached to it, each, and one against the other. The text on
     * its pages is not read: what the answer says is what a person compares it with.
     */
    public Answer pdf(byte[] pdf) {
        PaperReader.Found found;
        try {
            found = PaperReader.read(pdf);
        } catch (IOException e) {
            return new Answer.Unreadable("it should be a PDF, but: " + e.getMessage());
        }
        if (found.texts().size() > 1) {
            return new Answer.Forged("it should show one QR code beginning with " + QrText.PREFIX + ", but shows "
                    + found.texts().size() + " different ones");
        }
        Optional<Answer> qr = found.texts().stream().findFirst().map(this::text);
        Optional<Answer> attached = found.attachment().map(this::file);
        if (qr.isPresent() && attached.isPresent()) {
            return both(qr.get(), attached.get());
        }
        return qr.or(() -> attached)
                .orElseGet(() -> new Answer.Unreadable("no page shows a QR code beginning with " + QrText.PREFIX
                        + ", and no file " + PaperReader.ATTACHMENT + " is attached"));
    }

    /** Of two answers the worse; of two genuine ones, whether they are about the same certificate. */
    private static Answer both(Answer qr, Answer attached) {
        if (!(qr instanceof Answer.Genuine face)) {
            return qr;
        }
        if (!(attached instanceof Answer.Genuine whole)) {
            return attached;
        }
        RecordVersion certificate = whole.certificate().orElseThrow();
        CertificateFace shown = face.face().orElseThrow();
        if (!belong(shown, certificate)
                || !face.seal().issuer().equals(whole.seal().issuer())) {
            return new Answer.Forged("the QR code is of certificate " + shown.serial() + " by node "
                    + face.seal().issuer() + ", digest " + shown.certificate() + "; the attached proof is of another, "
                    + certificate + ", digest " + certificate.digest());
        }
        // an attachment of a later version knows more than the face; a database knows as much of both
        return new Answer.Genuine(
                whole.seal(),
                face.face(),
                whole.certificate(),
                face.asOf(),
                whole.status().or(face::status));
    }

    private static boolean belong(CertificateFace face, RecordVersion certificate) {
        return certificate.content().path("serial").asText().equals(face.serial())
                && first(certificate).map(face.certificate()::equals).orElse(true);
    }
}

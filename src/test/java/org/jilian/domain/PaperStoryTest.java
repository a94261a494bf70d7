package org.jilian.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.domain.Country.JINING;
import static org.jilian.domain.Country.QUFU;
import static org.jilian.domain.Country.RENCHENG;
import static org.jilian.domain.Country.SHANDONG;

import java.util.List;
import java.util.Optional;
import org.jilian.certificate.IssueOrder;
import org.jilian.certificate.paper.Answer;
import org.jilian.certificate.paper.CertificateFace;
import org.jilian.certificate.paper.HeldCertificates;
import org.jilian.certificate.paper.QrText;
import org.jilian.certificate.paper.Register;
import org.jilian.certificate.paper.Status;
import org.jilian.certificate.paper.Verifier;
import org.jilian.crypto.Suite;
import org.jilian.exchange.Authored;
import org.jilian.exchange.Prove;
import org.jilian.exchange.proof.ProofFile;
import org.jilian.ledger.Proof;
import org.jilian.record.KindName;
import org.jilian.record.NaturalKey;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RefusalCode;
import org.jilian.rules.Period;
import org.jilian.store.Versions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** System 2: 学时证明 on paper, as issued by a real node: anybody verifies it, wherever he asks. */
class PaperStoryTest {
    private static final Suite SUITE = Suite.named("intl");
    private static final String FIRST = "SD370800-2025-0000001";
    private static final String SECOND = "SD370800-2025-0000002";
    /** Plainly invented; the check digit is valid. */
    private static final Optional<String> DOCTOR = Optional.of("11010519491231002X");

    private final Country country = new Country(PaperStoryTest.class);

    @AfterEach
    void close() {
        country.close();
    }

    private RecordId issued() {
        country.author(
                SHANDONG,
                "delegation",
                "",
                "{'number':'SD370800','node':'370800','divisions':['370800'],'from':'2025-01-01'}");
        country.author(
                RENCHENG,
                "person",
                "",
                DOCTOR,
                "{'documentType':'111','documentNumber':'11010519491231002X','name':'示例甲','unit':'示例单位',"
                        + "'titleRank':'420'}");
        hours("public", "职业道德", "40");
        RecordId last = hours("professional", "临床进展", "62.5");
        issue(false);
        return last;
    }

    private RecordId hours(String category, String course, String hours) {
        return country.author(
                RENCHENG,
                "hour-record",
                "2025",
                DOCTOR,
                "{'category':'" + category + "','course':'" + course + "','hours':'" + hours
                        + "','startDate':'2025-03-01','endDate':'2025-03-20'}");
    }

    private void issue(boolean replace) {
        country.issue(JINING, new IssueOrder(new Period("2025"), "370800", Optional.empty(), false, replace, false));
    }

    @Test
    void aPaperIsGenuineForEverAndWhoeverHoldsNewerDataSaysWhatBecameOfIt() {
        RecordId lastHours = issued();
        String text = qr(FIRST);

        assertThat(genuine(JINING, text).face().orElseThrow().name()).isEqualTo("示**");
        assertThat(status(JINING, text)).isEqualTo(new Status.Active());
        assertThat(status(SHANDONG, text)).isEqualTo(new Status.Active());
        assertThat(status(RENCHENG, text)).as("it was delivered back").isEqualTo(new Status.Active());
        assertThat(status(QUFU, text)).as("a neighbour").isEqualTo(new Status.NotHeld());
        assertThat(new Verifier(country.at(QUFU).directory()).text(text))
                .as("with a directory alone")
                .isInstanceOfSatisfying(
                        Answer.Genuine.class,
                        genuine -> assertThat(genuine.status()).isEmpty());

        country.correct(RENCHENG, lastHours, "{'hours':'60'}");
        issue(true);

        assertThat(status(SHANDONG, text)).isEqualTo(new Status.Superseded(SECOND));
        assertThat(status(RENCHENG, qr(SECOND))).isEqualTo(new Status.Active());

        country.revoke(JINING, SECOND, "姓名有误");

        assertThat(status(SHANDONG, qr(SECOND)))
                .isInstanceOfSatisfying(
                        Status.Revoked.class,
                        revoked -> assertThat(revoked.reason()).contains("姓名有误"));
    }

    @Test
    void theCountyThatACertificateGoesBackToMakesAsGoodACode() {
        issued();

        String made =
                QrText.of(proof(RENCHENG, CertificateFace.KIND, FIRST), SUITE).value();

        assertThat(made).as("by another ledger").isNotEqualTo(qr(FIRST));
        assertThat(genuine(SHANDONG, made).face())
                .isEqualTo(genuine(SHANDONG, qr(FIRST)).face());
        assertThat(status(SHANDONG, made)).isEqualTo(new Status.Active());
        assertThat(country.rows(QUFU, "SELECT serial AS said FROM v_certificate_face"))
                .as("nobody else's")
                .isEmpty();
    }

    @Test
    void theTotalsOfAnIssuedCertificateAreThoseOfItsLines() {
        issued();
        Proof proof = proof(CertificateFace.CERTIFICATE, FIRST);
        // what a file says itself of the directory is not what it is judged by here
        ProofFile file = new ProofFile(SUITE.name(), proof, 1, proof, proof, List.of());

        Answer answer = verifier(SHANDONG).file(ProofFile.bytes(file.write()));

        assertThat(answer).isInstanceOfSatisfying(Answer.Genuine.class, genuine -> {
            assertThat(genuine.status()).contains(new Status.Active());
            assertThat(genuine.certificate()
                            .orElseThrow()
                            .content()
                            .path("judgement")
                            .path("lines"))
                    .hasSize(2);
        });
    }

    @Test
    void aFaceThatShowsTheWholeNameIsNotTakenAnywhere() {
        issued();
        RecordId certificate = id(CertificateFace.CERTIFICATE, FIRST);
        Authored authored = country.draft(
                JINING,
                "certificate-face",
                "2025",
                Optional.empty(),
                CertificateFace.of(country.current(JINING, certificate).orElseThrow(), "示例甲")
                        .content()
                        .put("serial", "SD370800-2025-9999999")
                        .put("name", "示例甲")
                        .toString());

        assertThat(authored)
                .isInstanceOfSatisfying(
                        Authored.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(RefusalCode.SCHEMA));
    }

    private static RecordId id(KindName kind, String serial) {
        return new RecordId(JINING, kind, NaturalKey.hash(kind, List.of(serial), SUITE.hash()));
    }

    private Proof proof(KindName kind, String serial) {
        return proof(JINING, kind, serial);
    }

    private Proof proof(NodeId at, KindName kind, String serial) {
        return country.database(at)
                .read(tx -> Prove.version(
                                tx,
                                Versions.current(tx, id(kind, serial), SUITE.hash())
                                        .orElseThrow(),
                                SUITE.hash())
                        .orElseThrow());
    }

    private String qr(String serial) {
        return QrText.of(proof(CertificateFace.KIND, serial), SUITE).value();
    }

    private Verifier verifier(NodeId at) {
        Register register = new HeldCertificates(country.database(at), SUITE.hash());
        return new Verifier(country.at(at).directory(), register);
    }

    private Answer.Genuine genuine(NodeId at, String text) {
        Answer answer = verifier(at).text(text);
        assertThat(answer).isInstanceOf(Answer.Genuine.class);
        return (Answer.Genuine) answer;
    }

    private Status status(NodeId at, String text) {
        return genuine(at, text).status().orElseThrow();
    }
}

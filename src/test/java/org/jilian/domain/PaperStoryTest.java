package org.jilian.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.domain.Country.JINING;
import static org.jilian.domain.Country.QUFU;
import static org.jilian.domain.Country.RENCHENG;
import static org.jilian.domain.Country.SHANDONG;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jilian.certificate.paper.Answer;
import org.jilian.certificate.paper.CertificateFace;
import org.jilian.certificate.paper.HeldCertificates;
import org.jilian.certificate.paper.QrText;
import org.jilian.certificate.paper.Status;
import org.jilian.certificate.paper.Verifier;
import org.jilian.crypto.Suite;
import org.jilian.exchange.Authored;
import org.jilian.exchange.Prove;
import org.jilian.exchange.Revision;
import org.jilian.record.NaturalKey;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RefusalCode;
import org.jilian.store.Versions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** System 2: 继续教育学时证明 on paper, by real records of real nodes: "任何人可核验". */
class PaperStoryTest {
    private static final Suite SUITE = Suite.named("intl");
    private static final Optional<String> HOLDER = Optional.of("11010519491231002X");
    private static final String CERTIFICATE = "{'serial':'%s','delegation':'WT-1','issuedOn':'2026-01-08',"
            + "'deliverTo':'370811','documentType':'111','documentNumber':'11010519491231002X','name':'示例甲',"
            + "'unit':'示例单位','policy':'nation','policyVersion':3,'totalHours':'90','publicHours':'30',"
            + "'professionalHours':'60','verdict':'met','judgement':{'lines':["
            + "{'category':'public','counted':'30'},{'category':'professional','counted':'60'}],"
            + "'duties':[{'of':'total','missing':'0'}],'met':true}}";

    private static Country country;

    @BeforeAll
    static void begin() {
        country = new Country(PaperStoryTest.class);
    }

    @AfterAll
    static void close() {
        country.close();
    }

    /** A certificate of this serial number, with its face. */
    private static RecordId issue(String serial) {
        RecordId certificate =
                country.author(JINING, "hour-certificate", "2026", HOLDER, CERTIFICATE.formatted(serial));
        country.author(JINING, "certificate-face", "2026", face(certificate).toString());
        return certificate;
    }

    private static ObjectNode face(RecordId certificate) {
        return CertificateFace.of(country.current(JINING, certificate).orElseThrow(), "示例甲")
                .content();
    }

    @Test
    void whateverNodeIsAskedTheQrCodeIsGenuineAndItsStatusIsWhatIsKnownThere() {
        String text = qr(issue("370800-2026-000001"));

        assertThat(status(JINING, text)).isEqualTo(new Status.Active());
        assertThat(status(SHANDONG, text)).isEqualTo(new Status.Active());
        assertThat(status(RENCHENG, text)).as("it was delivered back").isEqualTo(new Status.Active());
        assertThat(status(QUFU, text)).as("a neighbour").isEqualTo(new Status.NotHeld());
        assertThat(genuine(new Verifier(country.at(QUFU).directory()), text).status())
                .isEmpty();
    }

    @Test
    void afterARevocationThePaperIsStillGenuineAndNoLongerCounts() {
        RecordId certificate = issue("370800-2026-000002");
        String text = qr(certificate);
        ObjectNode content =
                country.current(JINING, certificate).orElseThrow().content().deepCopy();
        content.put("revokedOn", "2026-01-09").put("revocationReason", "学时记录有误");
        country.revise(JINING, certificate, Revision.of(content));
        country.revise(JINING, certificate, Revision.revoke());

        assertThat(status(SHANDONG, text))
                .isEqualTo(new Status.Revoked(Optional.of("2026-01-09"), Optional.of("学时记录有误")));
        assertThat(status(RENCHENG, text)).isInstanceOf(Status.Revoked.class);
    }

    @Test
    void aFaceThatShowsTheWholeNameIsNotTakenAnywhere() {
        RecordId certificate = issue("370800-2026-000003");

        Authored authored = country.draft(
                JINING,
                "certificate-face",
                "2026",
                Optional.empty(),
                face(certificate)
                        .put("serial", "370800-2026-000004")
                        .put("name", "示例甲")
                        .toString());

        assertThat(authored)
                .isInstanceOfSatisfying(
                        Authored.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(RefusalCode.SCHEMA));
    }

    private static String qr(RecordId certificate) {
        RecordId face = new RecordId(
                JINING,
                CertificateFace.KIND,
                NaturalKey.hash(
                        CertificateFace.KIND,
                        List.of(face(certificate).path("serial").asText()),
                        SUITE.hash()));
        return country.database(JINING)
                .read(tx -> QrText.of(
                        Prove.version(
                                        tx,
                                        Versions.current(tx, face, SUITE.hash()).orElseThrow(),
                                        SUITE.hash())
                                .orElseThrow(),
                        SUITE))
                .value();
    }

    private static Status status(NodeId at, String text) {
        Verifier verifier =
                new Verifier(country.at(at).directory(), new HeldCertificates(country.database(at), SUITE.hash()));
        return genuine(verifier, text).status().orElseThrow();
    }

    private static Answer.Genuine genuine(Verifier verifier, String text) {
        Answer answer = verifier.text(text);
        assertThat(answer).isInstanceOf(Answer.Genuine.class);
        return (Answer.Genuine) answer;
    }
}

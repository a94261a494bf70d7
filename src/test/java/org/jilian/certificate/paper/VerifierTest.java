package org.jilian.certificate.paper;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jilian.crypto.Certificates;
import org.jilian.directory.Directory;
import org.jilian.directory.LastGood;
import org.jilian.directory.Reset;
import org.jilian.directory.Revocation;
import org.jilian.ledger.Header;
import org.jilian.ledger.Outcome;
import org.jilian.ledger.Parcel;
import org.jilian.ledger.Place;
import org.jilian.record.Digest;
import org.jilian.record.RecordVersion;
import org.jilian.simulate.SampleFederation;
import org.jilian.simulate.SampleKeys;
import org.jilian.store.Database;
import org.jilian.store.Ledgers;
import org.jilian.store.Parcels;
import org.jilian.store.Versions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {
    private final Issued issued = Issued.under("intl");

    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void aDirectoryAloneTellsWhatIsGenuineAndAsOfWhen(String suite) {
        Issued some = Issued.under(suite);

        Answer.Genuine genuine =
                genuine(new Verifier(some.directory()).text(some.qr().value()));

        assertThat(genuine.seal().issuer()).isEqualTo(Issued.ISSUER);
        assertThat(genuine.seal().name().zh()).isEqualTo("节点370811");
        assertThat(genuine.seal().sealedAt()).isEqualTo(Issued.SEALED);
        assertThat(genuine.face().orElseThrow().name()).isEqualTo("示**");
        assertThat(genuine.face().orElseThrow().totals().all()).isEqualTo("90");
        assertThat(genuine.asOf()).isEqualTo(new Answer.AsOf(1, SampleKeys.BEGINNING));
        assertThat(genuine.status()).isEmpty();
    }

    @Test
    void anotherFederationAndANewerDirectoryAreUnknownHere() {
        String text = issued.qr().value();

        assertThat(new Verifier(issued.directory())
                        .text(QrText.of(otherFederation(), issued.suite).value()))
                .isInstanceOfSatisfying(
                        Answer.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("'elsewhere'"));
        Directory ofTheCityAlone = cityAlone();
        assertThat(new Verifier(ofTheCityAlone).text(text))
                .isInstanceOfSatisfying(
                        Answer.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("node 370811, is not in version 1"));
        assertThat(new Verifier(issued.directory())
                        .text(QrText.of(underVersion(9), issued.suite).value()))
                .isInstanceOfSatisfying(
                        Answer.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("get the newer one"));
    }

    private org.jilian.ledger.Proof otherFederation() {
        return sealed("elsewhere", 1, Issued.SEALED);
    }

    private org.jilian.ledger.Proof underVersion(int version) {
        return sealed("sample", version, Issued.SEALED);
    }

    private org.jilian.ledger.Proof sealed(String federation, int directory, Instant at) {
        Parcel parcel = new org.jilian.ledger.ParcelWriter(federation, issued.suite, List.of(issued.key()))
                .write(
                        new org.jilian.ledger.ParcelWriter.Continuation(
                                new Place(FaceProof.ledger(Issued.ISSUER), 1, 1), Optional.empty(), directory),
                        List.of(issued.face),
                        new byte[0],
                        at);
        return issued.proof(parcel, List.of(issued.face), 0);
    }

    private Directory cityAlone() {
        SampleFederation alone = new SampleFederation(issued.keys, Issued.CITY).node(Issued.CITY.value());
        alone.publish(SampleKeys.BEGINNING);
        return alone.directory();
    }

    @Test
    void aSignatureOutsideTheCertificatesTimeIsForged() {
        String text = QrText.of(sealed("sample", 1, Instant.parse("2001-01-01T00:00:00Z")), issued.suite)
                .value();

        assertThat(new Verifier(issued.directory()).text(text))
                .isInstanceOfSatisfying(
                        Answer.Forged.class,
                        forged -> assertThat(forged.reason()).startsWith("signer-not-yet-valid"));
    }

    @Test
    void underARevokedKeyALoneProofSendsToTheIssuer() {
        Answer answer = new Verifier(revoked(50)).text(issued.qr().value());

        assertThat(answer).isInstanceOfSatisfying(Answer.AskIssuer.class, ask -> {
            assertThat(ask.issuer()).isEqualTo(Issued.ISSUER);
            assertThat(ask.reason()).contains("revoked at 2026-11-21T00:00:00Z: stolen");
        });
    }

    @Test
    void underARevokedKeyAHeldLedgerTellsUpToItsLastGoodParcel() {
        try (Database database = Database.inMemory()) {
            Parcel parcel = issued.parcel(List.of(issued.face));
            String text = QrText.of(issued.proof(parcel, List.of(issued.face), 0), issued.suite)
                    .value();
            Register register = new HeldCertificates(database, issued.suite.hash());

            assertThat(new Verifier(revoked(50), register).text(text)).isInstanceOf(Answer.AskIssuer.class);
            hold(database, parcel);
            assertThat(new Verifier(revoked(50), register).text(text)).isInstanceOf(Answer.Genuine.class);
            assertThat(new Verifier(revoked(40), register).text(text))
                    .isInstanceOfSatisfying(
                            Answer.AskIssuer.class,
                            ask -> assertThat(ask.reason()).contains("beyond 40"));
        }
    }

    /** The issuer's key, with everything up to this sequence still counting. */
    private Directory revoked(long lastGood) {
        SampleFederation federation = issued.newFederation();
        LastGood last =
                new LastGood(1, lastGood, Optional.of(issued.suite.hash().of(new byte[] {1})));
        federation.change(draft -> draft.with(new Revocation(
                Certificates.fingerprint(issued.key().certificate()),
                Issued.ISSUER,
                Instant.parse("2026-11-21T00:00:00Z"),
                "stolen",
                List.of(new Reset(Issued.ISSUER, FaceProof.ledger(Issued.ISSUER).stream(), last, 2, "stolen")))));
        federation.publish(Instant.parse("2026-11-21T00:00:00Z"));
        return federation.directory();
    }

    private void hold(Database database, Parcel parcel) {
        Header header = Header.read(parcel.header());
        Digest digest = Header.digest(parcel.header(), issued.suite.hash());
        database.change(tx -> {
            long n = Ledgers.lock(tx, header.place().ledger()).n();
            Parcels.Key key =
                    new Parcels.Key(n, header.place().epoch(), header.place().sequence());
            Parcels.put(tx, key, digest, parcel, Issued.SEALED);
        });
    }

    @Test
    void aNodesDatabaseTellsWhatBecameOfTheCertificate() {
        try (Database database = Database.inMemory()) {
            Verifier verifier = new Verifier(issued.directory(), new HeldCertificates(database, issued.suite.hash()));
            RecordVersion revoked = issued.next(
                    issued.certificate,
                    "revoked",
                    content -> content.put("revokedOn", "2026-11-21").put("revocationReason", "学时记录有误"));
            RecordVersion replaced =
                    issued.next(issued.certificate, "revoked", content -> content.put("replacedBy", "370811-2026-7"));

            assertThat(status(verifier)).isEqualTo(new Status.NotHeld());
            current(database, issued.certificate);
            assertThat(status(verifier)).isEqualTo(new Status.Active());
            current(database, revoked);
            assertThat(status(verifier))
                    .isEqualTo(new Status.Revoked(Optional.of("2026-11-21"), Optional.of("学时记录有误")));
            current(database, replaced);
            assertThat(status(verifier)).isEqualTo(new Status.Superseded("370811-2026-7"));
        }
    }

    @Test
    void anotherCertificateOfTheSameSerialNumberContradicts() {
        try (Database database = Database.inMemory()) {
            current(database, issued.certificate(Issued.SERIAL, content -> content.put("unit", "另一示例单位")));

            assertThat(status(new Verifier(issued.directory(), new HeldCertificates(database, issued.suite.hash()))))
                    .isEqualTo(new Status.Contradicted());
        }
    }

    private Status status(Verifier verifier) {
        return genuine(verifier.text(issued.qr().value())).status().orElseThrow();
    }

    private static void current(Database database, RecordVersion version) {
        database.change(tx -> Versions.putCurrent(
                tx, List.of(new Versions.Held(version, Outcome.APPLIED, Optional.empty(), Optional.empty()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void aProofFileIsGenuineIfItsTotalsAreThoseOfItsLines(String suite) {
        Issued some = Issued.under(suite);

        Answer.Genuine genuine = genuine(new Verifier(some.directory()).file(some.file(some.certificate)));

        assertThat(genuine.certificate()).contains(some.certificate);
        assertThat(genuine.face()).isEmpty();
    }

    @Test
    void totalsThatAreNotTheSumOfTheLinesAreForgedWhoeverSigned() {
        assertForged(content -> content.put("totalHours", "96"), "totalHours should be 90, the sum");
        assertForged(content -> content.put("publicHours", "36"), "publicHours should be 30");
        assertForged(content -> content.put("professionalHours", "68"), "professionalHours should be 60");
        assertForged(content -> content.put("verdict", "short"), "verdict should be met by its duties, but is short");
        assertForged(content -> content.without("judgement"), "should list its lines");
        assertForged(
                content -> {
                    ((ObjectNode) content.path("judgement").path("lines").path(0)).put("counted", "1e9");
                    return content;
                },
                "decimals, but: '1e9'");
    }

    @Test
    void hoursCarriedInCountAsWell() {
        RecordVersion certificate = issued.certificate(Issued.SERIAL, content -> {
            ((ObjectNode) content.path("judgement").path("totals").path("carriedIn")).put("professional", "4.5");
            return content.put("professionalHours", "64.5").put("totalHours", "94.5");
        });

        assertThat(new Verifier(issued.directory()).file(issued.file(certificate)))
                .isInstanceOf(Answer.Genuine.class);
    }

    private void assertForged(java.util.function.UnaryOperator<ObjectNode> change, String reason) {
        byte[] file = issued.file(issued.certificate(Issued.SERIAL, change));

        assertThat(new Verifier(issued.directory()).file(file))
                .isInstanceOfSatisfying(
                        Answer.Forged.class,
                        forged -> assertThat(forged.reason()).contains(reason));
    }

    @Test
    void aFileOfARevokedVersionSaysSoByItself() {
        RecordVersion revoked =
                issued.next(issued.certificate, "revoked", content -> content.put("revokedOn", "2026-11-21"));

        assertThat(genuine(new Verifier(issued.directory()).file(issued.file(revoked)))
                        .status())
                .contains(new Status.Revoked(Optional.of("2026-11-21"), Optional.empty()));
    }

    @Test
    void whatIsNoProofOfACertificateIsUnreadable() {
        Verifier verifier = new Verifier(issued.directory());

        assertThat(verifier.text("https://example.org")).isInstanceOf(Answer.Unreadable.class);
        assertThat(verifier.file("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(Answer.Unreadable.class);
        assertThat(verifier.file(issued.file(issued.face)))
                .isInstanceOfSatisfying(
                        Answer.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains("should prove an hour certificate"));
    }

    @Test
    void oneSuiteNeverAcceptsWhatTheOtherMade() {
        Issued gm = Issued.under("gm");

        assertThat(new Verifier(issued.directory()).text(gm.qr().value())).isNotInstanceOf(Answer.Genuine.class);
        assertThat(new Verifier(issued.directory()).file(gm.file(gm.certificate)))
                .isInstanceOf(Answer.Unknown.class);
    }

    static Answer.Genuine genuine(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Genuine.class);
        return (Answer.Genuine) answer;
    }
}

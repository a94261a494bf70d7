package org.jilian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jilian.crypto.SigningKey;
import org.jilian.directory.Federation;
import org.jilian.directory.LastGood;
import org.jilian.directory.NodeCertificate;
import org.jilian.directory.Reset;
import org.jilian.directory.Revocation;
import org.jilian.directory.Use;
import org.jilian.ledger.Header;
import org.jilian.ledger.LedgerId;
import org.jilian.record.Digest;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RefusalCode;
import org.jilian.simulate.SampleKeys;
import org.jilian.store.Equivocations;
import org.jilian.store.Ledgers;
import org.jilian.store.Versions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One thing done to a parcel at a time: each has its own code in the audit trail, and none leaves a trace elsewhere. */
class TamperingTest {
    private static final LedgerId HOURS = Town.hoursOf(Town.COUNTY);
    private static final LedgerId SIBLINGS = Town.hoursOf(Town.SIBLING);

    private final Town town = new Town(getClass());
    private final byte[] genuine = new Forger(HOURS).frame(Forger.hour(Town.COUNTY, 'a'));

    @AfterEach
    void closeAndCompare() {
        assertThat(town.problem(Town.CITY)).isEmpty();
        assertThat(town.problem(Town.PROVINCE)).isEmpty();
        town.close();
    }

    @Test
    void theParcelThatIsTamperedWithHereIsSoundItself() {
        town.bring(Town.COUNTY, Town.CITY, genuine);
        town.settle();
        assertThat(town.refused(Town.CITY)).isEmpty();
        assertThat(town.held(Town.PROVINCE, id(Town.COUNTY, 'a'))).isPresent();
    }

    @Test
    void aChangedHeaderDoesNotVerify() {
        refused(RefusalCode.SIGNATURE, Forger.header(genuine, header -> header.put("count", 2)));
        refused(RefusalCode.SIGNATURE, Forger.header(genuine, header -> header.put("root", "00".repeat(32))));
        refused(RefusalCode.SIGNATURE, Forger.header(genuine, header -> header.put("directory", 0)));
        refused(RefusalCode.SIGNATURE, Forger.header(genuine, header -> header.put("recordBytes", 7)));
    }

    @Test
    void everyFlippedByteOfTheSignatureIsNoticed() {
        byte[] signature = Forger.part(genuine, 1);
        for (int i = 0; i < signature.length; i += 37) {
            byte[] flipped = signature.clone();
            flipped[i] ^= 0x20;
            town.bring(Town.COUNTY, Town.CITY, Forger.with(genuine, 1, flipped));
            assertThat(town.position(Town.CITY, HOURS)).as("byte %s flipped", i).isEmpty();
        }
        assertThat(town.refused(Town.CITY)).isNotEmpty().containsOnly(RefusalCode.SIGNATURE);
    }

    @Test
    void anAbsentSignatureIsNone() {
        refused(RefusalCode.SIGNATURE, Forger.with(genuine, 1, new byte[0]));
    }

    @Test
    void aSwappedSignatureDoesNotVerify() {
        byte[] other = new Forger(HOURS).frame(Forger.hour(Town.COUNTY, 'b'));
        refused(RefusalCode.SIGNATURE, Forger.with(genuine, 1, Forger.part(other, 1)));
    }

    @Test
    void aSwappedBodyIsNotTakenForTheSignedOne() {
        byte[] other = new Forger(HOURS).frame(Forger.hour(Town.COUNTY, 'b'));
        town.bring(Town.COUNTY, Town.CITY, Forger.with(genuine, 2, Forger.part(other, 2)));
        assertThat(town.held(Town.CITY, id(Town.COUNTY, 'a'))).isEmpty();
        assertThat(town.held(Town.CITY, id(Town.COUNTY, 'b'))).isEmpty();
        town.bring(Town.COUNTY, Town.CITY, genuine);
        assertThat(town.held(Town.CITY, id(Town.COUNTY, 'a'))).isPresent();
        assertThat(town.held(Town.CITY, id(Town.COUNTY, 'b'))).isEmpty();
    }

    @Test
    void aReplayFromAnotherFederationIsNone() {
        refused(
                RefusalCode.OTHER_FEDERATION,
                new Forger(HOURS).federation("another").frame(Forger.hour(Town.COUNTY, 'a')));
    }

    @Test
    void aChildDoesNotSpeakForItsSibling() {
        byte[] siblings = new Forger(SIBLINGS).frame(Forger.hour(Town.SIBLING, 'a'));
        refused(RefusalCode.NOT_ON_THIS_LINK, siblings);
        byte[] signedByChild = new Forger(SIBLINGS).signedBy(key(Town.COUNTY)).frame(Forger.hour(Town.SIBLING, 'a'));
        refused(RefusalCode.NOT_ON_THIS_LINK, signedByChild);
        town.bring(Town.SIBLING, Town.CITY, signedByChild);
        assertThat(town.refused(Town.CITY)).endsWith(RefusalCode.CERTIFICATE_UNKNOWN);
        assertThat(town.position(Town.CITY, SIBLINGS)).isEmpty();
    }

    @Test
    void aChildDoesNotSpeakForThoseAboveIt() {
        for (NodeId above : List.of(Town.CITY, Town.PROVINCE)) {
            LedgerId ledger = Town.ledger(above, "below." + above + "/hours");
            refused(RefusalCode.NOT_ON_THIS_LINK, new Forger(ledger).frame(Forger.hour(above, 'a')));
            refused(
                    RefusalCode.NOT_ON_THIS_LINK,
                    new Forger(ledger).signedBy(key(Town.COUNTY)).frame(Forger.hour(above, 'a')));
        }
    }

    @Test
    void whatIsForOthersIsNotTakenIn() {
        LedgerId ledger = Town.ledger(Town.COUNTY, "below.370811/hours");
        refused(RefusalCode.NOT_IN_REACH, new Forger(ledger).frame(Forger.hour(Town.COUNTY, 'a')));
        LedgerId strangers = Town.hoursOf(NodeId.of("999999"));
        refused(
                RefusalCode.UNKNOWN_NODE,
                new Forger(strangers).signedBy(key(Town.COUNTY)).frame(Forger.hour(Town.COUNTY, 'a')));
    }

    @Test
    void aCertificateCountsFromItsFirstDay() {
        byte[] early = new Forger(HOURS)
                .sealedAt(SampleKeys.BEGINNING.minus(Duration.ofDays(2)))
                .frame(Forger.hour(Town.COUNTY, 'a'));
        refused(RefusalCode.CERTIFICATE_EXPIRED, early);
    }

    @Test
    void anExpiredDirectoryLetsNobodySeal() {
        town.clock(SampleKeys.BEGINNING.plus(Duration.ofDays(400)));
        byte[] late = new Forger(HOURS)
                .sealedAt(SampleKeys.BEGINNING.plus(Duration.ofDays(399)))
                .frame(Forger.hour(Town.COUNTY, 'a'));
        refused(RefusalCode.DIRECTORY_EXPIRED, late);
    }

    @Test
    void aDirectoryThatHadExpiredLetsNobodySealThoughANewerOneIsInForce() {
        town.publish(draft -> {
            Federation same = draft.federation();
            return draft.with(new Federation(
                    same.identity(),
                    same.expires().plus(Duration.ofDays(400)),
                    same.trust(),
                    same.limits(),
                    same.sealing()));
        });
        Instant late = SampleKeys.BEGINNING.plus(Duration.ofDays(370));
        town.clock(late);
        refused(
                RefusalCode.DIRECTORY_EXPIRED,
                new Forger(HOURS).directory(1).sealedAt(late).frame(Forger.hour(Town.COUNTY, 'a')));
        town.bring(
                Town.COUNTY,
                Town.CITY,
                new Forger(HOURS).directory(2).sealedAt(late).frame(Forger.hour(Town.COUNTY, 'a')));
        assertThat(town.position(Town.CITY, HOURS))
                .map(Ledgers.Position::sequence)
                .contains(1L);
    }

    @Test
    void aParcelFromTheFutureWaitsUntilItIsDue() {
        byte[] early =
                new Forger(HOURS).sealedAt(Town.NOW.plus(Duration.ofHours(1))).frame(Forger.hour(Town.COUNTY, 'a'));
        town.bring(Town.COUNTY, Town.CITY, early);
        assertThat(town.position(Town.CITY, HOURS)).isEmpty();
        town.clock(Town.NOW.plus(Duration.ofHours(1)));
        town.bring(Town.COUNTY, Town.CITY, early);
        assertThat(town.position(Town.CITY, HOURS)).isPresent();
    }

    @Test
    void aCertificateThatTheDirectoryDoesNotListIsNobodys() {
        SigningKey sameName = new SampleKeys(Town.SUITE, new SecureRandom())
                .of(Town.COUNTY)
                .keys()
                .signing();
        refused(
                RefusalCode.CERTIFICATE_UNKNOWN,
                new Forger(HOURS).signedBy(sameName).frame(Forger.hour(Town.COUNTY, 'a')));
        refused(
                RefusalCode.CERTIFICATE_UNKNOWN,
                new Forger(HOURS).signedBy(key(Town.CITY)).frame(Forger.hour(Town.COUNTY, 'a')));
    }

    @Test
    void aRevokedCertificateCountsAsFarAsTheRevocationSays() {
        town.bring(Town.COUNTY, Town.CITY, genuine);
        town.settle();
        Digest last = Forger.digest(genuine);
        NodeCertificate certificate = Town.KEYS.of(Town.COUNTY).certificates().stream()
                .filter(each -> each.use() == Use.SIGN)
                .findFirst()
                .orElseThrow();
        town.publish(draft -> draft.with(new Revocation(
                certificate.fingerprint(),
                Town.COUNTY,
                Town.NOW,
                "stolen",
                List.of(new Reset(Town.COUNTY, HOURS.stream(), new LastGood(1, 1, Optional.of(last)), 2, "stolen")))));
        byte[] thiefs = new Forger(HOURS)
                .at(2, 1, Optional.of(last))
                .directory(town.directoryVersion())
                .frame(Forger.hour(Town.COUNTY, 'b'));
        town.bring(Town.COUNTY, Town.CITY, thiefs);
        // receipts under the revoked key are refused as well
        assertThat(town.refused(Town.CITY)).isNotEmpty().containsOnly(RefusalCode.CERTIFICATE_REVOKED);
        assertThat(town.held(Town.CITY, id(Town.COUNTY, 'a')))
                .as("what was signed before")
                .isPresent();
        assertThat(town.held(Town.CITY, id(Town.COUNTY, 'b'))).isEmpty();
    }

    @Test
    void whatDoesNotContinueTheLedgerIsRefused() {
        refused(
                RefusalCode.CHAIN,
                new Forger(HOURS).at(1, 1, Optional.of(Forger.digest(genuine))).frame(Forger.hour(Town.COUNTY, 'a')));
        refused(RefusalCode.EPOCH, new Forger(HOURS).at(2, 1, Optional.empty()).frame(Forger.hour(Town.COUNTY, 'a')));
        town.bring(Town.COUNTY, Town.CITY, genuine);
        Optional<Digest> last = Optional.of(Forger.digest(genuine));
        town.bring(
                Town.COUNTY,
                Town.CITY,
                new Forger(HOURS)
                        .at(1, 2, last)
                        .sealedAt(Town.NOW.minusSeconds(1))
                        .frame(Forger.hour(Town.COUNTY, 'b')));
        town.bring(
                Town.COUNTY,
                Town.CITY,
                new Forger(HOURS).at(1, 2, last).directory(0).frame(Forger.hour(Town.COUNTY, 'b')));
        town.bring(
                Town.COUNTY,
                Town.CITY,
                new Forger(HOURS).at(1, 2, Optional.empty()).frame(Forger.hour(Town.COUNTY, 'b')));
        assertThat(town.refused(Town.CITY))
                .endsWith(RefusalCode.BACKDATED, RefusalCode.DIRECTORY_FALLS, RefusalCode.CHAIN);
        assertThat(town.position(Town.CITY, HOURS).orElseThrow().sequence()).isEqualTo(1);
    }

    @Test
    void equivocationStopsTheLedgerAndASignedResetLetsItGoOn() {
        town.bring(Town.COUNTY, Town.CITY, genuine);
        town.settle();
        byte[] second = new Forger(HOURS).frame(Forger.hour(Town.COUNTY, 'b'));
        refused(RefusalCode.EQUIVOCATION, second);
        assertThat(town.database(Town.CITY).<Long>read(Equivocations::count)).isEqualTo(1);
        assertThat(town.position(Town.CITY, HOURS).orElseThrow().stopped()).isPresent();
        Optional<Digest> last = Optional.of(Forger.digest(genuine));
        refused(RefusalCode.STOPPED, new Forger(HOURS).at(1, 2, last).frame(Forger.hour(Town.COUNTY, 'c')));
        town.bring(Town.SIBLING, Town.CITY, new Forger(SIBLINGS).frame(Forger.hour(Town.SIBLING, 'a')));
        assertThat(town.held(Town.CITY, id(Town.SIBLING, 'a')))
                .as("other ledgers go on")
                .isPresent();

        town.publish(draft ->
                draft.with(new Reset(Town.COUNTY, HOURS.stream(), new LastGood(1, 1, last), 2, "two parcels under 1")));
        assertThat(town.position(Town.CITY, HOURS).orElseThrow().stopped()).isEmpty();
        town.bring(
                Town.COUNTY,
                Town.CITY,
                new Forger(HOURS)
                        .at(2, 1, last)
                        .directory(town.directoryVersion())
                        .frame(Forger.hour(Town.COUNTY, 'c')));
        town.settle();
        for (NodeId id : List.of(Town.CITY, Town.PROVINCE)) {
            assertThat(town.position(id, HOURS).orElseThrow().epoch()).isEqualTo(2);
            assertThat(town.held(id, id(Town.COUNTY, 'c'))).isPresent();
            assertThat(town.held(id, id(Town.COUNTY, 'b'))).isEmpty();
        }
    }

    @Test
    void aForgedSecondParcelStopsNobody() {
        town.bring(Town.COUNTY, Town.CITY, genuine);
        byte[] forged = new Forger(HOURS).signedBy(key(Town.SIBLING)).frame(Forger.hour(Town.COUNTY, 'b'));
        refused(RefusalCode.CERTIFICATE_UNKNOWN, forged);
        assertThat(town.position(Town.CITY, HOURS).orElseThrow().stopped()).isEmpty();
        assertThat(town.database(Town.CITY).<Long>read(Equivocations::count)).isZero();
    }

    @Test
    void aDecompressionBombIsRefusedByItsAnnouncement() {
        int size = 8 * 1024 * 1024;
        Header.Body body = new Header.Body(1, Town.SUITE.hash().of(new byte[0]), size);
        refused(RefusalCode.TOO_LARGE, new Forger(HOURS).frame(body, Zstd.compress(new byte[size], 19)));
        Header.Body larger = new Header.Body(1, Town.SUITE.hash().of(new byte[0]), Integer.MAX_VALUE);
        refused(RefusalCode.TOO_LARGE, new Forger(HOURS).frame(larger, Zstd.compress(new byte[size], 19)));
    }

    @Test
    void moreThanTheLimitsIsRefused() {
        Header.Body body = new Header.Body(5_001, Town.SUITE.hash().of(new byte[0]), 10_000);
        refused(RefusalCode.TOO_LARGE, new Forger(HOURS).frame(body, new byte[1_000]));
        refused(RefusalCode.TOO_LARGE, Forger.with(genuine, 3, new byte[17 * 1024 * 1024]));
    }

    @Test
    void anOversizedRecordIsRefusedAloneAndTheOthersAreTaken() {
        String noise = new java.util.Random(1)
                .ints(300_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        byte[] frame = new Forger(HOURS)
                .frame(
                        Forger.hour(Town.COUNTY, 'a'),
                        Forger.hour(
                                Town.COUNTY,
                                'b',
                                record -> IntStream.range(0, 6)
                                        .forEach(i -> record.withObject("/content")
                                                .put("x" + i, noise.substring(i * 50_000, (i + 1) * 50_000)))));
        town.bring(Town.COUNTY, Town.CITY, frame);
        assertThat(town.outcomes(Town.CITY, HOURS)).containsExactly("1/1 REFUSED TOO_LARGE");
        assertThat(town.held(Town.CITY, id(Town.COUNTY, 'a'))).isPresent();
    }

    @Test
    void whatIsNoParcelIsRefusedWithoutAFault() {
        refused(RefusalCode.BAD_FRAME, new byte[0]);
        refused(RefusalCode.BAD_FRAME, Forger.utf8("hello, is this a parcel at all?"));
        refused(RefusalCode.BAD_FRAME, org.jilian.ledger.Frame.join(List.of(new byte[0], new byte[0])));
        refused(RefusalCode.NOT_CANONICAL, Forger.with(genuine, 0, Forger.utf8("{}")));
        refused(RefusalCode.NOT_CANONICAL, Forger.with(genuine, 0, Forger.utf8("[".repeat(100_000))));
        byte[] spaced = Forger.utf8(" " + new String(Forger.part(genuine, 0), java.nio.charset.StandardCharsets.UTF_8));
        refused(RefusalCode.NOT_CANONICAL, Forger.with(genuine, 0, spaced));
    }

    @Test
    void everyKindOfMessageSurvivesNonsense() {
        for (Message.Type type : Message.Type.values()) {
            for (String nonsense : List.of("", "{}", "[]", "null", "\"x\"", "nonsense", "{\"a\":{\"a\":1}}")) {
                town.node(Town.CITY).receive(new Envelope(Town.COUNTY, new Message(type, Forger.utf8(nonsense))));
            }
        }
        assertThat(town.node(Town.CITY).refusals()).isPositive();
        town.bring(Town.COUNTY, Town.CITY, genuine);
        assertThat(town.held(Town.CITY, id(Town.COUNTY, 'a'))).isPresent();
    }

    /** The county brings it to its city, which refuses it, and holds no more records than before. */
    private void refused(RefusalCode code, byte[] frame) {
        long before = town.database(Town.CITY).read(Versions::count);
        int refusals = town.refused(Town.CITY).size();
        long counted = town.node(Town.CITY).refusals();
        town.bring(Town.COUNTY, Town.CITY, frame);
        assertThat(town.node(Town.CITY).refusals()).as("refused as %s", code).isEqualTo(counted + 1);
        List<RefusalCode> codes = town.refused(Town.CITY);
        // the same refusal of the same thing is written once an hour
        assertThat(codes.size()).isBetween(Math.max(1, refusals), refusals + 1);
        assertThat(codes).contains(code);
        if (codes.size() > refusals) {
            assertThat(codes).endsWith(code);
        }
        assertThat(town.database(Town.CITY).<Long>read(Versions::count)).isEqualTo(before);
    }

    private static RecordId id(NodeId author, char letter) {
        return RecordId.parse(author + ":hour-record:" + String.valueOf(letter).repeat(32));
    }

    private static SigningKey key(NodeId node) {
        return Town.KEYS.of(node).keys().signing();
    }
}

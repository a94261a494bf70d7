package org.jilian.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jilian.crypto.Suite;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;
import org.jilian.record.Stream;
import org.jilian.simulate.SampleKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers, receipts and proofs: exactly the fields of their format, each in its one form. */
class SignedDocumentsTest {
    private static final Suite SUITE = Suite.named("intl");
    private static final SampleKeys KEYS = new SampleKeys(SUITE, new SecureRandom());
    private static final NodeId COUNTY = NodeId.of("370811");
    private static final LedgerId LEDGER = new LedgerId(COUNTY, Stream.parse("above.370811/hours"));
    private static final Instant SEALED = Instant.parse("2026-01-31T08:00:00Z");

    @Test
    void aHeaderComesBackEqual() {
        for (Header header : List.of(header(Optional.empty()), header(Optional.of(digest(1))))) {
            assertThat(Header.read(header.write())).isEqualTo(header);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count",
                "directory",
                "epoch",
                "federation",
                "format",
                "origin",
                "recordBytes",
                "root",
                "sealedAt",
                "sequence",
                "stream"
            })
    void aHeaderHasEachOfItsFieldsInItsType(String field) {
        badHeader(document -> document.remove(field));
        badHeader(document -> document.putNull(field));
        badHeader(document -> document.putArray(field));
        badHeader(document -> document.put(field, -1));
        badHeader(document -> {
            if (document.get(field).isTextual()) {
                document.put(field, 7);
            } else {
                document.put(field, "7");
            }
        });
    }

    @Test
    void aHeaderHasNoFurtherFieldsAndNoOtherForm() {
        badHeader(document -> document.put("note", "x"));
        badHeader(document -> document.put("format", "jilian-parcel/2"));
        badHeader(document -> document.put("count", 0));
        badHeader(document -> document.put("sequence", 0));
        badHeader(document -> document.put("epoch", 0));
        badHeader(document -> document.put("recordBytes", 0));
        badHeader(document -> document.put("recordBytes", 1L << 31));
        badHeader(document -> document.put("root", "AB".repeat(32)));
        badHeader(document -> document.put("previous", "ab"));
        badHeader(document -> document.put("sealedAt", "2026-01-31T08:00:00.000Z"));
        badHeader(document -> document.put("sealedAt", "2026-01-31T16:00:00+08:00"));
        badHeader(document -> document.put("origin", "3708"));
        badHeader(document -> document.put("stream", "above.370811"));
        for (String text : List.of("[]", "null", "", "{}")) {
            byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            assertThatThrownBy(() -> Header.read(bytes)).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void aReceiptComesBackEqual() {
        Receipt receipt = receipt();
        assertThat(Receipt.read(receipt.write())).isEqualTo(receipt);
        assertThat(receipt.outcomesThrough()).isEqualTo(9);
    }

    @Test
    void aReceiptsOutcomesAreNumberedWithoutGaps() {
        badReceipt(document -> document.put("outcomesAfter", 6));
        badReceipt(document -> document.put("outcomesAfter", -1));
        badReceipt(document -> first(document).put("number", 9));
        badReceipt(document -> first(document).put("number", 0));
    }

    @Test
    void aReceiptHasNoOtherForm() {
        badReceipt(document -> document.put("format", "jilian-parcel/1"));
        badReceipt(document -> document.put("note", "x"));
        badReceipt(document -> document.remove("header"));
        badReceipt(document -> document.put("sequence", -1));
        badReceipt(document -> document.put("receiver", "x"));
        badReceipt(document -> first(document).put("outcome", "lost"));
        badReceipt(document -> first(document).put("outcome", "APPLIED "));
        badReceipt(document -> first(document).put("code", "NO_SUCH_CODE"));
        badReceipt(document -> first(document).remove("reason"));
        badReceipt(document -> first(document).put("index", -1));
        badReceipt(document -> first(document).put("note", "x"));
        badReceipt(document -> document.withArray("outcomes").add(7));
    }

    @Test
    void aReceiptCarriesAtMostItsNumberOfOutcomes() {
        List<RecordOutcome> outcomes = java.util.stream.LongStream.rangeClosed(1, Receipt.MAX_OUTCOMES + 1L)
                .mapToObj(number -> new RecordOutcome(number, 1, 1, 0, Outcome.HELD, null))
                .toList();
        Receipt full = new Receipt(
                "sample", COUNTY, new Place(LEDGER, 1, 1), digest(1), 0, outcomes.subList(0, 2_000), SEALED);
        assertThat(Receipt.read(full.write()).outcomes()).hasSize(Receipt.MAX_OUTCOMES);
        byte[] over = new Receipt("sample", COUNTY, new Place(LEDGER, 1, 1), digest(1), 0, outcomes, SEALED).write();
        assertThatThrownBy(() -> Receipt.read(over)).isInstanceOf(MalformedException.class);
    }

    @Test
    void aProofStandsAlone() {
        for (int index = 0; index < 5; index++) {
            Proof proof = proof(index);
            Proof read = Proof.read(CanonicalJson.read(CanonicalJson.write(proof.write())));
            assertThat(read.check(SUITE)).isInstanceOfSatisfying(Proof.Checked.Holds.class, holds -> {
                assertThat(holds.record().bytes()).isEqualTo(proof.record());
                assertThat(holds.header().place().ledger()).isEqualTo(LEDGER);
                assertThat(holds.signers()).hasSize(1);
            });
        }
    }

    @Test
    void aProofWithOneThingChangedIsBroken() {
        Proof good = proof(2);
        Proof other = proof(3);
        InclusionProof path = good.inclusion();
        broken(new Proof(other.record(), path, good.header(), good.signature()), RefusalCode.BODY);
        broken(new Proof(good.record(), other.inclusion(), good.header(), good.signature()), RefusalCode.BODY);
        InclusionProof larger = new InclusionProof(path.index(), path.size() + 1, path.path());
        broken(new Proof(good.record(), larger, good.header(), good.signature()), RefusalCode.BODY);
        byte[] signature = good.signature().clone();
        signature[signature.length - 5] ^= 1;
        broken(new Proof(good.record(), path, good.header(), signature), RefusalCode.SIGNATURE);
        byte[] header = CanonicalJson.write(((ObjectNode) CanonicalJson.read(good.header())).put("sequence", 8));
        broken(new Proof(good.record(), path, header, good.signature()), RefusalCode.SIGNATURE);
        broken(new Proof(good.record(), path, new byte[] {'x'}, good.signature()), RefusalCode.RECORD_FORM);
        broken(new Proof(new byte[] {'x'}, path, good.header(), good.signature()), RefusalCode.RECORD_FORM);
        broken(new Proof(good.record(), path, good.header(), new byte[0]), RefusalCode.SIGNATURE);
    }

    @Test
    void aProofHasNoOtherForm() {
        badProof(document -> document.put("format", "jilian-proof/2"));
        badProof(document -> document.remove("path"));
        badProof(document -> document.put("note", "x"));
        badProof(document -> document.put("index", -1));
        badProof(document -> document.put("size", 0));
        badProof(document -> document.put("signature", "*"));
        badProof(document -> document.withArray("path").add("00"));
        badProof(document -> {
            for (int i = 0; i < 33; i++) {
                document.withArray("path").add("00".repeat(32));
            }
        });
    }

    private static void badHeader(Consumer<ObjectNode> change) {
        byte[] bytes = changed(header(Optional.empty()).write(), change);
        assertThatThrownBy(() -> Header.read(bytes))
                .as(() -> new String(bytes, java.nio.charset.StandardCharsets.UTF_8))
                .isInstanceOf(MalformedException.class);
    }

    private static void badReceipt(Consumer<ObjectNode> change) {
        byte[] bytes = changed(receipt().write(), change);
        assertThatThrownBy(() -> Receipt.read(bytes))
                .as(() -> new String(bytes, java.nio.charset.StandardCharsets.UTF_8))
                .isInstanceOf(MalformedException.class);
    }

    private static void badProof(Consumer<ObjectNode> change) {
        ObjectNode document = proof(1).write();
        change.accept(document);
        assertThatThrownBy(() -> Proof.read(document)).isInstanceOf(MalformedException.class);
    }

    private static void broken(Proof proof, RefusalCode code) {
        assertThat(proof.check(SUITE))
                .isInstanceOfSatisfying(
                        Proof.Checked.Broken.class,
                        broken -> assertThat(broken.refusal().code()).isEqualTo(code));
    }

    private static byte[] changed(byte[] bytes, Consumer<ObjectNode> change) {
        ObjectNode document = (ObjectNode) CanonicalJson.read(bytes);
        change.accept(document);
        return CanonicalJson.write(document);
    }

    private static ObjectNode first(ObjectNode receipt) {
        return (ObjectNode) receipt.withArray("outcomes").get(0);
    }

    private static Header header(Optional<Digest> previous) {
        return new Header("sample", new Place(LEDGER, 1, 7), previous, 3, SEALED, new Header.Body(2, digest(2), 99));
    }

    private static Receipt receipt() {
        return new Receipt(
                "sample",
                NodeId.of("370800"),
                new Place(LEDGER, 1, 7),
                digest(3),
                7,
                List.of(
                        new RecordOutcome(
                                8, 1, 7, 0, Outcome.REFUSED, new Refusal(RefusalCode.SCHEMA, "学时 is missing")),
                        new RecordOutcome(9, 1, 7, 1, Outcome.HELD, null)),
                SEALED);
    }

    private static Proof proof(int index) {
        List<RecordVersion> records = SampleRecords.hours(SUITE.hash(), COUNTY, 5);
        Parcel parcel = new ParcelWriter(
                        "sample", SUITE, List.of(KEYS.of(COUNTY).keys().signing()))
                .write(
                        new ParcelWriter.Continuation(new Place(LEDGER, 1, 7), Optional.of(digest(6)), 3),
                        records,
                        new byte[0],
                        SEALED);
        MerkleTree tree =
                new MerkleTree(records.stream().map(RecordVersion::digest).toList(), SUITE.hash());
        return new Proof(records.get(index).bytes(), tree.proof(index), parcel.header(), parcel.signature());
    }

    private static Digest digest(int b) {
        return Digest.of(new byte[] {
            (byte) b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1
        });
    }
}

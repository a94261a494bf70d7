package org.jilian.certificate.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jilian.crypto.Suite;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Parcel;
import org.jilian.ledger.ParcelWriter;
import org.jilian.ledger.Place;
import org.jilian.ledger.Proof;
import org.jilian.record.CanonicalJson;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QrTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void whatIsReadIsByteForByteWhatWasSigned(String name) {
        Issued issued = Issued.under(name);
        Proof proof = issued.proof(issued.face);

        FaceProof read = new QrText(QrText.of(proof, issued.suite).value()).proof(issued.suite);

        assertThat(read.record().bytes()).isEqualTo(proof.record());
        assertThat(read.header().write()).isEqualTo(proof.header());
        assertThat(read.face().name()).isEqualTo("示**");
        assertThat(read.face().certificate()).isEqualTo(issued.certificate.digest());
    }

    /** The figures stand in docs/certificates.md. */
    @ParameterizedTest
    @CsvSource({"gm, 1", "intl, 1", "gm, 4000", "intl, 4000", "gm, 5000", "intl, 5000"})
    void usualOnesAreAsLongAsTheDocumentsSay(String name, int leaves) {
        Issued issued = Issued.under(name);
        List<RecordVersion> records = new ArrayList<>(Collections.nCopies(leaves, issued.certificate));
        records.set(leaves / 2, issued.face);

        QrText text = QrText.of(issued.proof(issued.parcel(records), records, leaves / 2), issued.suite);

        assertThat(text.value().length()).isEqualTo(leaves == 1 ? 274 : leaves == 4000 ? 791 : 834);
    }

    @ParameterizedTest
    @CsvSource({"gm, 1", "intl, 1", "gm, 4000", "intl, 4000", "gm, 5000", "intl, 5000"})
    void evenTheLongestFieldsFit(String name, int leaves) {
        Issued issued = Issued.under(name);
        Suite suite = issued.suite;
        NodeId author = NodeId.of("370811-abcdefghijklmnop");
        LedgerId ledger = FaceProof.ledger(author);
        CertificateFace face = new CertificateFace(
                "9".repeat(48),
                MaskedName.of("𠮷".repeat(60)).toString(),
                new CertificateFace.Totals("999999.99", "999999.98", "999999.97"),
                CertificateFace.Verdict.SHORT,
                issued.certificate.digest(),
                Optional.of(NodeId.of("370811-ponmlkjihgfedcba")));
        RecordVersion record = FaceProof.record(
                new FaceProof.Made(author, Issued.ISSUED, "9".repeat(64), Optional.of("2".repeat(64))), face, suite);
        List<RecordVersion> records = new ArrayList<>(Collections.nCopies(leaves, issued.certificate));
        records.set(leaves / 2, record);
        Parcel parcel = new ParcelWriter("f".repeat(64), suite, List.of(issued.key()))
                .write(
                        new ParcelWriter.Continuation(
                                new Place(ledger, CanonicalJson.MAX_INTEGER, CanonicalJson.MAX_INTEGER),
                                Optional.of(suite.hash().of(new byte[0])),
                                Integer.MAX_VALUE),
                        records,
                        new byte[0],
                        Issued.SEALED);

        QrText text = QrText.of(issued.proof(parcel, records, leaves / 2), suite);

        assertThat(text.value().length()).isEqualTo(leaves == 1 ? 636 : leaves == 4000 ? 1154 : 1196);
        assertThat(text.value().length()).isLessThanOrEqualTo(QrText.MAX_LENGTH);
    }

    @Test
    void aFaceThatSaysMoreThanAFaceHasNoQrCode() {
        Issued issued = Issued.under("intl");
        ObjectNode document = (ObjectNode) CanonicalJson.read(issued.face.bytes());

        refused(issued, document.deepCopy().put("division", "370812").put("subject", "1:" + "0".repeat(40)))
                .hasMessageContaining("no field but");
        refused(issued, document.deepCopy().put("status", "revoked"))
                .hasMessageContaining("field 'status' of a face's record should be \"active\", but is '\"revoked\"'");
        refused(issued, document.deepCopy().put("holder", "370800")).hasMessageContaining("field 'holder'");
        ObjectNode named = document.deepCopy();
        named.withObject("content").put("name", "示例甲");
        refused(issued, named).hasMessageContaining("name of a face should be one character and stars");
        ObjectNode more = document.deepCopy();
        more.withObject("content").put("unit", "示例单位");
        refused(issued, more).hasMessageContaining("fields of a face");
        assertThatThrownBy(() -> QrText.of(issued.proof(issued.certificate), issued.suite))
                .hasMessageContaining("kind of a face should be certificate-face, but is 'hour-certificate'");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(Issued issued, ObjectNode document) {
        RecordVersion record = RecordVersion.of(document, issued.suite.hash());
        return assertThatThrownBy(() -> QrText.of(issued.proof(record), issued.suite))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void aBrokenProofHasNoQrCode() {
        Issued issued = Issued.under("intl");
        Proof proof = issued.proof(issued.face);
        byte[] header = proof.header().clone();
        header[header.length - 3] ^= 1;

        assertThatThrownBy(() -> QrText.of(
                        new Proof(proof.record(), proof.inclusion(), header, proof.signature()), issued.suite))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("proof of a face should be whole");
    }

    @Test
    void everyMalformedTextIsRefusedByRule() {
        Issued issued = Issued.under("intl");
        String text = issued.qr().value();
        byte[] bytes = Base64.getUrlDecoder().decode(text.substring(QrText.PREFIX.length()));

        assertThatThrownBy(() -> new QrText("JL2:" + text.substring(4))).hasMessageContaining("beginning with JL1:");
        assertThatThrownBy(() -> new QrText(text + "A".repeat(1_200))).hasMessageContaining("at most 1200 characters");
        malformed(issued, text + "=").hasMessageContaining("base64url");
        malformed(issued, text.substring(0, 40) + " " + text.substring(41)).hasMessageContaining("base64url");
        malformed(issued, Arrays.copyOf(bytes, bytes.length - 1))
                .hasMessageContaining("signature should be 64 bytes, but is '63 bytes before the end'");
        malformed(issued, Arrays.copyOf(bytes, bytes.length + 1))
                .hasMessageContaining("compact proof should be at its end, but is '1 bytes before it'");
        malformed(issued, with(bytes, 0, 64 | bytes[0])).hasMessageContaining("flags of a compact proof");
        malformed(issued, with(bytes, 0, 32 | bytes[0])).hasMessageContaining("bit 32 only with bit 16");
        malformed(issued, with(bytes, 0, bytes[0] & ~1))
                .hasMessageContaining("suite of a compact proof should be intl");
        malformed(issued, with(bytes, 1, 0)).hasMessageContaining("length of the federation should be 1 to 64");
        malformed(issued, with(bytes, 1, 200)).hasMessageContaining("length of the federation should be 1 to 64");
        malformed(issued, with(bytes, 2, 0xff)).hasMessageContaining("federation should be UTF-8");
        malformed(issued, with(bytes, 9, 'x')).hasMessageContaining("node id");
        int epoch = 1 + 1 + "sample".length() + 1 + 6;
        malformed(issued, with(bytes, epoch, 0)).hasMessageContaining("epoch should be 1 to");
        malformed(issued, replaced(bytes, epoch, 0x81, 0x00))
                .hasMessageContaining("epoch should be in its shortest form");
        malformed(issued, replaced(bytes, epoch, -1, -1, -1, -1, -1, -1, -1, -1, 1))
                .hasMessageContaining("epoch should be at most 8 bytes");
        malformed(issued, new byte[0]).hasMessageContaining("1 bytes, but is '0 bytes before the end'");
    }

    private static byte[] with(byte[] bytes, int at, int octet) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) octet;
        return changed;
    }

    /** With several bytes in place of one. */
    private static byte[] replaced(byte[] bytes, int at, int... by) {
        byte[] changed = new byte[bytes.length - 1 + by.length];
        System.arraycopy(bytes, 0, changed, 0, at);
        for (int i = 0; i < by.length; i++) {
            changed[at + i] = (byte) by[i];
        }
        System.arraycopy(bytes, at + 1, changed, at + by.length, bytes.length - at - 1);
        return changed;
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> malformed(Issued issued, byte[] bytes) {
        return malformed(
                issued, QrText.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> malformed(Issued issued, String text) {
        return assertThatThrownBy(() -> new QrText(text).proof(issued.suite)).isInstanceOf(MalformedException.class);
    }

    @Test
    void aNameShowsItsFirstCharacterAndNoMore() {
        assertThat(MaskedName.of("示例")).hasToString("示*");
        assertThat(MaskedName.of("示例甲乙")).hasToString("示***");
        assertThat(MaskedName.of("示")).hasToString("示*");
        assertThat(MaskedName.of("𠮷例")).hasToString("𠮷*");
        assertThat(MaskedName.of("Example Person")).hasToString("E" + "*".repeat(13));
        assertThat(MaskedName.of("长".repeat(90)).stars()).isEqualTo(39);
        assertThatThrownBy(() -> MaskedName.of("")).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> MaskedName.of("*例")).isInstanceOf(MalformedException.class);
    }
}

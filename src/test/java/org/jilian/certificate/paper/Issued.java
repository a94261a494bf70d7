package org.jilian.certificate.paper;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jilian.crypto.SigningKey;
import org.jilian.crypto.Suite;
import org.jilian.directory.Directory;
import org.jilian.directory.Line;
import org.jilian.exchange.proof.ProofFile;
import org.jilian.ledger.Frame;
import org.jilian.ledger.Header;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.MerkleTree;
import org.jilian.ledger.Parcel;
import org.jilian.ledger.ParcelWriter;
import org.jilian.ledger.Place;
import org.jilian.ledger.Proof;
import org.jilian.ledger.Records;
import org.jilian.record.KindName;
import org.jilian.record.NaturalKey;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Stream;
import org.jilian.simulate.SampleFederation;
import org.jilian.simulate.SampleKeys;

/** A federation of two nodes of which the lower one issues certificates to invented people. */
final class Issued {
    static final NodeId ISSUER = NodeId.of("370811");
    static final NodeId CITY = NodeId.of("370800");
    static final Instant ISSUED = Instant.parse("2026-11-20T08:00:00Z");
    static final Instant SEALED = Instant.parse("2026-11-20T08:05:00Z");
    static final String SERIAL = "370811-2026-000001";
    static final String HOLDER = "示例甲";

    private static final LedgerId LEDGER = new LedgerId(ISSUER, Stream.parse("above.370811/certificates"));
    private static final Map<String, Issued> BY_SUITE = new ConcurrentHashMap<>();

    final Suite suite;
    final SampleKeys keys;
    final SampleFederation federation;
    final RecordVersion certificate;
    final RecordVersion face;

    private Issued(String name) {
        suite = Suite.named(name);
        keys = new SampleKeys(suite, new SecureRandom());
        federation = newFederation();
        certificate = certificate(SERIAL, content -> content);
        face = face(certificate);
    }

    /** The same each time: keys take a while. */
    static Issued under(String suite) {
        return BY_SUITE.computeIfAbsent(suite, Issued::new);
    }

    /** One of the same keys that may go its own way. */
    SampleFederation newFederation() {
        SampleFederation made = new SampleFederation(keys, CITY)
                .node(CITY.value())
                .node(ISSUER.value())
                .link(ISSUER.value(), CITY.value(), Line.GOVERNMENT, "certificates");
        made.publish(SampleKeys.BEGINNING);
        return made;
    }

    Directory directory() {
        return federation.directory();
    }

    SigningKey key() {
        return keys.of(ISSUER).keys().signing();
    }

    RecordVersion certificate(String serial, UnaryOperator<ObjectNode> change) {
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("serial", serial)
                .put("delegation", "WT-2026-01")
                .put("issuedOn", "2026-11-20")
                .put("unit", "示例单位")
                .put("policy", "nation")
                .put("policyVersion", 3)
                .put("totalHours", "90")
                .put("publicHours", "30")
                .put("professionalHours", "60")
                .put("verdict", "met");
        content.set("judgement", judgement());
        return RecordVersion.of(document(CertificateFace.CERTIFICATE, serial, change.apply(content)), suite.hash());
    }

    static ObjectNode judgement() {
        ObjectNode judgement = JsonNodeFactory.instance.objectNode();
        ArrayNode lines = judgement.putArray("lines");
        line(lines, "public", "24", "24");
        line(lines, "public", "12", "6");
        line(lines, "professional", "60", "60");
        line(lines, "professional", "8", "0");
        ObjectNode totals = judgement.putObject("totals").put("all", "90");
        totals.putObject("lines").put("public", "30").put("professional", "60");
        totals.putObject("carriedIn");
        judgement
                .putArray("duties")
                .addObject()
                .put("of", "total")
                .put("least", "90")
                .put("counted", "90")
                .put("missing", "0");
        return judgement.put("met", true);
    }

    private static void line(ArrayNode lines, String category, String hours, String counted) {
        ObjectNode line = lines.addObject()
                .put("record", "370811:hour-record:" + "a".repeat(32))
                .put("version", 1)
                .put("category", category)
                .put("counted", counted);
        if (!hours.equals(counted)) {
            line.put("hours", hours);
        }
    }

    RecordVersion face(RecordVersion of) {
        CertificateFace made = CertificateFace.of(of, HOLDER);
        return RecordVersion.of(document(CertificateFace.KIND, made.serial(), made.content()), suite.hash());
    }

    ObjectNode document(KindName kind, String serial, ObjectNode content) {
        String key = NaturalKey.hash(kind, List.of(serial), suite.hash());
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("at", ISSUED.toString())
                .put("author", ISSUER.value())
                .put("division", "370811")
                .put("holder", ISSUER.value())
                .put("id", new RecordId(ISSUER, kind, key).toString())
                .put("kind", kind.value())
                .put("period", "2026")
                .put("status", "active")
                .put("version", 1);
        document.set("content", content);
        document.putArray("streams").add(LEDGER.stream().toString());
        return document;
    }

    /** The next version, as its issuer writes it. */
    RecordVersion next(RecordVersion before, String status, UnaryOperator<ObjectNode> change) {
        ObjectNode document = document(
                before.kind(),
                before.content().path("serial").textValue(),
                change.apply(before.content().deepCopy()));
        document.put("version", before.version() + 1)
                .put("previous", before.digest().toString())
                .put("status", status)
                .put("at", SEALED.toString());
        return RecordVersion.of(document, suite.hash());
    }

    Parcel parcel(List<RecordVersion> records) {
        Place place = new Place(LEDGER, 1, 41);
        Optional<org.jilian.record.Digest> previous = Optional.of(suite.hash().of(new byte[0]));
        return new ParcelWriter("sample", suite, List.of(key()))
                .write(new ParcelWriter.Continuation(place, previous, 1), records, new byte[0], SEALED);
    }

    /** Of the last of several records, so that the path has both left and right siblings. */
    Proof proof(RecordVersion record) {
        List<RecordVersion> records = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            records.add(certificate("370811-2026-9" + i, content -> content));
        }
        records.add(3, record);
        return proof(parcel(records), records, 3);
    }

    Proof proof(Parcel parcel, List<RecordVersion> records, int index) {
        MerkleTree tree =
                new MerkleTree(records.stream().map(RecordVersion::digest).toList(), suite.hash());
        return new Proof(records.get(index).bytes(), tree.proof(index), parcel.header(), parcel.signature());
    }

    QrText qr() {
        return QrText.of(proof(face), suite);
    }

    byte[] file(RecordVersion of) {
        ProofFile file = new ProofFile(
                suite.name(), proof(of), 1, inDirectory("federation", ""), inDirectory("node", "370811"), List.of());
        return ProofFile.bytes(file.write());
    }

    private Proof inDirectory(String kind, String node) {
        List<byte[]> parts = Frame.split(federation.parcels().get(0), 4);
        List<RecordVersion> records =
                Records.unpack(parts.get(2), Header.read(parts.get(0)).body().recordBytes()).stream()
                        .map(bytes -> RecordVersion.read(bytes, suite.hash()))
                        .toList();
        int index = 0;
        while (!records.get(index).kind().value().equals(kind)
                || !node.isEmpty()
                        && !records.get(index).content().path("node").asText().equals(node)) {
            index++;
        }
        return proof(new Parcel(parts.get(0), parts.get(1), parts.get(2), parts.get(3)), records, index);
    }

    CertificatePage page() {
        return page(HOLDER);
    }

    CertificatePage page(String holder) {
        return new CertificatePage(
                SERIAL,
                new CertificatePage.Holder(holder, "11010519491231002X", "示例单位（虚构）"),
                new CertificatePage.Result(
                        "2026年度",
                        "国家规定：每年不少于90学时，专业科目不少于三分之二（nation，第3版）",
                        new CertificateFace.Totals("90", "30", "60"),
                        CertificateFace.Verdict.MET,
                        List.of()),
                List.of(
                        new CertificatePage.Line("数字经济与人才发展", "公需科目", "24", "24", ""),
                        new CertificatePage.Line("生态文明建设专题", "公需科目", "12", "6", "公需科目每周期最多计30学时，6学时不计入，不属违规"),
                        new CertificatePage.Line("岗位专业能力提升研修班", "专业科目", "60", "60", ""),
                        new CertificatePage.Line("岗位专业能力提升研修班（第二期）", "专业科目", "8", "0", "不计入：与记录a3f9为同一活动")),
                new CertificatePage.Issue("示例区人力资源和社会保障局", LocalDate.of(2026, 11, 20), "WT-2026-01"),
                qr(),
                file(certificate));
    }
}

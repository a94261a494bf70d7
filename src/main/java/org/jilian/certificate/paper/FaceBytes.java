package org.jilian.certificate.paper;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jilian.crypto.BareSignature;
import org.jilian.crypto.Suite;
import org.jilian.ledger.Header;
import org.jilian.ledger.InclusionProof;
import org.jilian.ledger.LedgerId;
import org.jilian.ledger.Place;
import org.jilian.record.Digest;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Stream;

/** The bytes of a {@link FaceProof}, in the order that {@code docs/wire.md} tables them. */
final class FaceBytes {
    /** Bits of the first byte; the others are 0. */
    private static final int INTL = 1;

    private static final int MET = 2;
    private static final int PREVIOUS = 4;
    private static final int PERIOD = 8;
    private static final int DELIVERED = 16;
    /** The proof is of the ledger for whom it is delivered to, not of that for the levels above. */
    private static final int DOWN = 32;

    private static final int ALL = INTL | MET | PREVIOUS | PERIOD | DELIVERED | DOWN;

    /** 9999-12-31T23:59:59Z: records and signatures know no later second. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /** In hundredths: 999,999.99. */
    private static final long MOST_HOURS = 99_999_999;

    private static final int PLACES = 2;

    private FaceBytes() {}

    static byte[] write(FaceProof proof, Suite suite) {
        Header header = proof.header();
        RecordVersion record = proof.record();
        CertificateFace face = proof.face();
        int flags = suite.name().equals("intl") ? INTL : 0;
        flags |= face.verdict() == CertificateFace.Verdict.MET ? MET : 0;
        flags |= header.previous().isPresent() ? PREVIOUS : 0;
        flags |= record.period().isPresent() ? PERIOD : 0;
        flags |= face.deliverTo().isPresent() ? DELIVERED : 0;
        flags |= header.place().ledger().stream().direction() == Stream.Direction.TO ? DOWN : 0;

        CompactWriter out = new CompactWriter()
                .octet(flags)
                .text(header.federation())
                .text(header.place().ledger().origin().value())
                .number(header.place().epoch())
                .number(header.place().sequence());
        header.previous().ifPresent(out::digest);
        out.number(header.directory())
                .number(seconds(header.sealedAt()))
                .number(header.body().count())
                .number(proof.inclusion().index())
                .number(header.body().recordBytes());

        out.text(record.division());
        record.period().ifPresent(out::text);
        MaskedName name = MaskedName.read(face.name());
        out.number(seconds(record.at()))
                .text(face.serial())
                .text(name.first())
                .octet(name.stars())
                .number(hundredths(face.totals().all()))
                .number(hundredths(face.totals().publicHours()))
                .number(hundredths(face.totals().professional()))
                .digest(face.certificate());
        face.deliverTo().ifPresent(to -> out.text(to.value()));

        proof.inclusion().path().forEach(out::digest);
        return out.bytes(proof.signature().bytes()).written();
    }

    static FaceProof read(byte[] bytes, Suite suite) {
        CompactReader in = new CompactReader(bytes);
        int flags = in.octet("flags of a compact proof");
        if ((flags & ~ALL) != 0) {
            throw new MalformedException("flags of a compact proof", "of the bits 1, 2, 4, 8, 16, 32", flags + "");
        }
        String named = (flags & INTL) == 0 ? "gm" : "intl";
        if (!named.equals(suite.name())) {
            throw new MalformedException("suite of a compact proof", suite.name(), named);
        }
        String federation = in.text("federation");
        NodeId origin = new NodeId(in.text("origin"));
        long epoch = in.number("epoch");
        long sequence = in.number("sequence");
        Optional<Digest> previous =
                (flags & PREVIOUS) == 0 ? Optional.empty() : Optional.of(in.digest("previous header"));
        int directory = in.small("directory version", 0);
        Instant sealedAt = instant(in, "time of sealing");
        int count = in.small("number of records", 1);
        long index = in.number("index of the record", 0, count - 1L);
        int recordBytes = in.small("size of the records", 1);

        RecordVersion record = record(in, flags, origin, suite);

        Place place = new Place(ledger(flags, record), epoch, sequence);

        List<Digest> path = new ArrayList<>();
        for (int i = InclusionProof.pathLength(index, count); i > 0; i--) {
            path.add(in.digest("path"));
        }
        BareSignature signature = BareSignature.read(in.bytes("signature", BareSignature.SIZE));
        in.end();

        InclusionProof inclusion = new InclusionProof(index, count, path);
        Digest root = inclusion.root(record.digest(), suite.hash()).orElseThrow();
        Header.Body body = new Header.Body(count, root, recordBytes);
        Header header = new Header(federation, place, previous, directory, sealedAt, body);
        return new FaceProof(record, header, inclusion, signature);
    }

    private static LedgerId ledger(int flags, RecordVersion record) {
        if ((flags & DOWN) == 0) {
            return FaceProof.ledger(record.author());
        }
        NodeId to = CertificateFace.read(record)
                .deliverTo()
                .orElseThrow(() ->
                        new MalformedException("flags of a compact proof", "bit 32 only with bit 16", flags + ""));
        return FaceProof.ledger(record.author(), to);
    }

    private static RecordVersion record(CompactReader in, int flags, NodeId origin, Suite suite) {
        String division = in.text("division");
        Optional<String> period = (flags & PERIOD) == 0 ? Optional.empty() : Optional.of(in.text("period"));
        FaceProof.Made made = new FaceProof.Made(origin, instant(in, "time of issue"), division, period);
        CertificateFace face = new CertificateFace(
                in.text("serial number"),
                new MaskedName(in.text("first character of the name"), in.octet("stars of the name")).toString(),
                new CertificateFace.Totals(
                        hours(in, "hours in all"), hours(in, "public hours"), hours(in, "other hours")),
                (flags & MET) == 0 ? CertificateFace.Verdict.SHORT : CertificateFace.Verdict.MET,
                in.digest("digest of the certificate"),
                (flags & DELIVERED) == 0 ? Optional.empty() : Optional.of(NodeId.of(in.text("delivered to"))));
        return FaceProof.record(made, face, suite);
    }

    private static long seconds(Instant instant) {
        if (instant.getNano() != 0 || instant.getEpochSecond() < 0 || instant.getEpochSecond() > LAST_SECOND) {
            throw new MalformedException(
                    "instant in a compact proof", "in whole seconds of the years 1970 to 9999", instant.toString());
        }
        return instant.getEpochSecond();
    }

    private static Instant instant(CompactReader in, String part) {
        return Instant.ofEpochSecond(in.number(part, 0, LAST_SECOND));
    }

    private static long hundredths(String hours) {
        return new BigDecimal(hours).movePointRight(PLACES).longValueExact();
    }

    private static String hours(CompactReader in, String part) {
        long hundredths = in.number(part, 0, MOST_HOURS);
        return hundredths == 0
                ? "0"
                : BigDecimal.valueOf(hundredths, PLACES).stripTrailingZeros().toPlainString();
    }
}

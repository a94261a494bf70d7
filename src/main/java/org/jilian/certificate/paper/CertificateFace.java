package org.jilian.certificate.paper;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jilian.record.Digest;
import org.jilian.record.KindName;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;

/**
 * What a certificate's QR code says by itself (证书摘要): little, and of the holder's name the first character alone. Its
 * digest is that of version 1 of the certificate, so that the two belong together for ever, whatever becomes of it.
 */
public record CertificateFace(
        String serial, String name, Totals totals, Verdict verdict, Digest certificate, Optional<NodeId> deliverTo) {
    public static final KindName KIND = new KindName("certificate-face");

    /** The kind of record that a face is of. */
    public static final KindName CERTIFICATE = new KindName("hour-certificate");

    private static final Pattern SERIAL = Pattern.compile("[0-9A-Z-]{1,48}");
    private static final Pattern HOURS = Pattern.compile("(0|[1-9][0-9]{0,5})(\\.[0-9]{0,1}[1-9])?");
    private static final Set<String> FIELDS =
            Set.of("serial", "name", "total", "public", "professional", "verdict", "certificate");

    /** Names who gets the face back with the certificate, if that is not the issuer. */
    private static final String DELIVER_TO = "deliverTo";

    /** Hours as decimals of at most two places: in all, of public and of professional subjects (总学时、公需、专业). */
    public record Totals(String all, String publicHours, String professional) {
        public Totals {
            hours("total", all);
            hours("public", publicHours);
            hours("professional", professional);
        }

        private static void hours(String field, String value) {
            expect(HOURS.matcher(value).matches(), field + " hours", "a decimal such as 90 or 4.5", value);
        }
    }

    /** Whether the year's duty is met (达标). */
    public enum Verdict {
        MET("met"),
        SHORT("short");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        static Verdict parse(String word) {
            expect(word.equals(MET.word) || word.equals(SHORT.word), "verdict", "met or short", word);
            return word.equals(MET.word) ? MET : SHORT;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    public CertificateFace {
        expect(SERIAL.matcher(serial).matches(), "serial number", "1 to 48 of 0-9 A-Z -", serial);
        MaskedName.read(name);
    }

    /**
     * The face of a certificate that is issued now.
     *
     * @param certificate its version 1
     * @param holder the holder's name in full
     * @throws MalformedException if this is no version 1 of an hour certificate, or it lacks what a face says
     */
    public static CertificateFace of(RecordVersion certificate, String holder) {
        expect(
                certificate.kind().equals(CERTIFICATE),
                "kind of a certificate",
                CERTIFICATE + "",
                certificate.kind() + "");
        expect(certificate.version() == 1, "version that a face is of", "1", certificate.version() + "");
        ObjectNode content = certificate.content();
        return new CertificateFace(
                text(content, "serial"),
                MaskedName.of(holder).toString(),
                new Totals(
                        text(content, "totalHours"), text(content, "publicHours"), text(content, "professionalHours")),
                Verdict.parse(text(content, "verdict")),
                certificate.digest(),
                deliverTo(content));
    }

    /** Why a certificate of this holder that says these hours could have no face, if so; it repeats nothing of the name. */
    public static Optional<String> obstacle(String holder, String all, String publicHours, String professional) {
        try {
            MaskedName.of(holder);
        } catch (MalformedException e) {
            // its message shows the first character, which may be one that no terminal should get
            return Optional.of(
                    "the holder's name should begin with a character that can be shown and is no star, but does"
                            + " not: correct the registration");
        }
        try {
            new Totals(all, publicHours, professional);
            return Optional.empty();
        } catch (MalformedException e) {
            return Optional.of(String.valueOf(e.getMessage()) + ": correct the hour records");
        }
    }

    /** @throws MalformedException if the record is no face, or a field of it has another form */
    public static CertificateFace read(RecordVersion record) {
        expect(record.kind().equals(KIND), "kind of a face", KIND + "", record.kind() + "");
        ObjectNode content = record.content();
        Set<String> fields = new HashSet<>();
        content.fieldNames().forEachRemaining(fields::add);
        fields.remove(DELIVER_TO);
        expect(
                fields.equals(FIELDS),
                "fields of a face",
                FIELDS.stream().sorted().toList() + "",
                fields + "");
        return new CertificateFace(
                text(content, "serial"),
                text(content, "name"),
                new Totals(text(content, "total"), text(content, "public"), text(content, "professional")),
                Verdict.parse(text(content, "verdict")),
                Digest.parse(text(content, "certificate")),
                deliverTo(content));
    }

    private static Optional<NodeId> deliverTo(ObjectNode content) {
        return content.has(DELIVER_TO) ? Optional.of(NodeId.of(text(content, DELIVER_TO))) : Optional.empty();
    }

    /** The content of its record, kind {@code certificate-face}. */
    public ObjectNode content() {
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("serial", serial)
                .put("name", name)
                .put("total", totals.all())
                .put("public", totals.publicHours())
                .put("professional", totals.professional())
                .put("verdict", verdict.toString())
                .put("certificate", certificate.toString());
        deliverTo.ifPresent(to -> content.put(DELIVER_TO, to.value()));
        return content;
    }

    static String text(ObjectNode content, String field) {
        expect(content.path(field).isTextual(), "field '" + field + "'", "a text", content.path(field) + "");
        return content.path(field).textValue();
    }

    static void expect(boolean holds, String subject, String expected, String actual) {
        if (!holds) {
            throw new MalformedException(subject, expected, actual);
        }
    }
}

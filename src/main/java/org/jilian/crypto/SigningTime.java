package org.jilian.crypto;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERUTCTime;
import org.jilian.record.MalformedException;

/**
 * One instant has one encoding (RFC 5652 §11.3): whole seconds in UTC, as UTCTime from 1950 to 2049, else as
 * GeneralizedTime.
 */
final class SigningTime {
    private static final int FIRST = 1950;
    private static final int LAST = 2049;

    private static final DateTimeFormatter LONG =
            format(new DateTimeFormatterBuilder().appendValue(ChronoField.YEAR, 4));
    private static final DateTimeFormatter SHORT =
            format(new DateTimeFormatterBuilder().appendValueReduced(ChronoField.YEAR, 2, 2, FIRST));

    private SigningTime() {}

    /** A fraction of a second is cut off. */
    static ASN1Primitive encode(Instant instant) {
        LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        return utc.getYear() >= FIRST && utc.getYear() <= LAST
                ? new DERUTCTime(SHORT.format(utc))
                : new DERGeneralizedTime(LONG.format(utc));
    }

    /** @throws MalformedException if the value is not what {@link #encode} makes */
    static Instant decode(ASN1Encodable value) {
        ASN1Primitive primitive = value.toASN1Primitive();
        if (primitive instanceof ASN1UTCTime utc) {
            return decode(primitive, utc.toString(), SHORT);
        }
        if (primitive instanceof ASN1GeneralizedTime generalized) {
            return decode(primitive, generalized.getTimeString(), LONG);
        }
        throw new MalformedException(
                "signing time",
                "a UTCTime or GeneralizedTime",
                primitive.getClass().getSimpleName());
    }

    private static Instant decode(ASN1Primitive primitive, String text, DateTimeFormatter format) {
        try {
            Instant instant = LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC);
            if (encode(instant).equals(primitive)) {
                return instant;
            }
        } catch (DateTimeException e) {
            throw new MalformedException("signing time", "yyMMddHHmmssZ or yyyyMMddHHmmssZ", text);
        }
        throw new MalformedException("signing time", "a UTCTime from 1950 to 2049", text);
    }

    private static DateTimeFormatter format(DateTimeFormatterBuilder year) {
        return year.appendPattern("MMddHHmmss'Z'").toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }
}

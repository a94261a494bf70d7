package org.jilian.directory;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.jilian.record.MalformedException;
import org.jilian.record.NodeId;

/** {@code federation.yaml}: who the federation is, how long a version lives, and the limits that differ from wire.md's. */
final class FederationFile {
    private FederationFile() {}

    static Federation federation(Yaml file, Trust trust, Instant now) {
        file.only("federation", "name", "suite", "root", "expires-after", "limits", "sealing");
        Duration life = file.required("expires-after").as(FederationFile::duration);
        Federation federation = file.checked(() -> new Federation(
                new Federation.Identity(
                        file.required("federation").as(Function.identity()),
                        name(file.required("name")),
                        file.required("suite").as(Function.identity()),
                        file.required("root").as(NodeId::new)),
                now.plus(life).truncatedTo(ChronoUnit.SECONDS),
                trust,
                file.optional("limits").map(FederationFile::limits).orElse(Limits.STANDARD),
                file.optional("sealing").map(FederationFile::sealing).orElse(Sealing.STANDARD)));
        // what is outside the protocol's ranges is told here, with its file, and not only by those who receive it
        return file.checked(() -> Federation.read(new Fields("federation", federation.write())));
    }

    static Name name(Yaml yaml) {
        yaml.only("zh", "en");
        return new Name(
                yaml.required("zh").as(Function.identity()), yaml.required("en").as(Function.identity()));
    }

    private static Limits limits(Yaml yaml) {
        yaml.only("parcel-records", "parcel-bytes", "record-bytes", "decompression-ratio", "window", "clock-skew");
        Limits standard = Limits.STANDARD;
        return new Limits(
                integer(yaml, "parcel-records", standard.parcelRecords()),
                integer(yaml, "parcel-bytes", standard.parcelBytes()),
                integer(yaml, "record-bytes", standard.recordBytes()),
                integer(yaml, "decompression-ratio", standard.decompressionRatio()),
                integer(yaml, "window", standard.window()),
                length(yaml, "clock-skew", standard.clockSkew()));
    }

    private static Sealing sealing(Yaml yaml) {
        yaml.only("records", "bytes", "age");
        Sealing standard = Sealing.STANDARD;
        return new Sealing(
                integer(yaml, "records", standard.records()),
                integer(yaml, "bytes", standard.bytes()),
                length(yaml, "age", standard.age()));
    }

    private static int integer(Yaml yaml, String field, int otherwise) {
        Optional<Yaml> value = yaml.optional(field);
        return value.isEmpty() ? otherwise : value.get().as(Yaml::integer);
    }

    private static Duration length(Yaml yaml, String field, Duration otherwise) {
        Optional<Yaml> value = yaml.optional(field);
        return value.isEmpty() ? otherwise : value.get().as(FederationFile::duration);
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw new MalformedException("duration", "like P90D, PT120S or PT0.2S (ISO 8601)", text);
        }
    }
}

package org.jilian.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jilian.crypto.Suite;
import org.jilian.exchange.proof.ProofCheck;
import org.jilian.exchange.proof.ProofFile;
import org.jilian.ledger.Proof;
import org.jilian.record.CanonicalJson;
import org.jilian.record.Digest;
import org.jilian.record.Disclosure;
import org.jilian.record.Hash;
import org.jilian.record.MalformedException;
import org.jilian.record.RecordVersion;

/**
 * Judges every version in a learning archive with nothing but the root's certificate. It says which are proved and which
 * are not; what a node has computed from them, and whether anything was left out, no proof can say.
 */
public final class ArchiveCheck {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ProofCheck check;

    public ArchiveCheck(X509Certificate root) {
        this.check = new ProofCheck(root);
    }

    /** One version of the archive, by the record that the archive says it is. */
    public record Line(String record, int version, Fate fate, String reason) {}

    /** What can be said of a version. */
    public enum Fate {
        PROVED,
        /** The archive states no proof of it: it was not sealed yet, or the parcel was awaited. */
        WITHOUT_PROOF,
        /** Something of it does not hold. */
        REFUSED
    }

    /** @throws MalformedException if the file is no archive at all */
    public List<Line> judge(byte[] file) {
        JsonNode archive = parse(file);
        String format = archive.path("format").asText();
        if (!format.equals(LearningArchive.FORMAT)) {
            throw new MalformedException("format of an archive", LearningArchive.FORMAT, format);
        }
        List<Line> lines = new ArrayList<>();
        for (JsonNode record : archive.path("records")) {
            for (JsonNode version : record.path("versions")) {
                lines.add(judge(archive, record.path("record").asText(), version));
            }
        }
        return lines;
    }

    private Line judge(JsonNode archive, String id, JsonNode version) {
        int number = version.path("version").asInt();
        if (!version.has("proof")) {
            return new Line(id, number, Fate.WITHOUT_PROOF, "no parcel with it was there when the archive was made");
        }
        Optional<String> wrong;
        try {
            wrong = wrong(archive, id, version);
        } catch (RuntimeException e) {
            // whatever hostile input makes of it, it is one version that is not proved, and the others are judged
            wrong = Optional.of(String.valueOf(e.getMessage()));
        }
        return wrong.map(reason -> new Line(id, number, Fate.REFUSED, reason))
                .orElse(new Line(id, number, Fate.PROVED, ""));
    }

    private Optional<String> wrong(JsonNode archive, String id, JsonNode version) {
        JsonNode document = version.path("document");
        JsonNode directory = archive.path("directory");
        JsonNode node = directory.path("nodes").path(document.path("author").asText());
        List<Proof> revocations = new ArrayList<>();
        node.path("revocations").forEach(each -> revocations.add(Proof.read(each)));
        ObjectNode proof = version.path("proof").deepCopy();
        proof.put("record", CanonicalJson.text(document));
        ProofCheck.Judgement judgement = check.judge(new ProofFile(
                archive.path("suite").asText(),
                Proof.read(proof),
                directory.path("version").asInt(),
                Proof.read(directory.path("federation")),
                Proof.read(node.path("node")),
                revocations));
        if (judgement instanceof ProofCheck.Judgement.Refused refused) {
            return Optional.of(refused.reason());
        }
        RecordVersion record = ((ProofCheck.Judgement.Proved) judgement).record();
        return said("record", id, record.id().toString())
                .or(() -> said("version", version.path("version").asText(), Integer.toString(record.version())))
                .or(() -> said("status", version.path("status").asText(), record.status()))
                .or(() -> values(
                        version,
                        record,
                        Suite.named(archive.path("suite").asText()).hash()));
    }

    private static Optional<String> said(String what, String said, String signed) {
        return said.equals(signed)
                ? Optional.empty()
                : Optional.of(what + " should be '" + signed + "' as signed, but is '" + said + "'");
    }

    /** The protected values are those that the record was signed with. */
    private static Optional<String> values(JsonNode version, RecordVersion record, Hash hash) {
        for (JsonNode each : version.path("values")) {
            Disclosure value = Disclosure.read(each);
            Digest signed = record.protectedFields().get(value.path());
            if (signed == null
                    || !signed.equals(value.digest(hash))
                    || !value.id().equals(record.id())
                    || value.version() != record.version()) {
                return Optional.of("the value of " + value.path() + " is not the one that was signed");
            }
        }
        return Optional.empty();
    }

    private static JsonNode parse(byte[] file) {
        try {
            return JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new MalformedException("archive", "UTF-8", "other bytes");
        } catch (JsonProcessingException e) {
            throw new MalformedException("archive", "one JSON object", String.valueOf(e.getOriginalMessage()));
        }
    }
}

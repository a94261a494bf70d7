package org.jilian.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jilian.crypto.Suite;
import org.jilian.record.Digest;
import org.jilian.record.Disclosure;
import org.jilian.record.Draft;
import org.jilian.record.Hash;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.jilian.record.Stream;
import org.jilian.record.Subject;
import org.junit.jupiter.api.Test;

/**
 * The published vectors are what this implementation makes; {@code docs/vectors.md} says how another one is checked by
 * them. They change only with the format: run with {@code -Djilian.vectors.write=true} to write them anew.
 */
class VectorsTest {
    private static final Path FILE = Path.of("src/test/resources/vectors/jilian-vectors.json");
    private static final NodeId COUNTY = NodeId.of("370811");
    private static final LedgerId LEDGER = new LedgerId(COUNTY, Stream.parse("above.370811/hours"));
    private static final Draft.PersonNumber PERSON = new Draft.PersonNumber("111", "11010119900307123X");
    private static final int RECORDS = 7;

    @Test
    void areWhatIsMadeHere() throws IOException {
        String made = text(vectors());
        if (Boolean.getBoolean("jilian.vectors.write")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, made, StandardCharsets.UTF_8);
        }
        assertThat(published()).isEqualTo(made);
    }

    @Test
    void theirPathsLeadToTheirRoots() throws IOException {
        for (JsonNode suite : new ObjectMapper().readTree(published()).path("suites")) {
            Hash hash = Suite.named(suite.path("suite").textValue()).hash();
            Digest root = Digest.parse(suite.path("merkle").path("root").textValue());
            assertThat(suite.path("records")).hasSize(RECORDS);
            for (JsonNode each : suite.path("records")) {
                byte[] bytes = each.path("canonical").textValue().getBytes(StandardCharsets.UTF_8);
                assertThat(RecordVersion.read(bytes, hash).digest())
                        .hasToString(each.path("digest").textValue());
                List<Digest> path = new ArrayList<>();
                each.path("inclusion").forEach(node -> path.add(Digest.parse(node.textValue())));
                InclusionProof proof = new InclusionProof(each.path("index").asInt(), RECORDS, path);
                assertThat(proof.verify(hash.leaf(bytes), root, hash)).isTrue();
            }
            byte[] header = suite.path("header").path("canonical").textValue().getBytes(StandardCharsets.UTF_8);
            assertThat(Header.read(header).body().root()).isEqualTo(root);
        }
    }

    private static ObjectNode vectors() {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("format", "jilian-vectors/1");
        ArrayNode suites = document.putArray("suites");
        suites.add(of(Suite.named("intl")));
        suites.add(of(Suite.named("gm")));
        return document;
    }

    private static ObjectNode of(Suite suite) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("suite", suite.name());
        byte[] subjectKey = key(0x00);
        Subject subject = Subject.of(1, PERSON, suite.mac(subjectKey));
        node.putObject("subject")
                .put("key", hex(subjectKey))
                .put("epoch", 1)
                .put("documentType", PERSON.documentType())
                .put("number", PERSON.number())
                .put("subject", subject.toString());
        RecordVersion first = SampleRecords.hour(suite.hash(), COUNTY, "2026-KC-100", subject.toString(), null);
        byte[] saltKey = key(0x40);
        Disclosure name = Disclosure.of(first.id(), 1, "name", "王小明", suite.mac(saltKey));
        node.putObject("disclosure")
                .put("key", hex(saltKey))
                .put("id", first.id().toString())
                .put("path", name.path())
                .put("value", name.value())
                .put("salt", hex(name.salt()))
                .put("digest", name.digest(suite.hash()).toString());
        List<RecordVersion> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            Digest protectedName = i == 0 ? name.digest(suite.hash()) : null;
            records.add(SampleRecords.hour(
                    suite.hash(), COUNTY, "2026-KC-" + (100 + i), subject.toString(), protectedName));
        }
        describe(node, records, suite.hash());
        return node;
    }

    private static void describe(ObjectNode node, List<RecordVersion> records, Hash hash) {
        MerkleTree tree =
                new MerkleTree(records.stream().map(RecordVersion::digest).toList(), hash);
        ArrayNode array = node.putArray("records");
        for (int i = 0; i < records.size(); i++) {
            RecordVersion version = records.get(i);
            ArrayNode key = JsonNodeFactory.instance
                    .arrayNode()
                    .add(version.subject().orElseThrow())
                    .add(version.period().orElseThrow())
                    .add(version.content().path("course").textValue());
            ObjectNode each = array.addObject().put("index", i);
            each.set("naturalKey", key);
            each.put("id", version.id().toString())
                    .put("canonical", new String(version.bytes(), StandardCharsets.UTF_8))
                    .put("digest", version.digest().toString());
            ArrayNode path = each.putArray("inclusion");
            tree.proof(i).path().forEach(digest -> path.add(digest.toString()));
        }
        node.putObject("merkle")
                .put("size", tree.size())
                .put("root", tree.root().toString());
        Header header = new Header(
                "sample",
                new Place(LEDGER, 1, 2),
                Optional.of(hash.of(new byte[0])),
                3,
                Instant.parse("2026-01-31T08:05:00Z"),
                new Header.Body(
                        records.size(),
                        tree.root(),
                        Records.size(records.stream().map(RecordVersion::bytes).toList())));
        node.putObject("header")
                .put("canonical", new String(header.write(), StandardCharsets.UTF_8))
                .put("digest", Header.digest(header.write(), hash).toString());
    }

    private static String published() throws IOException {
        try (var in = VectorsTest.class.getResourceAsStream("/vectors/jilian-vectors.json")) {
            if (in == null || Boolean.getBoolean("jilian.vectors.write")) {
                return Files.readString(FILE, StandardCharsets.UTF_8);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String text(ObjectNode document) throws IOException {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        return new ObjectMapper().writer(printer).writeValueAsString(document) + "\n";
    }

    /** 32 bytes, counted up from the given one. */
    private static byte[] key(int from) {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (from + i);
        }
        return key;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

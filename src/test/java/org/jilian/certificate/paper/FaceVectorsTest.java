package org.jilian.certificate.paper;

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
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jilian.crypto.Certificates;
import org.jilian.crypto.Suite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The published QR codes are read here as {@code docs/vectors.md} says. Their signatures were made once, by keys that
 * nobody has any more: run with {@code -Djilian.vectors.write=true} to make others, when the format has changed.
 */
class FaceVectorsTest {
    private static final Path FILE = Path.of("src/test/resources/vectors/jilian-certificate-vectors.json");

    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void thePublishedTextIsReadAsPublishedAndWrittenAgainTheSame(String name) throws IOException {
        JsonNode vector = published(name);
        Suite suite = Suite.named(name);
        QrText text = new QrText(vector.path("text").textValue());

        FaceProof proof = text.proof(suite);

        assertThat(new String(proof.record().bytes(), StandardCharsets.UTF_8))
                .isEqualTo(vector.path("record").textValue());
        assertThat(proof.record().digest())
                .hasToString(vector.path("recordDigest").textValue());
        assertThat(new String(proof.header().write(), StandardCharsets.UTF_8))
                .isEqualTo(vector.path("header").textValue());
        assertThat(HexFormat.of().formatHex(proof.signature().bytes()))
                .isEqualTo(vector.path("signature").textValue());
        assertThat(QrText.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(proof.write(suite)))
                .isEqualTo(text.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void thePublishedSignatureHoldsUnderThePublishedCertificate(String name) throws IOException {
        JsonNode vector = published(name);
        Suite suite = Suite.named(name);
        FaceProof proof = new QrText(vector.path("text").textValue()).proof(suite);
        byte[] der = Base64.getDecoder().decode(vector.path("signer").textValue());

        assertThat(proof.signature()
                        .verify(suite, proof.header().write(), proof.header().sealedAt(), Certificates.read(der)))
                .isTrue();
    }

    @Test
    void thereIsOneForEachSuite() throws IOException {
        if (Boolean.getBoolean("jilian.vectors.write")) {
            Files.writeString(FILE, made(), StandardCharsets.UTF_8);
        }
        List<String> suites = new ArrayList<>();
        read().path("suites").forEach(each -> suites.add(each.path("suite").textValue()));
        assertThat(suites).containsExactly("intl", "gm");
    }

    private static JsonNode published(String suite) throws IOException {
        return StreamSupport.stream(read().path("suites").spliterator(), false)
                .filter(each -> each.path("suite").asText().equals(suite))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode read() throws IOException {
        return new ObjectMapper().readTree(Files.readString(FILE, StandardCharsets.UTF_8));
    }

    private static String made() throws IOException {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("format", "jilian-certificate-vectors/1");
        ArrayNode suites = document.putArray("suites");
        for (String name : List.of("intl", "gm")) {
            Issued issued = Issued.under(name);
            FaceProof proof = FaceProof.of(issued.proof(issued.face), issued.suite);
            suites.addObject()
                    .put("suite", name)
                    .put("signer", der(issued))
                    .put("record", new String(proof.record().bytes(), StandardCharsets.UTF_8))
                    .put("recordDigest", proof.record().digest().toString())
                    .put("header", new String(proof.header().write(), StandardCharsets.UTF_8))
                    .put("signature", HexFormat.of().formatHex(proof.signature().bytes()))
                    .put("compact", HexFormat.of().formatHex(proof.write(issued.suite)))
                    .put(
                            "text",
                            QrText.PREFIX
                                    + Base64.getUrlEncoder()
                                            .withoutPadding()
                                            .encodeToString(proof.write(issued.suite)));
        }
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        return new ObjectMapper().writer(printer).writeValueAsString(document) + "\n";
    }

    private static String der(Issued issued) {
        String pem = Certificates.pem(issued.key().certificate());
        return pem.replaceAll("-----[A-Z ]+-----|\\s", "");
    }
}

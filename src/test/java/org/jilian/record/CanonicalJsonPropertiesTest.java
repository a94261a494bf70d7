package org.jilian.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.erdtman.jcs.JsonCanonicalizer;

/** Against the canonicalizer of RFC 8785's author, for documents without binary floating point. */
class CanonicalJsonPropertiesTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void isWhatTheReferenceMakes(@ForAll("documents") JsonNode document) throws IOException {
        String plain = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
        assertThat(CanonicalJson.text(document)).isEqualTo(new JsonCanonicalizer(plain).getEncodedString());
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void comesBackEqual(@ForAll("documents") JsonNode document) {
        JsonNode back = CanonicalJson.read(CanonicalJson.write(document));
        assertThat(CanonicalJson.write(back)).isEqualTo(CanonicalJson.write(document));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void anyOtherByteIsAnotherDocumentOrNone(
            @ForAll("documents") JsonNode document, @ForAll int where, @ForAll byte what) {
        byte[] bytes = CanonicalJson.write(document);
        byte[] changed = bytes.clone();
        changed[Math.floorMod(where, changed.length)] = what;
        try {
            // what is accepted is its own canonical form, so two byte strings never are one document
            assertThat(CanonicalJson.write(CanonicalJson.read(changed))).isEqualTo(changed);
        } catch (MalformedException refused) {
            assertThat(changed).isNotEqualTo(bytes);
        }
    }

    /** Objects and arrays, three deep. */
    @Provide
    Arbitrary<JsonNode> documents() {
        Arbitrary<JsonNode> any = leaves();
        for (int depth = 0; depth < 3; depth++) {
            Arbitrary<JsonNode> inner = any;
            Arbitrary<JsonNode> objects = Arbitraries.maps(texts(), inner)
                    .ofMaxSize(5)
                    .map(fields -> {
                        ObjectNode node = NODES.objectNode();
                        fields.forEach(node::set);
                        return node;
                    });
            Arbitrary<JsonNode> arrays =
                    inner.list().ofMaxSize(4).map(items -> NODES.arrayNode().addAll(items));
            any = Arbitraries.oneOf(objects, arrays, leaves());
        }
        Arbitrary<JsonNode> inside = any;
        // the reference takes objects and arrays only
        return inside.list().ofMaxSize(4).map(items -> NODES.arrayNode().addAll(items));
    }

    private static Arbitrary<JsonNode> leaves() {
        Arbitrary<JsonNode> integers = Arbitraries.longs()
                .between(-CanonicalJson.MAX_INTEGER, CanonicalJson.MAX_INTEGER)
                .map(NODES::numberNode);
        Arbitrary<JsonNode> others =
                Arbitraries.of(NODES.nullNode(), NODES.booleanNode(true), NODES.booleanNode(false));
        return Arbitraries.oneOf(integers, texts().map(NODES::textNode), others);
    }

    private static Arbitrary<String> texts() {
        Arbitrary<String> signs = Arbitraries.oneOf(
                Arbitraries.of("\"", "\\", "/", "\b", "\t", "\r", "\n", "\f", "\u0001", "\u001f", "\u007f", "\u2028"),
                Arbitraries.integers()
                        .between(1, Character.MAX_CODE_POINT)
                        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                        .map(Character::toString),
                Arbitraries.of("a", "张", "学", "\ud83d\ude00", "\ufb33"));
        return signs.list().ofMaxSize(8).map(parts -> String.join("", parts));
    }
}

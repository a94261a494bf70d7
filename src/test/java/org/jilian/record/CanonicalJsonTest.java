package org.jilian.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Known answers of RFC 8785 and one refusal for everything that is not the one byte form. */
class CanonicalJsonTest {
    @Test
    void sortsKeysByUtf16CodeUnitAsInRfc8785Section3_2_3() {
        // U+1F600 is a surrogate pair, so it stands before U+FB33 although its code point is higher
        String sorted = "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Latin Small\","
                + "\"\u20ac\":\"Euro Sign\",\"\ud83d\ude00\":\"Emoji\",\"\ufb33\":\"Hebrew\"}";
        var document = JsonNodeFactory.instance.objectNode();
        document.put("\u20ac", "Euro Sign");
        document.put("\r", "Carriage Return");
        document.put("\ufb33", "Hebrew");
        document.put("1", "One");
        document.put("\ud83d\ude00", "Emoji");
        document.put("\u0080", "Control");
        document.put("\u00f6", "Latin Small");
        assertThat(CanonicalJson.text(document)).isEqualTo(sorted);
        assertThat(CanonicalJson.read(utf8(sorted))).isEqualTo(document);
    }

    @Test
    void escapesAsLittleAsRfc8785Section3_2_2_2Does() {
        var array = JsonNodeFactory.instance
                .arrayNode()
                .add("\u20ac$\u000f\nA'B\"\\\\\"/")
                .add("\b\t\f\r\u007f\u2028");
        assertThat(CanonicalJson.text(array))
                .isEqualTo("[\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\",\"\\b\\t\\f\\r\u007f\u2028\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"\"",
                "[56,{\"1\":[],\"10\":null,\"d\":true}]",
                "9007199254740991",
                "-9007199254740991",
                "0",
                "{\"姓名\":\"张三\"}",
                "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]"
            })
    void readsWhatItWrites(String text) {
        assertThat(CanonicalJson.write(CanonicalJson.read(utf8(text)))).isEqualTo(utf8(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"b\":1,\"a\":1}",
                "{\"a\": 1}",
                " {}",
                "{}\n",
                "{}{}",
                "[1,]",
                "1.0",
                "1.5",
                "1e2",
                "-0",
                "01",
                "9007199254740992",
                "-9007199254740992",
                "123456789012345678901234567890",
                "NaN",
                "\"\\u0061\"",
                "\"\\/\"",
                "\"\\u000A\"",
                "\"\\u000a\"",
                "\"\\u000F\"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"\\ud83d\\ude00\"",
                "\"\\udc00\\ud800\"",
                "\"\n\"",
                "'a'",
                "{a:1}",
                "[1] // note",
                "",
                "[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]"
            })
    void refusesEveryOtherForm(String text) {
        assertThatThrownBy(() -> CanonicalJson.read(utf8(text))).isInstanceOf(MalformedException.class);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[][] wrong = {
            {'"', (byte) 0xff, '"'},
            {'"', (byte) 0xc0, (byte) 0xaf, '"'},
            {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
            {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, '1'},
            "[\"张\"]".getBytes(java.nio.charset.Charset.forName("GBK")),
            "[1]".getBytes(StandardCharsets.UTF_16BE)
        };
        for (byte[] bytes : wrong) {
            assertThatThrownBy(() -> CanonicalJson.read(bytes)).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void refusesToWriteWhatItWouldNotRead() {
        var nodes = JsonNodeFactory.instance;
        assertThatThrownBy(() -> CanonicalJson.write(nodes.numberNode(4.5))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> CanonicalJson.write(nodes.numberNode(1L << 53)))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> CanonicalJson.write(nodes.textNode("\0"))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> CanonicalJson.write(nodes.textNode("\ud800"))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> CanonicalJson.write(nodes.textNode("\ude00\ud83d")))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> CanonicalJson.write(nodes.binaryNode(new byte[1])))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void depthIsRefusedBeforeATreeIsBuilt() {
        byte[] deep = utf8("[".repeat(1_000_000) + "]".repeat(1_000_000));
        assertThatThrownBy(() -> CanonicalJson.read(deep))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("16 deep");
    }

    @Test
    void aStringHasAtMostSixtyFourKibiCharacters() {
        String longest = "\"" + "a".repeat(CanonicalJson.MAX_STRING) + "\"";
        assertThat(CanonicalJson.read(utf8(longest)).textValue()).hasSize(CanonicalJson.MAX_STRING);
        String longer = "\"" + "a".repeat(CanonicalJson.MAX_STRING + 1) + "\"";
        assertThatThrownBy(() -> CanonicalJson.read(utf8(longer))).isInstanceOf(MalformedException.class);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

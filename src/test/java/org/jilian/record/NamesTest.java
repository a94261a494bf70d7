package org.jilian.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids, streams, natural keys, pseudonyms, disclosures and descriptors: their one form, and what is none. */
class NamesTest {
    private static final Hash HASH = SampleHash.SHA_256;
    private static final KindName HOURS = new KindName("hour-record");
    private static final RecordId ID = RecordId.parse("370811:hour-record:" + "a".repeat(32));

    @ParameterizedTest
    @ValueSource(strings = {"above.370811/hours", "to.370811-wjw/registry", "below.000000/directory"})
    void aStreamIsWrittenAsItIsRead(String text) {
        assertThat(Stream.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "above",
                "above.370811",
                "above.370811/",
                "ABOVE.370811/hours",
                "beside.370811/hours",
                "above.37081/hours",
                "above.370811/Hours",
                "above.370811/hours/more",
                " above.370811/hours",
                ".370811/hours",
                "above./hours",
                "above.370811-/hours",
                "above.３７０８１１/hours"
            })
    void aStreamHasNoOtherForm(String text) {
        assertThatThrownBy(() -> Stream.parse(text)).isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "370811:hour-record",
                "370811:hour-record:" + "A2345678901234567890123456789012",
                "x:hour-record:a",
                "370811:hour-record:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:",
                "370811::aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void anIdHasItsThreeParts(String text) {
        assertThatThrownBy(() -> RecordId.parse(text)).isInstanceOf(MalformedException.class);
    }

    @Test
    void aNaturalKeyIsBase32OfTheFirstTwentyBytes() throws Exception {
        byte[] array = "[\"hour-record\",\"1:00\",\"2026\"]".getBytes(StandardCharsets.UTF_8);
        byte[] digest = HASH.of(array).bytes();
        // worked by java.math, not by the loop under test
        String bits = new java.math.BigInteger(1, java.util.Arrays.copyOf(digest, 20)).toString(2);
        bits = "0".repeat(160 - bits.length()) + bits;
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 160; i += 5) {
            expected.append("abcdefghijklmnopqrstuvwxyz234567".charAt(Integer.parseInt(bits.substring(i, i + 5), 2)));
        }
        assertThat(NaturalKey.hash(HOURS, List.of("1:00", "2026"), HASH)).isEqualTo(expected.toString());
    }

    @Test
    void naturalKeysWithTheSameLettersDiffer() {
        Set<String> keys = new HashSet<>();
        keys.add(NaturalKey.hash(HOURS, List.of("ab", "c"), HASH));
        keys.add(NaturalKey.hash(HOURS, List.of("a", "bc"), HASH));
        keys.add(NaturalKey.hash(HOURS, List.of("abc"), HASH));
        keys.add(NaturalKey.hash(HOURS, List.of("abc", ""), HASH));
        keys.add(NaturalKey.hash(new KindName("hour"), List.of("abc"), HASH));
        keys.add(NaturalKey.hash(HOURS, List.of("a\",\"b", "c"), HASH));
        assertThat(keys).hasSize(6);
    }

    @Test
    void aPseudonymDependsOnKeyEpochTypeAndNumber() {
        var person = new Draft.PersonNumber("111", "11010119900307123X");
        Subject subject = Subject.of(1, person, SampleHash.mac("one"));
        assertThat(subject.toString()).matches("1:[0-9a-f]{40}");
        assertThat(Subject.of(1, person, SampleHash.mac("one"))).isEqualTo(subject);
        assertThat(Subject.of(1, person, SampleHash.mac("two"))).isNotEqualTo(subject);
        assertThat(Subject.of(2, person, SampleHash.mac("one"))).isNotEqualTo(subject);
        assertThat(Subject.of(1, new Draft.PersonNumber("414", person.number()), SampleHash.mac("one")))
                .isNotEqualTo(subject);
        assertThat(person.toString()).doesNotContain(person.number());
    }

    @Test
    void aDisclosureProvesItsValueAndNoOther() {
        Mac salt = SampleHash.mac("salt");
        Disclosure disclosure = Disclosure.of(ID, 1, "name", "张三", salt);
        Digest digest = disclosure.digest(HASH);
        assertThat(Disclosure.of(ID, 2, "name", "张三", salt).digest(HASH))
                .as("an unchanged value keeps its digest in the next version")
                .isEqualTo(digest);
        assertThat(Disclosure.of(ID, 1, "name", "李四", salt).digest(HASH)).isNotEqualTo(digest);
        assertThat(Disclosure.of(ID, 1, "phone", "张三", salt).digest(HASH)).isNotEqualTo(digest);
        assertThat(Disclosure.of(ID, 1, "name", "张三", SampleHash.mac("other")).digest(HASH))
                .isNotEqualTo(digest);
        RecordId other = RecordId.parse("370811:hour-record:" + "b".repeat(32));
        assertThat(Disclosure.of(other, 1, "name", "张三", salt).digest(HASH)).isNotEqualTo(digest);
        assertThat(Disclosure.read(disclosure.write()).digest(HASH)).isEqualTo(digest);
        assertThat(disclosure.toString()).doesNotContain("张三");
    }

    @Test
    void aDescriptorIsReadAsItIsWritten() throws Exception {
        Kind kind = Kind.read(descriptor());
        assertThat(Kind.read(kind.write())).isEqualTo(kind);
        assertThat(kind.streamsOfAll(NodeId.of("370811-wjw")))
                .containsExactly(Stream.parse("above.370811-wjw/registry"), Stream.parse("to.000000/registry"));
        assertThat(kind.override()).isEqualTo(Kind.Override.ANCESTOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind", "channel", "schema", "label"})
    void aDescriptorNeeds(String field) throws Exception {
        ObjectNode document = descriptor();
        document.remove(field);
        assertThatThrownBy(() -> Kind.read(document))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining(field);
    }

    @Test
    void aDigestIsSixtyFourLowerCaseHexDigits() {
        assertThat(Digest.parse("0f".repeat(32))).hasToString("0f".repeat(32));
        for (String text : List.of("", "0f", "0F".repeat(32), "0g".repeat(32), "0f".repeat(33))) {
            assertThatThrownBy(() -> Digest.parse(text)).isInstanceOf(MalformedException.class);
        }
        assertThat(Digest.parse("ff".repeat(32))).isGreaterThan(Digest.parse("01".repeat(32)));
    }

    @Test
    void everyRefusalHasItsWordsInBothLanguages() {
        for (RefusalCode code : RefusalCode.values()) {
            for (String text : List.of(code.meaning(java.util.Locale.CHINA), code.remedy(java.util.Locale.CHINA))) {
                assertThat(text).as(code.name()).containsPattern("\\p{IsHan}");
            }
            assertThat(code.meaning(java.util.Locale.ENGLISH)).as(code.name()).doesNotContainPattern("\\p{IsHan}");
            assertThat(code.remedy(java.util.Locale.ENGLISH)).as(code.name()).isNotBlank();
        }
    }

    @Test
    void aMessageShowsOnlyTheBeginningOfWhatWasWrong() {
        assertThat(new MalformedException("x", "short", "y".repeat(10_000)).getMessage())
                .hasSizeLessThan(200);
    }

    private static ObjectNode descriptor() throws Exception {
        JsonNode document = new ObjectMapper().readTree("""
                        {"kind":"person","label":{"zh":"人员"},"channel":"registry","naturalKey":["subject"],
                         "protected":["name"],"streams":["to.000000/registry","above.{author}/registry"],
                         "override":"ancestor","references":[{"field":"unit","kind":"unit"}],
                         "schema":{"type":"object"}}
                        """);
        return (ObjectNode) document;
    }
}

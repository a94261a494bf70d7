package org.jilian.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record as it should be, and one change at a time that makes it none. */
class RecordVersionTest {
    private static final Hash HASH = SampleHash.SHA_256;
    private static final String KEY = NaturalKey.hash(new KindName("hour-record"), List.of("1:00", "2026", "C1"), HASH);

    @Test
    void saysWhatItsBytesSay() {
        RecordVersion version = RecordVersion.of(document(), HASH);
        assertThat(version.id()).hasToString("370811:hour-record:" + KEY);
        assertThat(version.version()).isEqualTo(1);
        assertThat(version.previous()).isEmpty();
        assertThat(version.streams()).containsExactly(Stream.parse("above.370811/hours"));
        assertThat(version.author()).isEqualTo(NodeId.of("370811"));
        assertThat(version.holder()).isEqualTo(NodeId.of("370800"));
        assertThat(version.period()).contains("2026");
        assertThat(version.subject()).contains("1:00");
        assertThat(version.at()).isEqualTo(Instant.parse("2026-01-31T08:00:00Z"));
        assertThat(version.content().path("hours").textValue()).isEqualTo("4.5");
        assertThat(version.protectedFields()).containsOnlyKeys("name");
        assertThat(version.digest()).isEqualTo(HASH.leaf(version.bytes()));
        assertThat(RecordVersion.read(version.bytes(), HASH)).isEqualTo(version);
    }

    @Test
    void aLaterVersionNamesItsPredecessor() {
        RecordVersion first = RecordVersion.of(document(), HASH);
        RecordVersion second = RecordVersion.of(
                document()
                        .put("version", 2)
                        .put("previous", first.digest().toString())
                        .put("author", "370800"),
                HASH);
        assertThat(second.previous()).contains(first.digest());
        assertThat(second).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"id", "version", "streams", "author", "holder", "status", "division", "at", "content", "kind"})
    void refusesOneWithout(String field) {
        refused(document -> document.remove(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"previous", "period", "subject", "protected"})
    void doesWithout(String field) {
        ObjectNode document = document();
        document.remove(field);
        assertThat(RecordVersion.of(document, HASH).version()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"holder", "status", "division", "period", "subject", "at", "author", "kind", "id", "previous"})
    void refusesAnEmptyLongOrOtherValueOf(String field) {
        refused(document -> document.put(field, ""));
        refused(document -> document.put(field, 7));
        refused(document -> document.putNull(field));
        refused(document -> document.put(field, "a".repeat(200)));
    }

    @Test
    void refusesAFieldOfItsOwnInvention() {
        refused(document -> document.put("note", "x"));
    }

    @Test
    void refusesAVersionThatIsNoIntegerFromOne() {
        refused(document -> document.put("version", 0));
        refused(document -> document.put("version", -1));
        refused(document -> document.put("version", "1"));
        refused(document -> document.put("version", 1L << 40));
    }

    @Test
    void previousIsAbsentAtVersionOneAndOnlyThere() {
        refused(document -> document.put("previous", "00".repeat(32)));
        refused(document -> document.put("version", 2));
    }

    @Test
    void versionOneIsByTheNodeInTheId() {
        refused(document -> document.put("author", "370881"));
    }

    @Test
    void theKindIsTheOneInTheId() {
        refused(document -> document.put("kind", "person"));
    }

    @Test
    void streamsAreSortedAndEachOnce() {
        refused(document -> document.putArray("streams"));
        refused(document -> document.putArray("streams").add("to.370811/hours").add("above.370811/hours"));
        refused(document ->
                document.putArray("streams").add("above.370811/hours").add("above.370811/hours"));
        refused(document -> document.putArray("streams").add("beside.370811/hours"));
        refused(document -> document.put("streams", "above.370811/hours"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T08:00:00.5Z",
                "2026-01-31T08:00Z",
                "2026-01-31T16:00:00+08:00",
                "2026-01-31T08:00:00.000Z",
                "2026-02-30T08:00:00Z",
                "2026-01-31"
            })
    void instantsAreWholeSecondsInUtc(String at) {
        refused(document -> document.put("at", at));
    }

    @Test
    void protectedDigestsAreDigests() {
        refused(document -> document.putObject("protected").put("name", "00"));
        refused(document -> document.putObject("protected").put("name", "AB".repeat(32)));
        refused(document -> document.put("protected", "00".repeat(32)));
    }

    @Test
    void contentIsAnObject() {
        refused(document -> document.putArray("content"));
        refused(document -> document.put("content", "x"));
    }

    @Test
    void refusesWhatIsNoRecordAtAll() {
        for (String text : List.of("[]", "null", "\"record\"", "{}", "")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> RecordVersion.read(bytes, HASH)).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void refusesBytesInAnyOrderButTheCanonical() {
        byte[] spaced = (" " + CanonicalJson.text(document())).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> RecordVersion.read(spaced, HASH)).isInstanceOf(MalformedException.class);
    }

    private static void refused(Consumer<ObjectNode> change) {
        ObjectNode document = document();
        change.accept(document);
        assertThatThrownBy(() -> RecordVersion.of(document, HASH))
                .as(() -> String.format(Locale.ROOT, "%s", document))
                .isInstanceOf(MalformedException.class);
    }

    private static ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("at", "2026-01-31T08:00:00Z")
                .put("author", "370811")
                .put("division", "370811")
                .put("holder", "370800")
                .put("id", "370811:hour-record:" + KEY)
                .put("kind", "hour-record")
                .put("period", "2026")
                .put("status", "active")
                .put("subject", "1:00")
                .put("version", 1);
        document.putObject("content").put("course", "C1").put("hours", "4.5");
        document.putObject("protected").put("name", "5a".repeat(32));
        document.putArray("streams").add("above.370811/hours");
        return document;
    }
}

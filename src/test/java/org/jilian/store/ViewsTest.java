package org.jilian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.store.Samples.MORNING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jilian.record.Kind;
import org.junit.jupiter.api.Test;

@OnDatabases
class ViewsTest {
    private static final String PROPERTIES = """
            "course": {"type": "string"},
            "startDate": {"type": "string"},
            "hours": {"type": "string", "pattern": "^(0|[1-9][0-9]{0,3})(\\\\.[0-9]{0,1}[1-9])?$"},
            "code": {"type": "string", "pattern": "^[0-9A-Za-z._-]+$"},
            "seats": {"type": "integer"},
            "online": {"type": "boolean"},
            "tags": {"type": "array"},
            "status": {"type": "string"}
            """;

    @Test
    void aFieldIsATypedColumn(Database database) {
        assertThat(refresh(database, PROPERTIES)).isEmpty();
        record(
                database,
                "{\"course\":\"急救\",\"startDate\":\"2026-03\",\"hours\":\"4.5\",\"code\":\"007\",\"seats\":30,"
                        + "\"online\":true,\"tags\":[\"a\"],\"status\":\"open\"}");
        record(database, "{\"course\":\"护理\",\"hours\":\"10\",\"seats\":5}");
        List<String> rows = database.read(tx -> tx.list(
                "SELECT *, hours + 1 AS more FROM v_hour_record WHERE hours < 9.75 AND seats > 6",
                row -> String.join(
                        "|",
                        row.text("id"),
                        row.text("status"),
                        row.text("course"),
                        row.text("start_date"),
                        row.text("hours"),
                        row.text("more"),
                        row.text("code"),
                        row.text("seats"),
                        row.text("content_status"),
                        row.text("tags"),
                        row.maybeText("period").orElse("-"))));
        assertThat(rows).containsExactly("r1|active|急救|2026-03|4.5|5.5|007|30|open|[\"a\"]|-");
        List<Boolean> online = database.read(tx -> tx.list(
                "SELECT online FROM v_hour_record WHERE online",
                row -> tx.dialect() == Dialect.SQLITE
                        ? row.flag("online")
                        : row.text("online").equals("t")));
        assertThat(online).containsExactly(true);
    }

    @Test
    void theInstantIsReadable(Database database) {
        refresh(database, PROPERTIES);
        record(database, "{}");
        List<String> at = database.read(tx -> tx.list(
                tx.dialect() == Dialect.SQLITE
                        ? "SELECT at FROM v_hour_record"
                        : "SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') AS at"
                                + " FROM v_hour_record",
                row -> row.text("at")));
        assertThat(at).containsExactly("2026-03-02T01:30:00Z");
    }

    @Test
    void aValueAgainstTheSchemaSpoilsNoOtherRow(Database database) {
        refresh(database, PROPERTIES);
        record(database, "{\"hours\":\"many\",\"seats\":\"several\",\"online\":\"perhaps\"}");
        record(database, "{\"hours\":\"2\"}");
        List<String> hours = database.read(tx -> tx.list(
                "SELECT * FROM v_hour_record ORDER BY id",
                row -> row.maybeText("hours").orElse("-")));
        assertThat(hours).containsExactly("-", "2");
    }

    @Test
    void aNewSchemaMakesTheViewAnew(Database database) {
        refresh(database, PROPERTIES);
        record(database, "{\"course\":\"急救\",\"place\":\"济宁\"}");
        refresh(database, "\"place\": {\"type\": \"string\"}");
        refresh(database, "\"place\": {\"type\": \"string\"}, \"course\": {\"type\": \"string\"}");
        List<String> rows = database.read(tx ->
                tx.list("SELECT place, course FROM v_hour_record", row -> row.text("place") + row.text("course")));
        assertThat(rows).containsExactly("济宁急救");
    }

    @Test
    void aNameThatCannotBeAColumnIsLeftOutAndSaid(Database database) {
        String sneaky = "x' FROM fact; DROP TABLE record; --";
        List<String> leftOut = refresh(
                database,
                "\"" + sneaky + "\": {}, \"a\\\"b\": {}, \"课程\": {\"type\": \"string\"}, \"" + "长".repeat(22)
                        + "\": {}, \"startDate\": {}, \"start_date\": {}");
        record(database, "{\"课程\":\"急救\"}");
        assertThat(leftOut)
                .hasSize(4)
                .anySatisfy(text -> assertThat(text).contains(sneaky))
                .anySatisfy(text -> assertThat(text).contains("another field is column \"start_date\""));
        List<String> courses = database.read(tx -> tx.list("SELECT \"课程\" FROM v_hour_record", row -> row.text("课程")));
        assertThat(courses).containsExactly("急救");
    }

    private static List<String> refresh(Database database, String properties) {
        return database.write(tx -> Views.refresh(tx, List.of(kind(properties))));
    }

    private static Kind kind(String properties) {
        return Kind.read(json("""
                {"kind": "hour-record", "channel": "hours", "naturalKey": ["subject"], "protected": [],
                 "streams": ["above.{author}/hours"], "override": "none", "references": [],
                 "label": {}, "schema": {"properties": {%s}}}""".formatted(properties)));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static void record(Database database, String content) {
        database.change(tx -> {
            int n = tx.list("SELECT id FROM record", row -> 1).size() + 1;
            tx.update(
                    "INSERT INTO record (key_hash, kind, first_author, id, version, digest, author, holder, status,"
                            + " division, at, body) VALUES (?, 'hour-record', '370811', ?, 1, ?, '370811', '370811',"
                            + " 'active', '370811', ?, ?)",
                    "k" + n,
                    "r" + n,
                    Samples.digest(content),
                    MORNING,
                    "{\"content\":" + content + "}");
        });
    }
}

package org.jilian.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jilian.record.NodeId;
import org.jilian.rules.Period;
import org.jilian.store.Database;
import org.jilian.store.OnDatabases;
import org.jilian.store.Transaction;
import org.junit.jupiter.api.Test;

/** What is counted, against a slow count that has nothing in common with it, over records that a seed makes. */
@OnDatabases
class CountTest {
    private static final NodeId COUNTY = NodeId.of("370811");
    private static final NodeId HEALTH = NodeId.of("370811-wjw");
    private static final NodeId ELSEWHERE = NodeId.of("370881");
    private static final List<String> RANKS = List.of("411", "420", "435", "499");
    private static final List<String> FORMS = List.of("class", "remote", "degree");

    /** One row of table {@code record}. */
    private record Made(
            String key, String kind, NodeId author, String status, String period, int person, String content) {}

    private static List<Made> made(Random random) {
        List<Made> all = new ArrayList<>();
        for (int person = 0; person < 60; person++) {
            for (NodeId author : List.of(COUNTY, HEALTH, ELSEWHERE)) {
                if (random.nextInt(3) == 0) {
                    all.add(new Made(
                            "p" + person,
                            "person",
                            author,
                            random.nextInt(8) == 0 ? "revoked" : "active",
                            "",
                            person,
                            "{\"titleRank\":\"" + RANKS.get(random.nextInt(4)) + "\",\"unitNature\":\"other\"}"));
                }
            }
        }
        int before = all.size();
        for (int i = 0; i < 800; i++) {
            all.add(hours(random, i));
        }
        // several nodes report some of them
        for (int i = 0; i < 800; i += 20) {
            Made one = all.get(before + i);
            if (one.author().equals(COUNTY)) {
                all.add(new Made(one.key(), one.kind(), HEALTH, "active", one.period(), one.person(), one.content()));
            }
        }
        return all;
    }

    private static Made hours(Random random, int i) {
        return new Made(
                "h" + i,
                "hour-record",
                List.of(COUNTY, HEALTH, ELSEWHERE).get(random.nextInt(3)),
                random.nextInt(20) == 0 ? "revoked" : "active",
                random.nextInt(10) == 0 ? "2024" : "2025",
                random.nextInt(70),
                "{\"category\":\"public\",\"course\":\"c" + random.nextInt(30) + "\",\"form\":\""
                        + FORMS.get(random.nextInt(3)) + "\",\"hours\":\"" + random.nextInt(40) + "."
                        + (1 + random.nextInt(9)) + "\",\"result\":\"" + (random.nextInt(10) == 0 ? "failed" : "passed")
                        + "\"" + (random.nextInt(6) == 0 ? ",\"unit\":\"days\"" : "") + "}");
    }

    private static void put(Database database, List<Made> all) {
        database.change(tx -> tx.batch(
                "INSERT INTO record (key_hash, kind, first_author, id, version, digest, author, holder, status, division,"
                        + " period, subject, at, body) VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, '370811', ?, ?, 0, ?)",
                all,
                each -> Transaction.values(
                        each.key(),
                        each.kind(),
                        each.author(),
                        each.author() + ":" + each.kind() + ":" + each.key(),
                        new byte[32],
                        each.author(),
                        each.author(),
                        each.status(),
                        Optional.of(each.period()).filter(period -> !period.isEmpty()),
                        "1:" + each.person(),
                        "{\"author\":\"" + each.author() + "\",\"content\":" + each.content()
                                + ",\"division\":\"370811\",\"protected\":{\"content\":\"00\"}}")));
    }

    private static ObjectNode counted(Database database, Set<NodeId> authors) {
        return database.read(tx -> Count.of(tx, new Scope(COUNTY, authors), new Period("2025")))
                .tables()
                .write(1_000);
    }

    private static Map<String, JsonNode> rows(ObjectNode tables, String table, String by) {
        Map<String, JsonNode> rows = new TreeMap<>();
        tables.path(table).forEach(row -> {
            if (row.path("by").asText().equals(by)) {
                rows.put(row.path("group").asText() + "|" + row.path("item").asText(), row);
            }
        });
        return rows;
    }

    @Test
    void itComesToWhatASlowCountComesTo(Database database) {
        List<Made> all = made(new Random(20_251_231));
        put(database, all);
        Set<NodeId> authors = Set.of(COUNTY, HEALTH);

        Set<Integer> registered = new HashSet<>();
        Set<String> seen = new HashSet<>();
        Set<Integer> took = new HashSet<>();
        Map<String, BigDecimal> byForm = new TreeMap<>();
        long days = 0;
        long failed = 0;
        for (NodeId author : List.of(COUNTY, HEALTH)) {
            for (Made each : all) {
                boolean counts = each.author().equals(author) && each.status().equals("active");
                if (counts && each.kind().equals("person")) {
                    registered.add(each.person());
                } else if (counts && each.period().equals("2025") && seen.add(each.key())) {
                    if (each.content().contains("failed")) {
                        failed++;
                        continue;
                    }
                    took.add(each.person());
                    String hours = each.content().replaceAll(".*\"hours\":\"([0-9.]+)\".*", "$1");
                    boolean inDays = each.content().contains("days");
                    days += inDays ? 1 : 0;
                    byForm.merge(
                            each.content().replaceAll(".*\"form\":\"([a-z]+)\".*", "$1"),
                            inDays ? BigDecimal.ZERO : new BigDecimal(hours),
                            BigDecimal::add);
                }
            }
        }
        ObjectNode tables = counted(database, authors);

        JsonNode whole = rows(tables, "persons", "all").get("all|");
        assertThat(whole.path("registered").asInt()).isEqualTo(registered.size());
        assertThat(whole.path("participants").asInt())
                .isEqualTo((int) took.stream().filter(registered::contains).count());
        assertThat(whole.path("unregistered").asInt()).isEqualTo((int)
                took.stream().filter(each -> !registered.contains(each)).count());
        assertThat(whole.path("uncounted").asLong()).isEqualTo(failed);
        assertThat(rows(tables, "units", "all").get("all|days").path("records").asLong())
                .isEqualTo(days);
        assertThat(rows(tables, "forms", "all")).hasSize(byForm.size());
        byForm.forEach((form, hours) -> assertThat(new BigDecimal(rows(tables, "forms", "all")
                        .get("all|" + form)
                        .path("hours")
                        .asText()))
                .as(form)
                .isEqualByComparingTo(hours));
    }

    @Test
    void everyBreakdownAddsUpToTheWhole(Database database) {
        put(database, made(new Random(7)));
        ObjectNode tables = counted(database, Set.of(COUNTY, HEALTH, ELSEWHERE));

        for (Table table : List.of(Table.PERSONS, Table.FORMS, Table.CATEGORIES, Table.UNITS)) {
            for (Column column : table.columns()) {
                BigDecimal whole = sum(tables, table, By.ALL, column);
                for (By by : By.values()) {
                    assertThat(sum(tables, table, by, column))
                            .as(table + " " + column + " by " + by)
                            .isEqualByComparingTo(whole);
                }
            }
        }
    }

    private static BigDecimal sum(ObjectNode tables, Table table, By by, Column column) {
        return rows(tables, table.code(), by.code()).values().stream()
                .map(row -> new BigDecimal(row.path(column.code()).asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void inWhateverOrderRecordsCameTheReportIsTheSame(Database database) {
        List<Made> all = made(new Random(3));
        java.util.Collections.shuffle(all, new Random(4));
        put(database, all);
        String first = counted(database, Set.of(COUNTY, HEALTH)).toString();
        database.change(tx -> tx.update("DELETE FROM record"));
        put(database, made(new Random(3)));
        assertThat(counted(database, Set.of(COUNTY, HEALTH))).hasToString(first);
    }

    @Test
    void howManyPersonsAreInMemoryAtOnceChangesNothing(Database database) {
        put(database, made(new Random(11)));
        for (Set<NodeId> authors : List.of(Set.of(COUNTY), Set.of(COUNTY, HEALTH, ELSEWHERE))) {
            String whole = counted(database, authors).toString();
            for (int atOnce : List.of(1, 7, 1_000)) {
                Count.Counted some =
                        database.read(tx -> Count.of(tx, new Scope(COUNTY, authors), new Period("2025"), atOnce));
                assertThat(some.tables().write(1_000))
                        .as(atOnce + " at once, records of " + authors)
                        .hasToString(whole);
            }
        }
    }

    @Test
    void aPersonIsCountedOnceUnderEachOfVeryManyForms() {
        Tables tables = new Tables();
        People people = new People(new Courses());
        for (int twice = 0; twice < 2; twice++) {
            for (int form = 0; form < 150; form++) {
                people.of("1:7").learnt("public", "f" + form, "hours", 100, 100);
            }
        }
        people.into(tables);

        assertThat(rows(tables.write(1_000), "forms", "all").values())
                .hasSize(150)
                .allSatisfy(row -> {
                    assertThat(row.path("persons").asInt()).isEqualTo(1);
                    assertThat(row.path("records").asInt()).isEqualTo(2);
                });
    }

    @Test
    void formsThatAreNoneMakeNoReportTooLarge() {
        Tables tables = new Tables();
        People people = new People(new Courses());
        for (int form = 0; form < 3_000; form++) {
            people.of("1:7").learnt("public", "f" + form, "hours", 100, 100);
        }
        for (int person = 0; person < 2; person++) {
            people.of("1:" + person).learnt("public", "remote", "hours", 100, 100);
        }
        people.into(tables);

        Map<String, JsonNode> forms = rows(tables.write(10), "forms", "all");
        assertThat(forms).hasSize(16).containsKey("all|remote");
        assertThat(rows(tables.write(10), "categories", "all")
                        .get("all|public")
                        .path("records")
                        .asInt())
                .as("the whole is all of them")
                .isEqualTo(3_002);
    }

    @Test
    void aPersonWithSeveralCertificatesMetTheDutyIfOneOfThemSaysSo() {
        Tables tables = new Tables();
        People people = new People(new Courses());
        for (boolean met : new boolean[] {false, true, false}) {
            people.of("1:1").certified(met);
        }
        people.of("1:2").certified(false);
        people.into(tables);

        JsonNode row = rows(tables.write(10), "certificates", "all").get("all|");
        assertThat(row.path("certificates").asInt()).isEqualTo(4);
        assertThat(row.path("met").asInt()).isEqualTo(1);
        assertThat(row.path("short").asInt()).isEqualTo(1);
    }

    @Test
    void theLargestGroupsAreListedAndTheWholeAlways() {
        Tables tables = new Tables();
        People people = new People(new Courses());
        for (int i = 0; i < 30; i++) {
            people.register("1:" + i, new Profile("d" + i % 7, "senior", "i" + Math.min(i, 20), "other"));
            people.of("1:" + i).learnt("public", "class", "hours", 50, 50);
        }
        people.into(tables);
        ObjectNode some = tables.write(10);

        assertThat(rows(some, "persons", "industry")).hasSize(10).containsKey("i20|");
        assertThat(rows(some, "persons", "division")).hasSize(7);
        assertThat(rows(some, "persons", "all").get("all|").path("hours").asText())
                .isEqualTo("15");
        assertThat(tables.write(1_000).path("persons")).hasSize(1 + 7 + 1 + 21 + 1);
    }

    @Test
    void ratesAreRoundedHalfUpAndAmountsAreExact() {
        assertThat(Hundredths.perCent(1, 3)).isEqualTo("33.3");
        assertThat(Hundredths.perCent(2, 3)).isEqualTo("66.7");
        assertThat(Hundredths.perCent(1, 2000)).as("0.05").isEqualTo("0.1");
        assertThat(Hundredths.perCent(5, 5)).isEqualTo("100.0");
        assertThat(Hundredths.read("0.1")).hasValue(10);
        assertThat(Hundredths.read("152.55")).hasValue(15_255);
        for (String none : List.of("", "1e3", "-1", "0.005", "1,000", "9999999999", "NaN")) {
            assertThat(Hundredths.read(none)).as(none).isEmpty();
        }
        assertThat(Hundredths.text(15_250)).isEqualTo("152.5");
        assertThat(Hundredths.text(100_000)).isEqualTo("1000");
    }
}

package org.jilian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.store.Samples.MORNING;
import static org.jilian.store.Samples.PERSON;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Facts and discrepancies. */
@OnDatabases
class FactsTest {
    @Test
    void aFactIsWhatWasPutLast(Database database) {
        database.change(tx -> Facts.put(tx, "head", "1"));
        database.change(tx -> Facts.put(tx, "head", "2"));
        Optional<String> head = database.read(tx -> Facts.find(tx, "head"));
        assertThat(head).contains("2");
        database.change(tx -> Facts.remove(tx, "head"));
        head = database.read(tx -> Facts.find(tx, "head"));
        assertThat(head).isEmpty();
    }

    @Test
    void aDiscrepancyFoundAgainIsOpenAgainWithItsNewestEvidence(Database database) {
        note(database, 1);
        assertThat(open(database)).extracting(Discrepancy::evidence).containsExactly("{\"sequence\":1}");
        assertThat(settle(database)).isTrue();
        assertThat(settle(database)).isFalse();
        assertThat(open(database)).isEmpty();
        note(database, 2);
        assertThat(open(database))
                .containsExactly(new Discrepancy("CONFLICT", PERSON.toString(), "{\"sequence\":2}", true, MORNING));
    }

    private static void note(Database database, int sequence) {
        ObjectNode evidence = JsonNodeFactory.instance.objectNode().put("sequence", sequence);
        database.change(tx -> Discrepancies.note(tx, "CONFLICT", PERSON.toString(), evidence, MORNING));
    }

    private static boolean settle(Database database) {
        return database.write(tx -> Discrepancies.settle(tx, "CONFLICT", PERSON.toString(), MORNING));
    }

    private static List<Discrepancy> open(Database database) {
        return database.read(tx -> Discrepancies.open(tx, 10));
    }
}

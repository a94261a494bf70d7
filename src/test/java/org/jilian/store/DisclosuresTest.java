package org.jilian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jilian.store.Samples.MORNING;
import static org.jilian.store.Samples.PERSON;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jilian.record.Cipher;
import org.jilian.record.Disclosure;
import org.junit.jupiter.api.Test;

@OnDatabases
class DisclosuresTest {
    private static final String NUMBER = "11010519491231002X";

    private final Disclosures disclosures = new Disclosures(Samples.atRest());

    @Test
    void aValueComesBackAndStandsNowhereInClear(Database database) {
        Disclosure number = disclosure(1, "documentNumber", NUMBER);
        Disclosure name = disclosure(1, "name", "张𠮷");
        put(database, number, name, number);
        put(database, number);
        List<Disclosure> found = database.read(tx -> disclosures.find(tx, PERSON, 1));
        assertThat(found).usingRecursiveFieldByFieldElementComparator().containsExactly(number, name);
        List<Disclosure> ofTheNextVersion = database.read(tx -> disclosures.find(tx, PERSON, 2));
        assertThat(ofTheNextVersion).isEmpty();
        assertThat(Samples.stands(database, "disclosure", "sealed", NUMBER)).isFalse();
        assertThat(Samples.stands(database, "disclosure", "sealed", "张𠮷")).isFalse();
    }

    @Test
    void aRecalledValueIsErasedAndNotTakenInAgain(Database database) {
        put(database, disclosure(1, "phone", "13800000000"), disclosure(2, "phone", "13900000000"));
        put(database, disclosure(3, "phone", "13700000000"), disclosure(2, "name", "张三"));
        int erased = database.write(tx -> disclosures.recall(tx, PERSON, "phone", 2, MORNING));
        assertThat(erased).isEqualTo(2);
        put(database, disclosure(1, "phone", "13800000000"), disclosure(2, "phone", "13900000000"));
        assertThat(value(database, 1, "phone")).isNull();
        assertThat(value(database, 2, "phone")).isNull();
        assertThat(value(database, 3, "phone")).isEqualTo("13700000000");
        assertThat(value(database, 2, "name")).isEqualTo("张三");
    }

    @Test
    void aNarrowerRecallLaterGivesNothingBack(Database database) {
        database.change(tx -> {
            disclosures.recall(tx, PERSON, "phone", 3, MORNING);
            disclosures.recall(tx, PERSON, "phone", 1, MORNING);
        });
        List<Boolean> recalled = database.read(tx -> List.of(
                disclosures.isRecalled(tx, PERSON, "phone", 3),
                disclosures.isRecalled(tx, PERSON, "phone", 4),
                disclosures.isRecalled(tx, PERSON, "name", 1)));
        assertThat(recalled).containsExactly(true, false, false);
    }

    @Test
    void aValueMovedToAnotherRecordDoesNotOpen(Database database) {
        put(database, disclosure(1, "name", "张三"));
        database.change(tx -> tx.update("UPDATE disclosure SET version = 2"));
        assertThatThrownBy(() -> database.read(tx -> disclosures.find(tx, PERSON, 2)))
                .isInstanceOf(Cipher.UnreadableException.class);
    }

    private void put(Database database, Disclosure... values) {
        // a batch differs in its keys
        database.change(
                tx -> disclosures.put(tx, List.of(values).stream().distinct().toList()));
    }

    private String value(Database database, int version, String path) {
        return database.read(tx -> disclosures.find(tx, PERSON, version, path))
                .map(Disclosure::value)
                .orElse(null);
    }

    private static Disclosure disclosure(int version, String path, String value) {
        byte[] salt = ("salt of " + path + " ........").substring(0, 16).getBytes(StandardCharsets.US_ASCII);
        return new Disclosure(PERSON, version, path, salt, value);
    }
}

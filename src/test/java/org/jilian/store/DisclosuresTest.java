package org.jilian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jilian.store.Samples.MORNING;
import static org.jilian.store.Samples.PERSON;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jilian.record.Cipher;
import org.jilian.record.Digest;
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
        List<Disclosure> found = database.read(tx -> disclosures.find(tx, PERSON, 1, digests(number, name)));
        assertThat(found).usingRecursiveFieldByFieldElementComparator().containsExactly(number, name);
        List<Disclosure> ofTheNextVersion = database.read(tx -> disclosures.find(tx, PERSON, 2, digests(number, name)));
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
        assertThat(isHere(database, disclosure(1, "phone", "13800000000"))).isFalse();
        assertThat(isHere(database, disclosure(2, "phone", "13900000000"))).isFalse();
        assertThat(isHere(database, disclosure(3, "phone", "13700000000"))).isTrue();
        assertThat(isHere(database, disclosure(2, "name", "张三"))).isTrue();
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
        Disclosure name = disclosure(1, "name", "张三");
        put(database, name);
        database.change(tx -> tx.update("UPDATE disclosure SET version = 2"));
        assertThatThrownBy(() -> database.read(tx -> disclosures.find(tx, PERSON, 2, digests(name))))
                .isInstanceOf(Cipher.UnreadableException.class);
    }

    @Test
    void twoVersionsOfOneNumberKeepTheirValuesApart(Database database) {
        Disclosure holders = disclosure(2, "name", "张三");
        Disclosure strangers = disclosure(2, "name", "李四");
        put(database, strangers);
        put(database, holders);
        for (Disclosure each : List.of(holders, strangers)) {
            List<Disclosure> found = database.read(tx -> disclosures.find(tx, PERSON, 2, digests(each)));
            assertThat(found).usingRecursiveFieldByFieldElementComparator().containsExactly(each);
        }
    }

    private static Map<String, Digest> digests(Disclosure... values) {
        return Arrays.stream(values).collect(Collectors.toMap(Disclosure::path, value -> value.digest(Samples.hash())));
    }

    private void put(Database database, Disclosure... values) {
        // a batch differs in its keys
        database.change(
                tx -> disclosures.put(tx, List.of(values).stream().distinct().toList(), Samples.hash()));
    }

    private boolean isHere(Database database, Disclosure value) {
        return database.read(tx ->
                !disclosures.find(tx, PERSON, value.version(), digests(value)).isEmpty());
    }

    private static Disclosure disclosure(int version, String path, String value) {
        byte[] salt = ("salt of " + path + " ........").substring(0, 16).getBytes(StandardCharsets.US_ASCII);
        return new Disclosure(PERSON, version, path, salt, value);
    }
}

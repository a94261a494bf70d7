package org.jilian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jilian.store.Samples.MORNING;
import static org.jilian.store.Samples.RENCHENG;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@OnDatabases
class AuditTrailTest {
    private final AuditTrail trail = new AuditTrail(Samples.hash());

    @Test
    void everyLineBindsTheOneBefore(Database database) {
        append(database, 3);
        assertThat(chain(database)).isEqualTo(3);
        append(database, 2);
        assertThat(chain(database)).isEqualTo(2);
        assertThat(chain(database)).isZero();
        List<AuditLine> lines = database.read(tx -> trail.latest(tx, 10));
        assertThat(lines).extracting(AuditLine::n).containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(lines.get(0).previous()).isEqualTo(lines.get(1).digest());
        assertThat(lines.get(4).detail()).isEqualTo("{\"code\":\"SIGNATURE\",\"sequence\":0}");
        assertThat(trail.verify(database))
                .isEqualTo(new AuditVerdict.Intact(5, lines.get(0).digest()));
    }

    @Test
    void aLineOfWorkThatFailedIsNotThere(Database database) {
        assertThatThrownBy(() -> database.change(tx -> {
                    trail.append(tx, event(1));
                    throw new IllegalStateException("crash");
                }))
                .hasMessage("crash");
        assertThat(chain(database)).isZero();
    }

    @Test
    void theDatabaseRefusesToChangeOrDeleteALine(Database database) {
        append(database, 1);
        chain(database);
        for (String sql : List.of("UPDATE audit SET node = '000000'", "DELETE FROM audit")) {
            assertThatThrownBy(() -> database.change(tx -> tx.update(sql)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("the audit trail only grows");
        }
        assertThat(trail.verify(database)).isInstanceOf(AuditVerdict.Intact.class);
    }

    @Test
    void aChangedLineIsNamed(Database database) {
        append(database, 4);
        chain(database);
        tamper(database, "UPDATE audit SET node = '000000' WHERE n = 3");
        assertThat(trail.verify(database)).isInstanceOfSatisfying(AuditVerdict.Broken.class, broken -> {
            assertThat(broken.line()).isEqualTo(3);
            assertThat(broken.reason()).contains("the line was changed");
        });
    }

    @Test
    void aChangedDetailIsNamedEvenIfItIsNoDocument(Database database) {
        append(database, 2);
        chain(database);
        tamper(database, "UPDATE audit SET detail = 'nothing' WHERE n = 1");
        assertThat(trail.verify(database)).isInstanceOfSatisfying(AuditVerdict.Broken.class, broken -> {
            assertThat(broken.line()).isEqualTo(1);
            assertThat(broken.reason()).contains("the detail was changed");
        });
    }

    @Test
    void aRemovedLineIsNamed(Database database) {
        append(database, 4);
        chain(database);
        tamper(database, "DELETE FROM audit WHERE n = 2");
        assertThat(trail.verify(database))
                .isEqualTo(new AuditVerdict.Broken(2, "line 2 should follow, but line 3 does: lines were removed"));
    }

    @Test
    void aRemovedLineIsNamedEvenIfTheOthersAreRenumbered(Database database) {
        append(database, 3);
        chain(database);
        tamper(database, "DELETE FROM audit WHERE n = 2");
        tamper(database, "UPDATE audit SET n = 2 WHERE n = 3");
        assertThat(trail.verify(database)).isInstanceOfSatisfying(AuditVerdict.Broken.class, broken -> {
            assertThat(broken.line()).isEqualTo(2);
            assertThat(broken.reason()).contains("'previous' should be");
        });
    }

    @Test
    void severalAppendAndBindAtOnceAndNoLineIsLostOrDoubled(Database database) {
        CompletableFuture.allOf(IntStream.range(0, 3)
                        .mapToObj(n -> CompletableFuture.runAsync(() -> {
                            for (int i = 0; i < 10; i++) {
                                append(database, 5);
                                chain(database);
                            }
                        }))
                        .toArray(CompletableFuture[]::new))
                .join();
        chain(database);
        assertThat(trail.verify(database))
                .isInstanceOfSatisfying(
                        AuditVerdict.Intact.class,
                        intact -> assertThat(intact.lines()).isEqualTo(150));
    }

    private void append(Database database, int lines) {
        database.change(tx -> trail.append(
                tx, IntStream.range(0, lines).mapToObj(AuditTrailTest::event).toList()));
    }

    private int chain(Database database) {
        return database.write(trail::chain);
    }

    private static AuditEvent event(int sequence) {
        return new AuditEvent(
                MORNING,
                "parcel.refused",
                RENCHENG,
                JsonNodeFactory.instance.objectNode().put("sequence", sequence).put("code", "SIGNATURE"));
    }

    /** As an administrator of the database could. */
    private static void tamper(Database database, String sql) {
        database.change(tx -> {
            if (tx.dialect() == Dialect.SQLITE) {
                tx.update("DROP TRIGGER IF EXISTS audit_row_stays");
                tx.update("DROP TRIGGER IF EXISTS audit_row_is_final");
            } else {
                tx.update("ALTER TABLE audit DISABLE TRIGGER ALL");
            }
            tx.update(sql);
        });
    }
}

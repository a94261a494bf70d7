package org.jilian.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jilian.cli.demo.ThreeHomes;
import org.jilian.cli.node.OpenNode;
import org.jilian.ledger.Header;
import org.jilian.store.Transaction;

/** What must be true when all is quiet and every process has ended: all agree, nothing is lost, nothing is there twice. */
final class Ending {
    private Ending() {}

    static void check(ThreeNodes nodes, Rosters rosters) {
        ObjectNode agreement = nodes.homes().whileAllAreDown(open -> {
            open.forEach(node -> check(node, rosters));
            return ThreeHomes.agreement(open);
        });
        assertThat(agreement.path("converged").asBoolean())
                .as(agreement.toString())
                .isTrue();
        agreement
                .path("nodes")
                .forEach(node -> assertThat(node.path("refused").asLong())
                        .as(node.toString())
                        .isZero());
    }

    private static void check(OpenNode node, Rosters rosters) {
        node.database().read(tx -> {
            assertThat(count(tx, "record WHERE kind = 'hour-record' AND version = 1"))
                    .as("hour records of " + node.node())
                    .isEqualTo(rosters.hourRecords());
            assertThat(count(tx, "record WHERE kind = 'person' AND version = 1"))
                    .as("persons of " + node.node())
                    .isEqualTo(rosters.persons());
            assertThat(count(tx, "record WHERE version > 1")).isZero();
            assertThat(count(tx, "other_version")).isZero();
            assertThat(count(tx, "other_place")).as("places beside the one").isZero();
            assertThat(count(tx, "outcome")).as("outcomes that are not plain").isZero();
            assertThat(count(tx, "equivocation")).isZero();
            assertThat(sealed(tx))
                    .as("records in all parcels of the county's that " + node.node() + " holds")
                    .isEqualTo(rosters.hourRecords() + rosters.persons());
            return true;
        });
    }

    private static long count(Transaction tx, String what) throws java.sql.SQLException {
        return tx.find("SELECT count(*) AS n FROM " + what, row -> row.number("n"))
                .orElseThrow();
    }

    /** Over the headers: a record in two parcels would be counted twice. */
    private static long sealed(Transaction tx) throws java.sql.SQLException {
        List<Long> counts = new ArrayList<>();
        tx.each(
                "SELECT p.header FROM parcel p JOIN ledger l ON l.n = p.ledger WHERE l.origin = '" + ThreeHomes.COUNTY
                        + "'",
                row -> counts.add((long) Header.read(row.bytes("header")).body().count()));
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}

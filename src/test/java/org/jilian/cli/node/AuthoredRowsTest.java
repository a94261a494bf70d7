package org.jilian.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import org.jilian.exchange.Authored;
import org.jilian.intake.RowPrint;
import org.jilian.intake.TakenRow;
import org.jilian.record.Draft;
import org.jilian.record.KindName;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;
import org.junit.jupiter.api.Test;

/** Rows and what became of their records. */
class AuthoredRowsTest {
    private static final Authored NO = new Authored.Refused(new Refusal(RefusalCode.NOT_ENTITLED, "no subject key"));

    /** Twice in one batch, PostgreSQL would refuse the batch. */
    @Test
    void aRowBothOfWhoseRecordsAreRefusedIsRefusedOnce() {
        AuthoredRows rows = AuthoredRows.of(List.of(row(2), row(3)), List.of(NO, NO, NO, NO));

        assertThat(rows.refused()).extracting(TakenRow.Bad::row).containsExactly(2L, 3L);
        assertThat(rows.refused().get(0).errors()).hasSize(2);
        assertThat(rows.whole()).isEmpty();
    }

    private static TakenRow.Good row(long number) {
        Draft draft = new Draft(
                new KindName("person"),
                "370811",
                Optional.empty(),
                Optional.empty(),
                JsonNodeFactory.instance.objectNode());
        return new TakenRow.Good(
                number, List.of(draft, draft), List.of(), new RowPrint(number, 1), false, () -> List.of("示例甲"));
    }
}

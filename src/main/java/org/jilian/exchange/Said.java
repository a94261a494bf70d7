package org.jilian.exchange;

import java.util.List;
import java.util.Set;
import org.jilian.record.Refusal;
import org.jilian.record.RefusalCode;

/**
 * What came of a question or of an answer to one.
 *
 * @param restated numbers of ledgers whose receipts are due again
 */
record Said(List<Envelope> answers, List<Refusal> refusals, Set<Long> restated) {
    static Said refused(RefusalCode code, String detail) {
        return new Said(List.of(), List.of(new Refusal(code, detail)), Set.of());
    }

    static Said sent(List<Envelope> answers) {
        return new Said(answers, List.of(), Set.of());
    }
}

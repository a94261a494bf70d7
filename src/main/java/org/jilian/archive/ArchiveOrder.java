package org.jilian.archive;

import java.util.Optional;
import org.jilian.record.Draft;
import org.jilian.record.Subject;
import org.jilian.rules.Period;

/**
 * A look-up of one person: by pseudonym or by number, of which exactly one is given.
 *
 * @param who asks, as far as it is known: the account of the operator
 * @param reason for which; it stands in the audit trail, so it names nobody
 * @param period of hours, certificates and judgements; all if none is given
 */
public record ArchiveOrder(
        Optional<Subject> subject,
        Optional<Draft.PersonNumber> number,
        String who,
        String reason,
        Optional<Period> period) {
    public ArchiveOrder {
        if (subject.isPresent() == number.isPresent()) {
            throw new IllegalArgumentException("a person is looked up by pseudonym or by number, by one of them");
        }
        if (reason.isBlank()) {
            throw new CannotLookUpException("a look-up should have a reason (查询事由), but has none");
        }
    }
}

package org.jilian.certificate;

import java.util.Optional;
import org.jilian.rules.Period;

/**
 * Whom to certify for which period.
 *
 * @param division persons counted under it, or under a place whose authority reports to that of it
 * @param delegation the one to issue under, where the node holds several
 * @param metOnly only persons who meet their duty
 * @param replace persons whose hours have changed since get a new certificate, and the old one is revoked
 * @param dryRun nothing is written; the report says what would come of it
 */
public record IssueOrder(
        Period period,
        String division,
        Optional<String> delegation,
        boolean metOnly,
        boolean replace,
        boolean dryRun) {}

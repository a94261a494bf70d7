package org.jilian.certificate;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jilian.directory.Directory;
import org.jilian.exchange.Exchange;
import org.jilian.exchange.Self;
import org.jilian.exchange.Subjects;
import org.jilian.rules.hours.Policies;
import org.jilian.store.Database;

/**
 * Issues hour certificates (签发学时证明) for all persons of a place and period who have hours, each with the judgement it
 * rests on.
 *
 * <p>Always true: a serial number is given once; nobody has two certificates in force for one period; a certificate, its
 * face and the row that remembers both are written in one transaction. So it may die anywhere: started again it finds who
 * has a certificate, and goes on with the others. Numbers run without regard to who is certified, and a transaction that
 * is taken back takes its numbers back.
 *
 * <p>Three threads share the work, each ahead of the next: hours are read in one pass, persons are judged, certificates
 * are written. Only the last one writes, and looks again whether there is a certificate in force.
 */
public final class Issue {
    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final Self self;
    private final Database database;
    private final Exchange exchange;
    private final Directory directory;
    private final Policies policies;

    /** @param policies those that this level knows, the nation's included */
    public Issue(Self self, Database database, Exchange exchange, Directory directory, Policies policies) {
        this.self = self;
        this.database = database;
        this.exchange = exchange;
        this.directory = directory;
        this.policies = policies;
    }

    /**
     * @param progress how many persons so far
     * @throws CannotIssueException if no delegation lets this node issue for that place
     */
    public IssueReport run(IssueOrder order, LongConsumer progress) {
        LocalDate today = LocalDate.ofInstant(self.now(), CHINA);
        Places places = new Places(directory, today);
        Delegation delegation = delegation(order, places, today);
        IssueReport report = new IssueReport();
        JudgePersons judge = new JudgePersons(self, database, directory, policies, order, delegation, places);
        OtherEpochs epochs = new OtherEpochs(
                self, new Subjects(directory, self.suite(), self.keys().encryption()));
        WriteCertificates write = new WriteCertificates(self, order, delegation, today);
        try (HoursHeld hours = new HoursHeld(
                        database,
                        order.period(),
                        policies.periodsSpread(),
                        tx -> Merged.all(tx, epochs, self.suite().hash()));
                Ahead<JudgePersons.Batch> judged = new Ahead<>("hours-judge", out -> judge.judge(hours, out))) {
            for (Optional<JudgePersons.Batch> some = judged.next(); some.isPresent(); some = judged.next()) {
                JudgePersons.Batch batch = some.get();
                report.persons(batch.persons(), batch.lines());
                batch.settled().forEach(report::add);
                List<JudgePersons.Settled> settled = order.dryRun()
                        ? database.read(tx -> write.only(tx, batch.due()))
                        : exchange.compose((tx, pen) -> write.write(tx, pen, batch.due()));
                settled.forEach(report::add);
                progress.accept(report.persons());
            }
        }
        return report;
    }

    private Delegation delegation(IssueOrder order, Places places, LocalDate today) {
        List<Delegation> all = database.read(tx -> Delegation.of(
                tx,
                self.node(),
                places.of(order.division(), self.node()),
                today,
                directory,
                self.suite().hash()));
        List<Delegation> fitting = all.stream()
                .filter(each -> order.delegation().map(each.number()::equals).orElse(true))
                .toList();
        if (fitting.isEmpty()) {
            throw new CannotIssueException("node " + self.node() + " should hold a delegation (委托) for "
                    + order.division() + " that is in force on " + today + ", but holds "
                    + (all.isEmpty()
                            ? "none"
                            : all.stream().map(Delegation::number).toList())
                    + ": the authority above has to author a record of kind 'delegation' that names it");
        }
        if (fitting.size() > 1) {
            throw new CannotIssueException("node " + self.node() + " holds several delegations for " + order.division()
                    + ", " + fitting.stream().map(Delegation::number).toList() + ": name one with --delegation");
        }
        return fitting.get(0);
    }
}

package org.jilian.certificate;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jilian.directory.Directory;
import org.jilian.record.RecordVersion;
import org.jilian.rules.Period;
import org.jilian.rules.hours.Carried;
import org.jilian.rules.hours.Choice;
import org.jilian.rules.hours.Facts;
import org.jilian.rules.hours.HourLine;
import org.jilian.rules.hours.Judge;
import org.jilian.rules.hours.Judgement;
import org.jilian.rules.hours.Policies;
import org.jilian.rules.hours.Why;

/** What one person's hours come to, judged now as a certificate issued now would judge them; nothing is written. */
public final class Judging {
    private final Places places;
    private final Policies policies;

    /** @param day on which the directory's tree says to which places a person belongs */
    public Judging(Directory directory, Policies policies, LocalDate day) {
        this.places = new Places(directory, day);
        this.policies = policies;
    }

    /** Either a judgement, or why no policy judges the person. */
    public record Result(Optional<Judgement> judgement, Optional<Why> none) {}

    /**
     * @param person current version of the registration
     * @param hours current versions of the person's hour records, of whatever period
     */
    public Result of(RecordVersion person, Collection<RecordVersion> hours, Period period) {
        Facts facts = new PersonHeld(person).facts(places);
        Choice choice = policies.choose(facts, period);
        if (!(choice instanceof Choice.Chosen chosen)) {
            return new Result(Optional.empty(), Optional.of(((Choice.None) choice).why()));
        }
        List<String> periods = HoursHeld.names(period, policies.periodsSpread());
        List<HourLine> lines = hours.stream()
                .filter(each -> each.period().map(periods::contains).orElse(false))
                .map(each -> HourLine.of(
                        each.id().toString(),
                        each.version(),
                        each.status(),
                        each.period().orElse(null),
                        each.content()))
                .toList();
        return new Result(
                Optional.of(Judge.judge(facts, chosen, LinesOfPeriod.of(lines, chosen), Carried.NOTHING)),
                Optional.empty());
    }
}

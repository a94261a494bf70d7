package org.jilian.rules.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jilian.crypto.Suite;
import org.jilian.intake.CodeTables;
import org.jilian.intake.PolicyFiles;
import org.jilian.record.Hash;
import org.jilian.rules.Checked;
import org.jilian.rules.CodeTable;
import org.jilian.rules.Period;

/** The policies that the product ships, and persons of the places that they are of. */
final class Given {
    static final Hash HASH = Suite.named("gm").hash();
    static final Map<String, CodeTable> TABLES = tables();
    static final Policies SHIPPED = shipped();

    /** A county of Jining. */
    static final Facts RENCHENG = Facts.at(List.of("370811", "370800", "370000", "000000"));

    static final Facts QINGDAO = Facts.at(List.of("370202", "370200", "370000", "000000"));

    /** A county that reports to its province. */
    static final Facts LANKAO = Facts.at(List.of("410225", "410000", "000000"));

    static final Facts SHANGHAI = Facts.at(List.of("310101", "310000", "000000"));
    static final Facts GUANGZHOU = Facts.at(List.of("440104", "440100", "440000", "000000"));

    private Given() {}

    static Choice.Chosen chosen(Facts person, String period) {
        Choice choice = SHIPPED.choose(person, period(period));
        assertThat(choice).isInstanceOf(Choice.Chosen.class);
        return (Choice.Chosen) choice;
    }

    static Why none(Facts person, String period) {
        Choice choice = SHIPPED.choose(person, period(period));
        assertThat(choice).isInstanceOf(Choice.None.class);
        return ((Choice.None) choice).why();
    }

    static Judgement judged(Facts person, String period, HourLine... lines) {
        return Judge.judge(person, chosen(person, period), List.of(lines), Carried.NOTHING);
    }

    static Period period(String text) {
        return ((Checked.Valid<Period>) Period.check(text)).value();
    }

    /** The codes of what is said about one record. */
    static List<String> why(Judgement judgement, String record) {
        return line(judgement, record).why().stream()
                .map(each -> each.code().code())
                .toList();
    }

    static String counted(Judgement judgement, String record) {
        return Decimals.text(line(judgement, record).counted());
    }

    static Judgement.Line line(Judgement judgement, String record) {
        List<Judgement.Line> found = judgement.lines().stream()
                .filter(each -> each.id().record().equals(record))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    static String total(Judgement judgement) {
        return Decimals.text(judgement.totals().all());
    }

    /** What is short, by duty. */
    static String missing(Judgement judgement, String of) {
        return judgement.duties().stream()
                .filter(each ->
                        each.category().map(Category::code).orElse("total").equals(of))
                .map(each -> Decimals.text(each.missing()))
                .findFirst()
                .orElse("no such duty");
    }

    static Carried carried(String period, String publicHours, String professional) {
        return new Carried(
                period,
                new Sums(Map.of(
                        Category.PUBLIC, new BigDecimal(publicHours),
                        Category.PROFESSIONAL, new BigDecimal(professional))));
    }

    private static Map<String, CodeTable> tables() {
        try {
            return CodeTables.read(Path.of("config/codes"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Policies shipped() {
        try {
            return PolicyFiles.read(Path.of("config/policies"), TABLES, HASH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

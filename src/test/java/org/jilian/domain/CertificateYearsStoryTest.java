package org.jilian.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.domain.Country.JINING;
import static org.jilian.domain.Country.RENCHENG;
import static org.jilian.domain.Country.SHANDONG;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jilian.certificate.IssueOrder;
import org.jilian.certificate.IssueReport;
import org.jilian.rules.Period;
import org.jilian.rules.hours.Policies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a certificate has to do with other years: hours carried over, and subject keys that changed in between. */
class CertificateYearsStoryTest {
    /** Plainly invented; the check digit is valid. */
    private static final String DOCTOR = "11010519491231002X";

    private final Country country = new Country(getClass());

    @TempDir
    private Path temp;

    @BeforeEach
    void delegateAndRegister() {
        country.author(
                SHANDONG,
                "delegation",
                "",
                "{'number':'SD370800','node':'370800','divisions':['370800'],'from':'2025-01-01'}");
        country.author(
                RENCHENG,
                "person",
                "",
                Optional.of(DOCTOR),
                "{'documentType':'111','documentNumber':'" + DOCTOR
                        + "','name':'示例甲','unit':'示例单位','titleRank':'420'}");
    }

    @AfterEach
    void close() {
        country.close();
    }

    private void hours(String year, String hours) {
        country.author(
                RENCHENG,
                "hour-record",
                year,
                Optional.of(DOCTOR),
                "{'category':'professional','course':'临床进展" + year + "','hours':'" + hours + "','startDate':'" + year
                        + "-03-01','endDate':'" + year + "-03-20'}");
    }

    private IssueReport issue(String year, Policies policies) {
        return country.issue(
                JINING,
                new IssueOrder(new Period(year), "370800", Optional.empty(), false, false, false),
                policies,
                done -> {});
    }

    private List<String> certificates() {
        return country.rows(
                SHANDONG,
                "SELECT serial || ' ' || total_hours || ' ' || verdict AS said FROM v_hour_certificate ORDER BY serial");
    }

    /** The policies of the project, and Jining's with a rule that lets 20 hours be carried over. */
    private Policies carrying() throws IOException {
        return withRule("carryOver: {most: \"20\", source: 示例}");
    }

    private Policies withRule(String rule) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("config/policies"))) {
            for (Path file : files.toList()) {
                Files.copy(file, temp.resolve(file.getFileName()));
            }
        }
        Path jining = temp.resolve("jining-2023.yaml");
        Files.writeString(jining, Files.readString(jining) + "\n" + rule + "\n");
        return Country.policies(temp);
    }

    @Test
    void hoursBeyondOneYearsDutyCountInTheNextAsThatYearsCertificateSays() throws Exception {
        Policies policies = carrying();
        hours("2024", "105");
        hours("2025", "80");
        issue("2024", policies);

        issue("2025", policies);

        assertThat(certificates()).containsExactly("SD370800-2024-0000001 105 met", "SD370800-2025-0000001 95 met");
        assertThat(issue("2025", policies).count(IssueReport.Fate.UNCHANGED)).isEqualTo(1);
    }

    @Test
    void hoursThatAreSpreadOverManyYearsCountInTheLastOfThem() throws Exception {
        country.author(
                RENCHENG,
                "hour-record",
                "2018",
                Optional.of(DOCTOR),
                "{'category':'professional','course':'示例学历','form':'degree','hours':'800'}");

        issue("2025", withRule("spreads: [{forms: [degree], periods: 8, source: 示例}]"));

        assertThat(certificates()).containsExactly("SD370800-2025-0000001 100 met");
    }

    @Test
    void ofAYearThatNobodyCertifiedNothingIsCarriedOver() throws Exception {
        Policies policies = carrying();
        hours("2024", "105");
        hours("2025", "80");

        issue("2025", policies);

        assertThat(certificates()).containsExactly("SD370800-2025-0000001 80 short");
    }

    @Test
    void hoursOfALaterKeyEpochCountForWhomTheNumberIsRegistered() {
        hours("2025", "60");
        country.newSubjectKey(2);
        country.author(
                RENCHENG,
                "hour-record",
                "2025",
                Optional.of(DOCTOR),
                "{'category':'professional','course':'新课程','hours':'35','startDate':'2025-05-01','endDate':'2025-05-20'}");
        assertThat(country.rows(
                        JINING,
                        "SELECT substr(subject, 1, 2) AS said FROM record WHERE kind = 'hour-record' ORDER BY 1"))
                .containsExactly("1:", "2:");

        IssueReport report = issue("2025", Country.POLICIES);

        assertThat(report.count(IssueReport.Fate.UNREGISTERED)).isZero();
        assertThat(certificates()).containsExactly("SD370800-2025-0000001 95 met");
    }
}

package org.jilian.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jilian.rules.Checked;
import org.jilian.rules.Confidence;
import org.jilian.rules.Division;
import org.jilian.rules.DivisionCode;
import org.jilian.rules.Divisions;
import org.jilian.rules.IdentityNumber;
import org.jilian.rules.InstitutionEntry;
import org.jilian.rules.InstitutionMatcher;
import org.jilian.rules.PlaceNames;
import org.jilian.rules.Proposal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The division codes that the product ships, and mistakes of whoever changes them. */
class DivisionFileTest {
    private static final Path SHIPPED = Intakes.CONFIG.resolve("codes").resolve("divisions.csv");
    private static final LocalDate LAST = LocalDate.of(2024, 12, 31);
    private static Divisions divisions = new Divisions(LAST, LAST, List.of());

    @TempDir
    Path folder;

    @BeforeAll
    static void read() throws IOException {
        divisions = DivisionFile.read(SHIPPED);
    }

    /** As the Ministry of Civil Affairs counted them at the end of 2024, without Taiwan, Hong Kong and Macao. */
    @Test
    void thePresentDivisionsOfTheNationAreComplete() {
        List<String> present = inForce(LAST);

        assertThat(present).filteredOn(code -> code.endsWith("0000")).hasSize(34);
        assertThat(present)
                .filteredOn(code -> code.endsWith("00") && !code.endsWith("0000"))
                .hasSize(333);
        assertThat(present).filteredOn(code -> !code.endsWith("00")).hasSize(2846);
        assertThat(counties(present, "37")).as("Shandong").hasSize(136);
        assertThat(counties(present, "41")).as("Henan").hasSize(157);
    }

    @ParameterizedTest
    @CsvSource({
        "370811,2010-01-01,山东省济宁市任城区",
        "370802,2010-01-01,山东省济宁市市中区",
        "370882,2010-01-01,山东省济宁市兖州市",
        "370812,2014-06-01,山东省济宁市兖州区",
        "370871,2023-01-01,山东省济宁市济宁高新技术产业开发区",
        "371202,2010-01-01,山东省莱芜市莱城区",
        "370116,2023-01-01,山东省济南市莱芜区",
        "410225,2023-01-01,河南省开封市兰考县",
        "419001,2023-01-01,河南省济源市",
        "110101,2023-01-01,北京市东城区",
        "232701,2023-01-01,黑龙江省大兴安岭地区漠河市",
        "659001,2023-01-01,新疆维吾尔自治区石河子市"
    })
    void aCodeHasTheNameOfItsDay(String code, LocalDate day, String name) {
        assertThat(divisions.fullName(new DivisionCode(code), day)).contains(name);
    }

    @ParameterizedTest
    @CsvSource({
        "370802,370811",
        "370882,370812",
        "371200,370116 370117",
        "371202,370116",
        "371203,370117",
        "370634,370614",
        "410224,410212",
        "410306,410308",
        "410381,410307",
        "410881,419001",
        "411222,411203",
        "632121,630203",
        "522401,520502",
        "320502,320508"
    })
    void aCeasedCodeLeadsToThePresentOnes(String old, String present) {
        assertThat(divisions.successors(new DivisionCode(old), LAST).stream()
                        .map(each -> each.code().value())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(present);
    }

    @Test
    void aCodeThatWasGivenAgainMeansAnotherPlace() {
        DivisionCode code = new DivisionCode("410307");

        assertThat(divisions.successors(code, LocalDate.of(2005, 1, 1), LAST))
                .extracting(Division::toString)
                .containsExactly("410311 洛龙区");
        assertThat(divisions.successors(code, LAST)).extracting(Division::name).containsExactly("偃师区");
    }

    @Test
    void everyCeasedCodeLeadsToPresentOnesButThoseOfWhichNothingIsKnown() {
        Set<String> lost = divisions.all().stream()
                .filter(each -> each.until().isPresent())
                .filter(each -> divisions
                        .successors(
                                each.code(),
                                each.until().orElseThrow().earliest().minusDays(1),
                                LAST)
                        .isEmpty())
                .map(Division::toString)
                .collect(Collectors.toSet());

        assertThat(lost).containsExactlyInAnyOrder("230802 永红区", "320304 九里区", "450411 市郊区");
    }

    @Test
    void noCodeEverMeansTwoPlacesForCertain() {
        Map<String, LocalDate> ended = new HashMap<>();
        for (Division each : divisions.all()) {
            LocalDate before = ended.get(each.code().value());
            if (before != null) {
                assertThat(each.from()).as(each.toString()).isPresent();
                assertThat(each.from().orElseThrow().latest())
                        .as(each.toString())
                        .isAfterOrEqualTo(before);
            }
            ended.put(
                    each.code().value(),
                    each.until().map(change -> change.latest()).orElse(LocalDate.MAX));
        }
    }

    @Test
    void aCountyInForceHasItsCityInForce() {
        Set<String> present = new HashSet<>(inForce(LAST));

        // municipalities and 省直辖 have no prefecture between
        assertThat(present)
                .filteredOn(code -> !code.endsWith("00") && !code.matches("(11|12|31|50).*|[0-9]{2}90.*"))
                .allSatisfy(code -> assertThat(present).contains(code.substring(0, 4) + "00"));
    }

    @Test
    void noIdentityNumberIsRefusedForItsDivisionCode() {
        for (Division each : divisions.all()) {
            String body = each.code() + "19800101" + "001";
            String number = body + IdentityNumber.checkDigit(body);

            boolean known = IdentityNumber.check(number, LAST)
                    .fold(valid -> divisions.issuedIn(valid.value()).isPresent(), reason -> false);
            assertThat(known).as(number).isTrue();
        }
        String unknown = "37080419800101001";
        assertThat(IdentityNumber.check(unknown + IdentityNumber.checkDigit(unknown), LAST))
                .isInstanceOf(Checked.Valid.class);
    }

    /** The note that needs no table and the table say the same, but for what only the table can know. */
    @Test
    void theFormOfACodeOfStatisticsIsThatOfTheTable() {
        Set<String> differing = divisions.all().stream()
                .filter(each -> each.statistical() != isNoted(each.code()))
                .map(each -> each.code().value())
                .collect(Collectors.toSet());

        assertThat(differing)
                .allMatch(code -> code.endsWith("00") || code.matches("2327(0[234]|6[1-4])|46032[123]|63285[789]"));
    }

    @Test
    void aSchoolThatKeptTheNameOfItsOldCityIsFound() {
        List<Proposal> proposals = new InstitutionMatcher(PlaceNames.of(divisions))
                .proposals(List.of(
                        institution("a", "莱芜市样例进修学校"),
                        institution("b", "山东省济南市莱芜区样例进修学校"),
                        institution("c", "济宁市样例进修学校"),
                        institution("d", "新华书店样例进修学校")));

        assertThat(proposals).hasSize(1);
        assertThat(proposals.get(0).references()).containsExactly("a", "b");
        assertThat(proposals.get(0).confidence()).isEqualTo(Confidence.LIKELY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "370811,任城区,,,,|370811,任城区,,,|line 5|six fields",
                "370811,任城区,,,,|37081,任城区,,,,|line 5|six digits",
                "370811,任城区,,,,|370811,,,,,|line 5|a name",
                "370811,任城区,,,,|370811,任城区,2013-14,,,|line 5|2013-14",
                "370811,任城区,,,,|370811,任城区,,,,x|line 5|s for a code of statistics",
                "370811,任城区,,,,|370811,任城区,,2013,370812,|line 5|370812",
                "begins,2002-12-31|begins,2002-13-31|line 2|2002-13-31",
                "ends,2024-12-31|end,2024-12-31|line 3|ends and a day",
                "code,name,|name,code,|line 4|code,name,from"
            })
    void aMistakeIsSaidWithItsLine(String good, String wrong, String line, String what) throws IOException {
        String text = """
                # a comment
                begins,2002-12-31
                ends,2024-12-31
                code,name,from,until,successors,kind
                370811,任城区,,,,
                """;
        assertThat(read(text).all()).hasSize(1);

        assertThatThrownBy(() -> read(text.replace(good, wrong)))
                .isInstanceOf(MappingMistakeException.class)
                .hasMessageContaining("divisions.csv " + line)
                .hasMessageContaining(what);
    }

    private static InstitutionEntry institution(String reference, String name) {
        return new InstitutionEntry(reference, name, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Divisions read(String text) throws IOException {
        return DivisionFile.read(Files.writeString(folder.resolve("divisions.csv"), text, UTF_8));
    }

    private static boolean isNoted(DivisionCode code) {
        return DivisionCode.check(code.value()).fold(valid -> !valid.notes().isEmpty(), reason -> false);
    }

    private static List<String> inForce(LocalDate day) {
        return divisions.all().stream()
                .filter(each -> !each.statistical())
                .map(Division::code)
                .filter(code -> divisions.on(code, day) instanceof Checked.Valid)
                .map(DivisionCode::value)
                .distinct()
                .toList();
    }

    private static List<String> counties(List<String> codes, String province) {
        return codes.stream()
                .filter(code -> code.startsWith(province) && !code.endsWith("00"))
                .toList();
    }
}

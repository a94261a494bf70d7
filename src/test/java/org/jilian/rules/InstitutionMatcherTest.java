package org.jilian.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.rules.Checks.valid;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** The institutions are made up: no such names are registered anywhere that we know of. */
class InstitutionMatcherTest {
    private static final LocalDate LAST = LocalDate.of(2024, 12, 31);
    private static final InstitutionMatcher MATCHER = new InstitutionMatcher(PlaceNames.of(new Divisions(
            LocalDate.of(2002, 12, 31),
            LAST,
            List.of(
                    division("370000", "山东省", ""),
                    division("370200", "青岛市", ""),
                    division("370800", "济宁市", ""),
                    division("370811", "任城区", ""),
                    division("370812", "兖州区", ""),
                    division("370882", "兖州市", "2013", "370812"),
                    division("410000", "河南省", "")))));

    @Test
    void oneProviderUnderFourNamesIsOneProposal() {
        Proposal proposal = only(
                entry("a", "济宁市样例职业技能培训学校"),
                entry("b", "济宁样例职业技能培训学校有限公司"),
                entry("c", "山东省济宁市样例职业技能培训学校（有限合伙）"),
                entry("d", "样例职业技能培训学校（济宁）"),
                entry("e", "青岛市别名会计进修学院"));

        assertThat(proposal.references()).containsExactly("a", "b", "c", "d");
        assertThat(proposal.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(proposal.evidence()).containsExactly(Evidence.SAME_NAME, Evidence.SAME_PLACE);
        assertThat(proposal.sentence().zh()).startsWith("4条施教机构记录：名称相同，所在地相同。");
        assertThat(proposal.sentence().en()).contains("compare the certificates");
    }

    @Test
    void schoolsOfOneNameInTwoCitiesAreNotProposed() {
        assertThat(proposals(entry("a", "济宁市样例职业培训学校"), entry("b", "青岛市样例职业培训学校")))
                .isEmpty();
        assertThat(proposals(entry("a", "山东样例大学"), entry("b", "河南样例大学"))).isEmpty();
    }

    @Test
    void aNameWithoutAPlaceJoinsNoTwoCities() {
        Proposal proposal = only(entry("a", "样例职业技能培训学校"), entry("b", "济宁市样例职业技能培训学校"), entry("c", "青岛市样例职业技能培训学校"));

        assertThat(proposal.references()).containsExactly("a", "b");
        assertThat(proposal.confidence()).isEqualTo(Confidence.DOUBTFUL);
    }

    @Test
    void theSeatCountsWhereTheNameSaysNoPlace() {
        InstitutionEntry seated = new InstitutionEntry(
                "a",
                "样例职业技能培训学校",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new DivisionCode("370200")));

        assertThat(proposals(seated, entry("b", "济宁市样例职业技能培训学校"))).isEmpty();
    }

    @Test
    void aNumberInANameTellsSchoolsApart() {
        assertThat(proposals(entry("a", "济宁市样例第一职业中等专业学校"), entry("b", "济宁市样例第二职业中等专业学校")))
                .isEmpty();
    }

    @Test
    void alikeIsADoubt() {
        Proposal proposal = only(entry("a", "济宁市样例职业技能培训学校"), entry("b", "济宁市样例职业技能培训学院"));

        assertThat(proposal.confidence()).isEqualTo(Confidence.DOUBTFUL);
        assertThat(proposal.evidence()).containsExactly(Evidence.SIMILAR_NAME, Evidence.SAME_PLACE);
    }

    @Test
    void aDistrictsSchoolIsPerhapsTheCitys() {
        Proposal proposal = only(entry("a", "济宁市样例进修学校"), entry("b", "济宁市任城区样例进修学校"));

        assertThat(proposal.confidence()).isEqualTo(Confidence.DOUBTFUL);
        assertThat(proposal.evidence()).contains(Evidence.WITHIN_PLACE);
    }

    @Test
    void anOldNameOfThePlaceIsThePlace() {
        Proposal proposal = only(entry("a", "济宁市兖州市样例进修学校"), entry("b", "济宁市兖州区样例进修学校"));

        assertThat(proposal.confidence()).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void aFormerNameFits() {
        InstitutionEntry renamed = new InstitutionEntry(
                "a", "济宁市新名继续教育中心", List.of("济宁市旧称干部进修学校"), Optional.empty(), Optional.empty(), Optional.empty());

        Proposal listed = only(renamed, entry("b", "济宁市旧称干部进修学校"));
        assertThat(listed.evidence()).containsExactly(Evidence.FORMER_NAME, Evidence.SAME_PLACE);
        Proposal bracketed = only(entry("a", "济宁市新名继续教育中心（原济宁市旧称干部进修学校）"), entry("b", "济宁市旧称干部进修学校"));
        assertThat(bracketed.evidence()).containsExactly(Evidence.FORMER_NAME, Evidence.SAME_PLACE);
    }

    @Test
    void oneCreditCodeIsOneInstitutionWhateverItsNames() {
        Proposal proposal = only(coded("a", "济宁市样例学校", "M000100Y"), coded("b", "青岛市别名学院", "M000100Y"));

        assertThat(proposal.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(proposal.evidence())
                .contains(Evidence.SAME_CREDIT_CODE, Evidence.SAME_ORGANISATION_CODE, Evidence.NAMES_DIFFER);
    }

    @Test
    void anOrganisationCodeIsPartOfACreditCode() {
        InstitutionEntry old = new InstitutionEntry(
                "b",
                "济宁市样例学校",
                List.of(),
                Optional.empty(),
                Optional.of(valid(OrganisationCode.check("M000100Y-4"))),
                Optional.empty());
        Proposal proposal = only(coded("a", "济宁市样例学校", "M000100Y"), old);

        assertThat(proposal.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(proposal.evidence()).containsExactly(Evidence.SAME_ORGANISATION_CODE);
    }

    @Test
    void oneNameUnderTwoCreditCodesIsADoubt() {
        Proposal proposal = only(coded("a", "济宁市样例学校", "M000100Y"), coded("b", "济宁市样例学校", "66600721"));

        assertThat(proposal.confidence()).isEqualTo(Confidence.DOUBTFUL);
        assertThat(proposal.evidence()).contains(Evidence.CREDIT_CODES_DIFFER);
        assertThat(proposals(coded("a", "济宁市样例职业技能培训学校", "M000100Y"), coded("b", "济宁市样例职业技能培训学院", "66600721")))
                .isEmpty();
    }

    @Test
    void anEntryIsInAtMostOneProposal() {
        List<InstitutionEntry> entries = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            entries.add(entry("e" + i, random.nextBoolean() ? "济宁市" + word(random) : word(random)));
        }
        List<String> references = MATCHER.proposals(entries).stream()
                .flatMap(proposal -> proposal.references().stream())
                .toList();

        assertThat(references).doesNotHaveDuplicates().hasSizeGreaterThan(2);
    }

    @Property(tries = 200)
    void theFastWayFindsWhatTheSlowWayFinds(
            @ForAll @Size(max = 25)
                    List<@StringLength(min = 1, max = 9) @CharRange(from = 'a', to = 'd') String> texts) {
        List<String> distinct = texts.stream().distinct().toList();
        List<String> slow = IntStream.range(0, distinct.size())
                .boxed()
                .flatMap(j -> IntStream.range(0, j)
                        .filter(i -> Bigrams.similarity(distinct.get(i), distinct.get(j)) >= 0.8)
                        .mapToObj(i -> i + "~" + j))
                .toList();

        assertThat(Bigrams.similar(distinct, 0.8).stream()
                        .map(pair -> pair.one() + "~" + pair.other())
                        .toList())
                .containsExactlyInAnyOrderElementsOf(slow);
    }

    private static Division division(String code, String name, String until, String... successors) {
        return new Division(
                new DivisionCode(code),
                name,
                Optional.empty(),
                Change.parse(until),
                Arrays.stream(successors).map(DivisionCode::new).toList(),
                false);
    }

    private static String word(Random random) {
        String alphabet = "甲乙丙丁";
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            word.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return word.toString();
    }

    private static List<Proposal> proposals(InstitutionEntry... entries) {
        return MATCHER.proposals(Arrays.asList(entries));
    }

    private static Proposal only(InstitutionEntry... entries) {
        List<Proposal> proposals = proposals(entries);
        assertThat(proposals).hasSize(1);
        return proposals.get(0);
    }

    private static InstitutionEntry entry(String reference, String name) {
        return new InstitutionEntry(reference, name, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static InstitutionEntry coded(String reference, String name, String organisation) {
        String first = "52370800" + organisation + OrganisationCode.checkCharacter(organisation);
        CreditCode code = valid(CreditCode.check(first + CreditCode.checkCharacter(first)));
        return new InstitutionEntry(reference, name, List.of(), Optional.of(code), Optional.empty(), Optional.empty());
    }
}

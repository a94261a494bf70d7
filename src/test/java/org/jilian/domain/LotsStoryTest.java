package org.jilian.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jilian.domain.Country.JINING;
import static org.jilian.domain.Country.QUFU;
import static org.jilian.domain.Country.RENCHENG;
import static org.jilian.domain.Country.SHANDONG;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jilian.exchange.Authored;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.rules.Period;
import org.jilian.rules.draw.Frame;
import org.jilian.statistics.CannotCountException;
import org.jilian.statistics.FrameOrder;
import org.jilian.statistics.Lots;
import org.jilian.statistics.Of;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Systems 12 and 13: 抽样统计 and 双随机, drawn from what is held by a published seed, and drawn again by others (S3, S4). */
class LotsStoryTest {
    /** Plainly invented; the check characters are valid. */
    private static final List<String> SCHOOLS =
            List.of("12370800MB2810007N", "91350100M000100Y43", "91310110666007217T");

    private static final List<String> PERSONS =
            List.of("11010519491231002X", "440524188001010014", "150102198807303035");
    private static final String SEED = "示例开奖 2026-03-01 07 12 18 23 30";

    private final Country country = new Country(getClass());

    @AfterEach
    void close() {
        country.close();
    }

    private void institutions() {
        for (String code : SCHOOLS) {
            country.author(JINING, "institution", "", "{'creditCode':'" + code + "','name':'示例学院'}");
        }
    }

    private void persons() {
        for (int i = 0; i < PERSONS.size(); i++) {
            country.author(
                    i == 0 ? QUFU : RENCHENG,
                    "person",
                    "",
                    Optional.of(PERSONS.get(i)),
                    "{'documentType':'111','documentNumber':'" + PERSONS.get(i) + "','name':'示例'}");
        }
    }

    private Lots lots(NodeId node) {
        return new Lots(
                country.self(node),
                country.database(node),
                country.at(node),
                country.at(node).directory());
    }

    private static FrameOrder of(Of what, String... division) {
        return new FrameOrder(
                what, Optional.empty(), false, List.of(division).stream().findFirst());
    }

    private RecordId file(NodeId node, String code, ObjectNode drawn) {
        Authored first =
                lots(node).file(code, node.value().substring(0, 6), drawn).get(0);
        country.settle();
        return ((Authored.First) first).version().id();
    }

    private ObjectNode doubleRandom() {
        Frame frame = lots(JINING).frame(of(Of.INSTITUTIONS));
        ObjectNode drawn = lots(JINING).sample(of(Of.INSTITUTIONS), frame, SEED, 2);
        return lots(JINING).inspectors(drawn, Frame.ofIds(List.of("17", "23", "41", "58")), 2);
    }

    @Test
    void aSampleIsFiledAndDrawnAgainByTheLevelAbove() {
        persons();
        FrameOrder byDivision = new FrameOrder(Of.PERSONS, Optional.empty(), true, Optional.empty());
        Frame frame = lots(JINING).frame(byDivision);
        assertThat(frame.size()).isEqualTo(3);
        assertThat(frame.text()).contains("\t370811\n", "\t370881\n").doesNotContain(PERSONS.get(0));

        RecordId survey = file(JINING, "CY-1", lots(JINING).sample(byDivision, frame, SEED, 2));

        assertThat(country.view(RENCHENG, "v_sample_survey", "seed"))
                .as("in public, also below")
                .containsExactly("active " + SEED);
        assertThat(lots(SHANDONG)
                        .verify(survey, Optional.empty())
                        .path("verdict")
                        .asText())
                .isEqualTo("same");
    }

    @Test
    void resultsThatAreAddedLaterDoNotChangeWhatWasDrawn() {
        persons();
        Frame frame = lots(JINING).frame(of(Of.PERSONS));
        RecordId survey = file(JINING, "CY-1", lots(JINING).sample(of(Of.PERSONS), frame, SEED, 2));

        country.correct(JINING, survey, "{'results':{'satisfied':2}}");

        assertThat(lots(SHANDONG)
                        .verify(survey, Optional.empty())
                        .path("verdict")
                        .asText())
                .isEqualTo("same");
        country.correct(JINING, survey, "{'count':1}");
        assertThat(lots(SHANDONG)
                        .verify(survey, Optional.empty())
                        .path("verdict")
                        .asText())
                .isEqualTo("differs");
    }

    @Test
    void whatWasAddedAfterwardsNeedsThePublishedFrameToVerify() {
        persons();
        Frame published = lots(JINING).frame(of(Of.PERSONS));
        RecordId survey = file(JINING, "CY-1", lots(JINING).sample(of(Of.PERSONS), published, SEED, 2));
        country.author(
                RENCHENG,
                "person",
                "",
                Optional.of("110105194912310055"),
                "{'documentType':'111','documentNumber':'110105194912310055','name':'示例'}");

        assertThat(lots(JINING).verify(survey, Optional.empty()).path("verdict").asText())
                .isEqualTo("frame-differs");
        assertThat(lots(SHANDONG)
                        .verify(survey, Optional.of(Frame.parse(published.text())))
                        .path("verdict")
                        .asText())
                .isEqualTo("same");
    }

    @Test
    void whoIsInspectedAndWhoInspectsIsDrawnAndPlanned() {
        institutions();
        ObjectNode drawn = doubleRandom();
        List<Authored> filed = lots(JINING).file("SSJ-1", "370800", drawn);
        country.settle();

        assertThat(filed).hasSize(3).allMatch(Authored.First.class::isInstance);
        assertThat(country.view(SHANDONG, "v_inspection", "code"))
                .containsExactly("planned SSJ-1-001", "planned SSJ-1-002");
        RecordId inspection = ((Authored.First) filed.get(2)).version().id();
        assertThat(lots(SHANDONG)
                        .verify(inspection, Optional.empty())
                        .path("verdict")
                        .asText())
                .isEqualTo("same");
        Frame frame = lots(JINING).frame(of(Of.INSTITUTIONS));
        assertThat(lots(JINING)
                        .verify(inspection, Optional.of(frame))
                        .path("verdict")
                        .asText())
                .isEqualTo("same");
    }

    @Test
    void whoChangesWhatWasDrawnIsFoundOut() {
        institutions();
        ObjectNode drawn = doubleRandom();
        ObjectNode first = (ObjectNode) drawn.path("assigned").path(0);
        first.withArray("inspectors").removeAll().add("23").add("17");
        ((ObjectNode) drawn.path("assigned").path(1))
                .withArray("inspectors")
                .removeAll()
                .add("23")
                .add("17");

        RecordId survey = file(JINING, "SSJ-2", drawn);

        assertThat(lots(JINING).verify(survey, Optional.empty()).path("verdict").asText())
                .isEqualTo("differs");
    }

    @Test
    void nobodyDrawsUnderOneCodeUntilHeLikesTheResult() {
        institutions();
        ObjectNode drawn = doubleRandom();
        file(JINING, "SSJ-3", drawn);

        assertThat(lots(JINING).file("SSJ-3", "370800", drawn)).allMatch(Authored.Unchanged.class::isInstance);
        Frame frame = lots(JINING).frame(of(Of.INSTITUTIONS));
        ObjectNode another = lots(JINING).sample(of(Of.INSTITUTIONS), frame, "another seed", 1);
        assertThatThrownBy(() -> lots(JINING).file("SSJ-3", "370800", another))
                .isInstanceOf(CannotCountException.class)
                .hasMessageContaining("what was drawn stays drawn");
    }

    @Test
    void whatCannotBeDrawnIsRefusedWithWhatThereIs() {
        persons();
        assertThatThrownBy(() -> lots(JINING).frame(of(Of.PERSONS, "370899")))
                .isInstanceOf(CannotCountException.class)
                .hasMessageContaining("divisions are [370811, 370881]");
        assertThatThrownBy(() -> lots(JINING).frame(of(Of.INSTITUTIONS))).hasMessageContaining("no such records");
        assertThatThrownBy(() -> of(Of.RECORDS)).hasMessageContaining("add --period");
        assertThatThrownBy(() -> lots(JINING)
                        .frame(new FrameOrder(Of.RECORDS, Optional.of(new Period("2031")), false, Optional.empty())))
                .hasMessageContaining("periods are []");
        assertThatThrownBy(() -> Of.of("cats")).hasMessageContaining("persons, institutions, records");
    }
}

package org.jilian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jilian.ledger.LedgerId;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.jilian.record.RefusalCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The city loses, or spoils, what it cannot read: the province asks for it, and the county wraps it afresh. */
class MissingValuesTest {
    private static final String WANG = "110101199003070016";
    private static final LedgerId REGISTRY = Town.ledger(Town.COUNTY, "above.370811/registry");

    private final Town town = new Town(getClass());
    private RecordVersion person;

    @BeforeEach
    void disclosuresAreLostOnTheWay() {
        person = ((Authored.First)
                        town.author(Town.COUNTY, Town.person(WANG, "医院")).get(0))
                .version();
        byte[] frame = town.sealed(Town.COUNTY).get(0);
        byte[] without = Forger.with(frame, 3, new byte[0]);
        town.node(Town.CITY).receive(new Envelope(Town.COUNTY, new Message(Message.Type.PARCEL, without)));
        town.bring(Town.CITY, Town.PROVINCE, without);
        town.settle();
    }

    @AfterEach
    void closeTheTown() {
        town.close();
    }

    @Test
    void theyAreAskedForOverAHopThatMayNotReadThem() {
        assertThat(town.held(Town.PROVINCE, person.id())).contains(person);
        assertThat(town.values(Town.PROVINCE, person)).isEmpty();

        town.carry(Town.PROVINCE, town.node(Town.PROVINCE).tidy());

        assertThat(town.values(Town.PROVINCE, person)).containsExactlyInAnyOrder("documentNumber=" + WANG, "name=王小明");
        assertThat(town.values(Town.CITY, person)).isEmpty();
        assertThat(town.refused(Town.PROVINCE)).isEmpty();
    }

    @Test
    void theCountyLearnsThatTheyCame() {
        town.carry(Town.PROVINCE, town.node(Town.PROVINCE).tidy());
        town.settle();

        assertThat(town.outcomes(Town.PROVINCE, REGISTRY)).hasSize(2).allMatch("1/0 APPLIED"::equals);
        assertThat(town.node(Town.PROVINCE).tidy())
                .as("nothing is missing any more")
                .noneMatch(each -> each.message().type() == Message.Type.DISCLOSURE_REQUEST);
    }

    @Test
    void whoMayNotReadThemIsRefused() {
        ValueRequest forTheCity = new ValueRequest(Town.CITY, REGISTRY, Map.of(person.digest(), person.id()));

        assertThat(said(Town.CITY, Town.COUNTY, forTheCity)).isEmpty();

        assertThat(town.refused(Town.COUNTY)).containsExactly(RefusalCode.NOT_ENTITLED_TO_ASK);
    }

    @Test
    void aQuestionInAnothersNameIsAnsweredToHimAlone() {
        ValueRequest inTheProvincesName =
                new ValueRequest(Town.PROVINCE, REGISTRY, Map.of(person.digest(), person.id()));

        List<Envelope> answers = said(Town.CITY, Town.COUNTY, inTheProvincesName);
        town.carry(Town.COUNTY, answers);

        assertThat(town.values(Town.CITY, person)).isEmpty();
        assertThat(town.values(Town.PROVINCE, person)).hasSize(2);
    }

    @Test
    void aSiblingGetsNothing() {
        ValueRequest siblings = new ValueRequest(Town.SIBLING, REGISTRY, Map.of(person.digest(), person.id()));

        assertThat(said(Town.SIBLING, Town.CITY, siblings)).isEmpty();

        assertThat(town.refused(Town.CITY)).containsExactly(RefusalCode.NOT_ON_THIS_LINK);
    }

    @Test
    void anAnswerThatAHopChangedIsRefused() {
        List<Envelope> answers = said(
                Town.CITY,
                Town.COUNTY,
                new ValueRequest(Town.PROVINCE, REGISTRY, Map.of(person.digest(), person.id())));
        byte[] changed = answers.get(0).message().body().clone();
        changed[changed.length - 1] ^= 1;

        town.node(Town.PROVINCE).receive(new Envelope(Town.CITY, new Message(Message.Type.DISCLOSURES, changed)));

        assertThat(town.refused(Town.PROVINCE)).containsExactly(RefusalCode.DISCLOSURE_WRONG);
        assertThat(town.values(Town.PROVINCE, person)).isEmpty();
    }

    private List<Envelope> said(NodeId asker, NodeId asked, ValueRequest question) {
        return town.node(asked)
                .receive(new Envelope(asker, new Message(Message.Type.DISCLOSURE_REQUEST, question.write())));
    }
}

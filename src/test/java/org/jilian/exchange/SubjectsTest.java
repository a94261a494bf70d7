package org.jilian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jilian.crypto.Suite;
import org.jilian.ledger.LedgerId;
import org.jilian.record.Draft;
import org.jilian.record.Kind;
import org.jilian.record.KindName;
import org.jilian.record.NodeId;
import org.jilian.record.RecordVersion;
import org.jilian.record.RefusalCode;
import org.jilian.record.Subject;
import org.jilian.simulate.SampleFederation;
import org.jilian.simulate.SampleKeys;
import org.jilian.simulate.SampleKinds;
import org.jilian.store.Ledgers;
import org.jilian.store.Outcomes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A kind says which of its protected values is the number that the subject is the pseudonym of; readers check it. */
class SubjectsTest {
    private static final String WANG = "110101199003070016";
    private static final String LI = "440524188001010014";
    private static final LedgerId REGISTRY = Town.ledger(Town.COUNTY, "above.370811/registry");

    private final Town town = new Town(getClass());

    @AfterEach
    void closeTheTown() {
        assertThat(town.problem(Town.PROVINCE)).isEmpty();
        town.close();
    }

    @Test
    void aNumberThatGivesTheSubjectIsNoNews() {
        numberIsDeclared();
        author(WANG, WANG);
        town.settle();

        assertThat(codes(Town.PROVINCE)).isEmpty();
        assertThat(audited(Town.PROVINCE)).isEmpty();
    }

    @Test
    void anothersNumberIsNamedInTheReceiptAndAuditedByWhoMayReadIt() {
        numberIsDeclared();
        RecordVersion person = author(WANG, LI);
        town.settle();

        assertThat(town.held(Town.PROVINCE, person.id())).as("it is applied").contains(person);
        assertThat(codes(Town.PROVINCE)).containsExactly(RefusalCode.SUBJECT_WRONG);
        assertThat(audited(Town.PROVINCE)).singleElement().asString().contains(person.id() + "", "index 0");
        assertThat(audited(Town.PROVINCE).get(0)).doesNotContain(WANG, LI);
        assertThat(codes(Town.CITY)).as("the city may not read it").isEmpty();
        assertThat(town.node(Town.PROVINCE).tidy())
                .as("nobody has another value")
                .noneMatch(each -> each.message().type() == Message.Type.DISCLOSURE_REQUEST);
    }

    @Test
    void itIsCheckedToo_WhenTheValuesCameAfterwards() {
        numberIsDeclared();
        author(WANG, LI);
        byte[] without = Forger.with(town.sealed(Town.COUNTY).get(0), 3, new byte[0]);
        town.node(Town.CITY).receive(new Envelope(Town.COUNTY, new Message(Message.Type.PARCEL, without)));
        town.bring(Town.CITY, Town.PROVINCE, without);
        town.settle();
        assertThat(codes(Town.PROVINCE)).containsExactly(RefusalCode.DISCLOSURE_ABSENT);

        town.carry(Town.PROVINCE, town.node(Town.PROVINCE).tidy());

        assertThat(codes(Town.PROVINCE)).containsExactly(RefusalCode.DISCLOSURE_ABSENT, RefusalCode.SUBJECT_WRONG);
        assertThat(audited(Town.PROVINCE)).hasSize(1);
    }

    @Test
    void aKindThatDoesNotSaySoIsLeftAlone() {
        Draft person = Town.person(WANG, "医院");
        town.author(
                Town.COUNTY,
                new Draft(
                        person.kind(),
                        person.division(),
                        person.period(),
                        Optional.of(new Draft.PersonNumber("111", LI)),
                        person.content()));
        town.settle();

        assertThat(codes(Town.PROVINCE)).isEmpty();
    }

    @Test
    void withoutTheKeyOfItsEpochNothingIsSaidButAnEpochToComeIsNoEpoch() {
        Suite suite = Town.SUITE;
        SampleFederation federation = new SampleFederation(Town.KEYS, Town.PROVINCE);
        federation.node("370000", "registry").node("370800");
        federation.link("370800", "370000", org.jilian.directory.Line.GOVERNMENT, "registry");
        federation.subjectKey(1, SampleKeys.BEGINNING, List.of(Town.PROVINCE));
        federation.publish(SampleKeys.BEGINNING);
        Subjects with = new Subjects(
                federation.directory(),
                suite,
                Town.KEYS.of(Town.PROVINCE).keys().encryption());
        Subjects without = new Subjects(
                federation.directory(), suite, Town.KEYS.of(Town.CITY).keys().encryption());
        Draft.PersonNumber wang = new Draft.PersonNumber("111", WANG);
        String right = with.current(wang, Town.NOW).map(Subject::toString).orElseThrow();
        String wrong = "1:" + "0".repeat(40);

        assertThat(with.contradiction(right, wang)).isEmpty();
        assertThat(with.contradiction(wrong, wang)).isPresent();
        assertThat(without.contradiction(wrong, wang)).isEmpty();
        assertThat(without.contradiction("2:" + "0".repeat(40), wang)).isPresent();
        assertThat(without.contradiction("Wang", wang)).isPresent();
    }

    private void numberIsDeclared() {
        ObjectNode document = SampleKinds.all().get(0).write();
        document.putObject("subjectFrom").put("documentType", "documentType").put("number", "documentNumber");
        ((ObjectNode) document.at("/schema/properties"))
                .putObject("documentType")
                .put("type", "string");
        town.publish(draft -> draft.with(Kind.read(document)));
    }

    private RecordVersion author(String number, String subjectsNumber) {
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("unit", "医院")
                .put("documentType", "111")
                .put("name", "王小明")
                .put("documentNumber", number);
        Draft draft = new Draft(
                new KindName("person"),
                "370811",
                Optional.empty(),
                Optional.of(new Draft.PersonNumber("111", subjectsNumber)),
                content);
        return ((Authored.First) town.author(Town.COUNTY, draft).get(0)).version();
    }

    private List<RefusalCode> codes(NodeId node) {
        return town.database(node)
                .read(tx -> Outcomes.after(
                                tx, Ledgers.find(tx, REGISTRY).orElseThrow().n(), 0, 100)
                        .stream()
                        .flatMap(each -> Optional.ofNullable(each.refusal()).stream())
                        .map(refusal -> refusal.code())
                        .toList());
    }

    private List<String> audited(NodeId node) {
        return town.database(node)
                .read(tx -> tx.list(
                        "SELECT detail FROM audit_waiting WHERE event = 'subject_wrong'", row -> row.text("detail")));
    }
}

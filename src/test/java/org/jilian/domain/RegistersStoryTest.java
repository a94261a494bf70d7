package org.jilian.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.domain.Country.HENAN;
import static org.jilian.domain.Country.JINING;
import static org.jilian.domain.Country.JINING_HEALTH;
import static org.jilian.domain.Country.LANKAO;
import static org.jilian.domain.Country.NATION;
import static org.jilian.domain.Country.QINGDAO;
import static org.jilian.domain.Country.QUFU;
import static org.jilian.domain.Country.RENCHENG;
import static org.jilian.domain.Country.RENCHENG_HEALTH;
import static org.jilian.domain.Country.SCHOOL;
import static org.jilian.domain.Country.SHANDONG;

import java.util.List;
import java.util.Optional;
import org.jilian.exchange.Authored;
import org.jilian.exchange.Revision;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;
import org.jilian.record.RefusalCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The registers of the policy documents that have no workflow, a story each: where its records go and where not, one that
 * is refused, one that is revised. Those with a workflow have classes of their own.
 */
class RegistersStoryTest {
    /** Plainly invented; the check digits are valid. */
    private static final Optional<String> WANG = Optional.of("11010519491231002X");

    private static final Optional<String> LI = Optional.of("440524188001010014");

    private static Country country;

    @BeforeAll
    static void open() {
        country = new Country(RegistersStoryTest.class);
        country.author(
                JINING,
                "institution",
                "",
                "{'creditCode':'" + SCHOOL + "','name':'济宁示例学院','formerNames':['济宁示例学校'],'nature':'institution'}");
        country.author(RENCHENG, "person", "", WANG, person("任城示例中学"));
    }

    @AfterAll
    static void close() {
        country.close();
    }

    private static String person(String unit) {
        return "{'documentType':'111','documentNumber':'" + WANG.orElseThrow() + "','name':'示例甲','unit':'" + unit
                + "','titleRank':'420','unitNature':'institution'}";
    }

    private static void refused(Authored authored, RefusalCode code, String... words) {
        assertThat(authored).isInstanceOfSatisfying(Authored.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo(code);
            assertThat(refused.refusal().detail()).contains(words);
        });
    }

    private static Authored draft(NodeId node, String kind, String period, String content) {
        return country.draft(node, kind, period, Optional.empty(), content);
    }

    private static void seen(String view, String column, String value, NodeId... nodes) {
        for (NodeId node : nodes) {
            assertThat(country.view(node, view, column)).as("at " + node).contains(value);
        }
    }

    private static void unseen(String view, String column, String value, NodeId... nodes) {
        for (NodeId node : nodes) {
            assertThat(country.view(node, view, column)).as("at " + node).doesNotContain(value);
        }
    }

    /** System 1: 学员名单均可上传 (S3). */
    @Test
    void aClassAndItsTraineesGoUp() {
        String roster = "{'institution':'" + SCHOOL
                + "','code':'2026-B01','title':'公需科目培训班','programmeKind':'public-subject','headcount':80,'hours':'24'}";
        RecordId head = country.author(RENCHENG, "roster", "2026", roster);
        RecordId trainee = country.author(
                RENCHENG,
                "enrolment",
                "2026",
                WANG,
                "{'institution':'" + SCHOOL + "','code':'2026-B01','result':'pass'}");

        seen("v_roster", "headcount", "active 80", JINING, SHANDONG, NATION);
        seen("v_enrolment", "result", "active pass", JINING, SHANDONG, NATION);
        unseen("v_roster", "headcount", "active 80", QUFU, HENAN);
        refused(
                draft(RENCHENG, "roster", "2026", roster.replace("'headcount':80", "'headcount':-1")),
                RefusalCode.SCHEMA,
                "headcount");

        country.correct(RENCHENG, head, "{'headcount':79}");
        country.correct(RENCHENG, trainee, "{'result':'fail'}");
        seen("v_roster", "headcount", "active 79", SHANDONG);
        seen("v_enrolment", "result", "active fail", SHANDONG);
    }

    /** System 4: 优秀课件资源共享 (S4), what public money paid for is free to all (S1). */
    @Test
    void coursewareOfOneCountyIsSharedWithTheWholeProvince() {
        String courseware = "{'institution':'" + SCHOOL
                + "','code':'KJ-7','title':'人工智能导论','free':true,'publiclyFunded':true,'sharedWith':['370000']}";
        RecordId record = country.author(RENCHENG, "courseware", "", courseware);

        seen("v_courseware", "title", "active 人工智能导论", JINING, QUFU, QINGDAO, SHANDONG, NATION);
        unseen("v_courseware", "title", "active 人工智能导论", HENAN, LANKAO);
        refused(
                draft(
                        RENCHENG,
                        "courseware",
                        "",
                        courseware.replace("370000", "山东").replace("KJ-7", "KJ-8")),
                RefusalCode.SCHEMA,
                "sharedWith");

        country.correct(RENCHENG, record, "{'hours':'6'}");
        seen("v_courseware", "hours", "active 6", QINGDAO);
    }

    /** System 4: the public catalogue of a province comes down to every node below. */
    @Test
    void aProvincesCourseComesDown() {
        String course = "{'institution':'" + SCHOOL + "','code':'GX-1','title':'数字素养','category':'public','fee':'0'}";
        RecordId record = country.author(SHANDONG, "course", "", course);

        seen("v_course", "title", "active 数字素养", JINING, RENCHENG, QINGDAO, RENCHENG_HEALTH);
        unseen("v_course", "title", "active 数字素养", HENAN, NATION);
        refused(draft(SHANDONG, "course", "", course.replace("public", "necessary")), RefusalCode.SCHEMA, "category");

        country.correct(SHANDONG, record, "{'fee':'40'}");
        seen("v_course", "fee", "active 40", QUFU);
    }

    /** System 5: 师资资源共享. A teacher's name is public, the number is not. */
    @Test
    void aTeacherIsSharedSideways() {
        String teacher = "{'documentType':'111','documentNumber':'" + LI.orElseThrow()
                + "','teacherName':'示例乙','employment':'part-time','titleRank':'411','sharedWith':['370800']}";
        RecordId record = country.author(QUFU, "instructor", "", LI, teacher);

        seen("v_instructor", "teacher_name", "active 示例乙", JINING, RENCHENG, RENCHENG_HEALTH, SHANDONG, NATION);
        unseen("v_instructor", "teacher_name", "active 示例乙", QINGDAO);
        assertThat(country.rows(NATION, "SELECT body AS said FROM record WHERE kind = 'instructor'"))
                .noneMatch(body -> body.contains(LI.orElseThrow()));
        refused(
                country.draft(QUFU, "instructor", "", LI, teacher.replace("part-time", "sometimes")),
                RefusalCode.SCHEMA,
                "employment");

        assertThat(country.correct(JINING, record, "{'titleRank':'412'}"))
                .as("a node above may correct a register")
                .isInstanceOf(Authored.Next.class);
        seen("v_instructor", "title_rank", "active 412", SHANDONG, JINING);
    }

    /** System 6: 教材资源库, 精品教材. */
    @Test
    void aTextbookOfTheProvinceIsKnownAboveAndBelow() {
        RecordId book = country.author(
                SHANDONG, "textbook", "", "{'code':'978-0-00-000000-2','title':'继续教育示例教材','excellent':true}");

        seen("v_textbook", "title", "active 继续教育示例教材", NATION, QINGDAO, RENCHENG);
        refused(draft(SHANDONG, "textbook", "", "{'code':'x y','title':'A'}"), RefusalCode.SCHEMA, "code");

        country.revise(SHANDONG, book, Revision.revoke());
        seen("v_textbook", "title", "revoked 继续教育示例教材", NATION, RENCHENG);
    }

    /** System 10: 研究课题库 (S1). */
    @Test
    void aResearchTopicGoesUpAndSideways() {
        String topic = "{'code':'KT-1','title':'学时互认研究','unit':'济宁示例学院','state':'proposed','sharedWith':['370200']}";
        RecordId record = country.author(JINING, "research-topic", "2026", topic);

        seen("v_research_topic", "state", "active proposed", SHANDONG, NATION, QINGDAO);
        unseen("v_research_topic", "state", "active proposed", HENAN);
        refused(
                draft(JINING, "research-topic", "2026", topic.replace("proposed", "secret")),
                RefusalCode.SCHEMA,
                "state");

        country.correct(JINING, record, "{'state':'finished','result':'报告一份'}");
        seen("v_research_topic", "result", "active 报告一份", QINGDAO);
    }

    /** System 9: credit files of institutions and persons, 定期向社会公开 (S2 S4). */
    @Test
    void aCreditEntryIsPublic() {
        String entry = "{'number':'XY-1','institution':'" + SCHOOL
                + "','entryType':'breach','matter':'擅自提高收费标准','decidedOn':'2026-03-02','public':true}";
        RecordId record = country.author(JINING, "credit-entry", "", entry);
        country.author(
                RENCHENG,
                "credit-entry",
                "",
                WANG,
                "{'number':'XY-2','entryType':'trustworthy','matter':'授课评价优秀','decidedOn':'2026-03-02'}");

        seen("v_credit_entry", "matter", "active 擅自提高收费标准", RENCHENG, QUFU, SHANDONG, NATION);
        assertThat(country.rows(SHANDONG, "SELECT matter AS said FROM v_credit_entry WHERE subject IS NOT NULL"))
                .containsExactly("授课评价优秀");
        refused(
                draft(JINING, "credit-entry", "", entry.replace("2026-03-02", "03/02/2026")),
                RefusalCode.SCHEMA,
                "decidedOn");

        country.revise(JINING, record, Revision.revoke());
        seen("v_credit_entry", "matter", "revoked 擅自提高收费标准", QUFU, NATION);
    }

    /** System 12: 年报 and 抽样统计 (S4). */
    @Test
    void statisticsGoUpAndSamplesAreDrawnInPublic() {
        RecordId report = country.author(RENCHENG, "annual-statistics", "2025", report(100));
        country.author(
                SHANDONG,
                "sample-survey",
                "2025",
                "{'code':'CY-1','title':'满意度抽样','seed':'2025-12-01 公布','frameSize':1000,"
                        + "'frameDigest':'00','drawn':['17','400']}");

        assertThat(country.rows(SHANDONG, "SELECT tables AS said FROM v_annual_statistics WHERE node = '370811'"))
                .singleElement()
                .asString()
                .contains("100");
        seen("v_sample_survey", "title", "active 满意度抽样", RENCHENG, NATION);
        refused(draft(RENCHENG, "annual-statistics", "2025", "{'node':'370811'}"), RefusalCode.SCHEMA, "tables");
        refused(draft(RENCHENG, "annual-statistics", "2024", report(-1)), RefusalCode.SCHEMA, "courses");

        country.correct(RENCHENG, report, report(99));
        assertThat(country.rows(NATION, "SELECT tables AS said FROM v_annual_statistics WHERE node = '370811'"))
                .singleElement()
                .asString()
                .contains("99");
    }

    private static String report(int courses) {
        return "{'node':'370811','computedAt':'2026-01-05T08:00:00Z','groups':100,'tables':{'persons':[],'categories':[],"
                + "'forms':[],'units':[],'content':[{'by':'all','group':'all','courses':" + courses + "}],'courses':[],"
                + "'classes':[],'funding':[],'certificates':[]}}";
    }

    /** System 13: 评估 (S2 S3 S4). */
    @Test
    void anEvaluationReachesWhomItIsAbout() {
        String evaluation = "{'code':'PG-1','object':'institution','institution':'" + SCHOOL
                + "','node':'370811','score':'92.5','evaluator':'济宁市'}";
        RecordId record = country.author(JINING, "evaluation", "2026", evaluation);

        seen("v_evaluation", "score", "active 92.5", RENCHENG, SHANDONG);
        unseen("v_evaluation", "score", "active 92.5", QUFU);
        refused(draft(JINING, "evaluation", "2026", evaluation.replace("92.5", "good")), RefusalCode.SCHEMA, "score");

        country.correct(JINING, record, "{'score':'95'}");
        seen("v_evaluation", "score", "active 95", RENCHENG);
    }

    /** System 14: 数字技术工程师 初级/中级/高级; subsidy systems read it (S3). */
    @Test
    void aDigitalEngineersCertificateGoesUp() {
        String certificate = "{'number':'SZ-0001','occupation':'artificial-intelligence','grade':'intermediate',"
                + "'issuedOn':'2026-03-05','subsidy':'applied-for'}";
        RecordId record = country.author(JINING, "engineer-certificate", "", WANG, certificate);

        seen("v_engineer_certificate", "grade", "active intermediate", SHANDONG, NATION);
        unseen("v_engineer_certificate", "grade", "active intermediate", RENCHENG);
        refused(
                country.draft(JINING, "engineer-certificate", "", WANG, certificate.replace("intermediate", "expert")),
                RefusalCode.SCHEMA,
                "grade");

        country.correct(JINING, record, "{'subsidy':'paid','subsidyAmount':'1800'}");
        seen("v_engineer_certificate", "subsidy", "active paid", SHANDONG);
    }

    /** System 2: 培训证书 by who held the training (S1). */
    @Test
    void aTrainingCertificateGoesUp() {
        RecordId record = country.author(
                QINGDAO,
                "training-certificate",
                "2026",
                WANG,
                "{'number':'PX-1','institution':'" + SCHOOL
                        + "','course':'海洋装备急需紧缺人才培训','hours':'72','issuedOn':'2026-03-03'}");

        seen("v_training_certificate", "hours", "active 72", SHANDONG, NATION);
        refused(
                country.draft(QINGDAO, "training-certificate", "2026", WANG, "{'number':'PX-2'}"),
                RefusalCode.SCHEMA,
                "hours");

        country.revise(QINGDAO, record, Revision.revoke());
        seen("v_training_certificate", "hours", "revoked 72", NATION);
    }

    /** System 17: 受省厅委托 (S4). Everyone below sees who may issue. */
    @Test
    void aDelegationIsPublished() {
        RecordId record = country.author(
                SHANDONG,
                "delegation",
                "",
                "{'number':'SD370800','node':'370800','divisions':['370800'],'from':'2026-01-01'}");

        seen("v_delegation", "node", "active 370800", JINING, RENCHENG, QINGDAO, NATION);
        refused(
                draft(SHANDONG, "delegation", "", "{'number':'SD370200','node':'370200','from':'2026-01-01'}"),
                RefusalCode.SCHEMA,
                "divisions");

        country.correct(SHANDONG, record, "{'until':'2026-12-31'}");
        seen("v_delegation", "until", "active 2026-12-31", RENCHENG);
    }

    /** System 22: 表彰奖励 of units and persons. */
    @Test
    void aCommendationIsPublic() {
        RecordId record = country.author(
                JINING,
                "commendation",
                "",
                "{'number':'BZ-1','title':'继续教育先进单位','recipient':'unit','unit':'济宁示例学院','awardedOn':'2026-03-06'}");

        seen("v_commendation", "title", "active 继续教育先进单位", RENCHENG, QUFU, SHANDONG, NATION);
        refused(draft(JINING, "commendation", "", "{'number':'BZ-2'}"), RefusalCode.SCHEMA, "title");

        country.correct(JINING, record, "{'document':'示例〔2026〕2号'}");
        seen("v_commendation", "document", "active 示例〔2026〕2号", QUFU);
    }

    /** Systems 19 and 21: registration with tags, and a change of place; the holder moves, the history stays. */
    @Test
    void aPersonMovesAndTheHistoryStays() {
        RecordId person = country.author(
                RENCHENG,
                "person",
                "",
                LI,
                "{'documentType':'111','documentNumber':'" + LI.orElseThrow()
                        + "','name':'示例丙','unit':'任城示例医院','tags':['对口支援'],'unitNature':'non-public'}");
        RecordId hours = country.author(
                RENCHENG,
                "hour-record",
                "2026",
                LI,
                "{'category':'public','course':'示例课','hours':'12','startDate':'2026-01-04'}");

        country.author(
                RENCHENG,
                "transfer",
                "",
                LI,
                "{'from':'370811','to':'370881','effectiveOn':'2026-04-01','newUnit':'曲阜示例医院'}");
        seen("v_transfer", "new_unit", "active 曲阜示例医院", QUFU, JINING);
        unseen("v_transfer", "new_unit", "active 曲阜示例医院", QINGDAO);
        country.revise(RENCHENG, person, Revision.handOver(QUFU));

        assertThat(country.current(QUFU, person).orElseThrow().holder()).isEqualTo(QUFU);
        assertThat(country.revise(RENCHENG, person, Revision.revoke())).isInstanceOf(Authored.HeldElsewhere.class);
        country.correct(QUFU, person, "{'unit':'曲阜示例医院'}");
        seen("v_person", "unit", "active 曲阜示例医院", JINING, SHANDONG, NATION);
        assertThat(country.current(JINING, person).orElseThrow().version()).isEqualTo(3);
        assertThat(country.current(JINING, hours).orElseThrow().author())
                .as("what was learnt there stays Rencheng's")
                .isEqualTo(RENCHENG);
    }

    /** System 21: the same person by the old number of 15 digits is no second person. */
    @Test
    void aPersonIsOneUnderTheOldAndTheNewNumber() {
        Authored again = country.draft(RENCHENG, "person", "", WANG, person("任城示例中学"));

        assertThat(again).isInstanceOf(Authored.Unchanged.class);
    }

    /** System 8: institutions, corrected by a level above. */
    @Test
    void anInstitutionIsKnownAbove() {
        seen("v_institution", "name", "active 济宁示例学院", SHANDONG, NATION);
        refused(
                draft(JINING, "institution", "", "{'creditCode':'12370800','name':'A'}"),
                RefusalCode.SCHEMA,
                "creditCode");

        RecordId record = country.database(SHANDONG)
                .read(tx -> tx.list(
                        "SELECT id FROM record WHERE kind = 'institution'", row -> RecordId.parse(row.text("id"))))
                .get(0);
        country.correct(SHANDONG, record, "{'website':'https://example.org'}");
        seen("v_institution", "website", "active https://example.org", NATION, JINING, SHANDONG);
    }

    /** System 16: a doctor's 专业 hours come up the health line, the 公需 hours from the district; the city holds both. */
    @Test
    void theHoursOfADoctorComeUpBothTrees() {
        Optional<String> doctor = Optional.of("150102198807303035");
        country.author(
                RENCHENG_HEALTH,
                "hour-record",
                "2026",
                doctor,
                "{'category':'professional','course':'临床进展','hours':'60','startDate':'2026-02-01'}");
        country.author(
                RENCHENG,
                "hour-record",
                "2026",
                doctor,
                "{'category':'public','course':'职业道德','hours':'30','startDate':'2026-02-10'}");

        assertThat(country.rows(
                        JINING,
                        "SELECT category || ' ' || hours || ' ' || author AS said FROM v_hour_record"
                                + " WHERE course IN ('临床进展', '职业道德') ORDER BY 1"))
                .containsExactly("professional 60 370811-wjw", "public 30 370811");
        assertThat(country.rows(
                        JINING,
                        "SELECT DISTINCT subject AS said FROM v_hour_record" + " WHERE course IN ('临床进展', '职业道德')"))
                .as("one pseudonym on both lines")
                .hasSize(1);
        assertThat(country.rows(JINING_HEALTH, "SELECT course AS said FROM v_hour_record WHERE course = '职业道德'"))
                .isEmpty();
        refused(
                country.draft(
                        RENCHENG_HEALTH,
                        "hour-record",
                        "2026",
                        doctor,
                        "{'category':'professional','course':'临床进展','hours':'-3'}"),
                RefusalCode.SCHEMA,
                "hours");
        assertThat(List.of(SHANDONG, NATION))
                .allSatisfy(node -> assertThat(country.rows(
                                node, "SELECT course AS said FROM v_hour_record WHERE course IN ('临床进展', '职业道德')"))
                        .hasSize(2));
    }
}

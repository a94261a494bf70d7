package org.jilian.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jilian.cli.node.OpenNode;
import org.jilian.cli.node.ServedNode;
import org.jilian.record.NodeId;
import org.jilian.record.RecordId;

/** What the demo shows a newcomer, told in one language: every line says what really happened a moment ago. */
public final class Story {
    private static final NodeId QUFU = NodeId.of("370881");
    private static final NodeId JINING = NodeId.of("370800");
    private static final NodeId RENCHENG = NodeId.of("370811");
    private static final NodeId NATION = NodeId.of("000000");
    private static final long POLL = 100;
    /** As long as nothing moved for so many polls, what can go has gone. */
    private static final int QUIET_POLLS = 10;

    private static final int MOST_POLLS = 300;

    private final Demo demo;
    private final Stage stage;
    private final LiveTable table;

    public Story(Demo demo, Stage stage) {
        this.demo = demo;
        this.stage = stage;
        this.table = new LiveTable(demo, stage);
    }

    /** Tells it all. @return what all agree on at the end */
    public ObjectNode tell() throws InterruptedException {
        cutQufu();
        Map<String, ObjectNode> reports = takeIn();
        lagOfQufu();
        mend();
        forge();
        badRows(reports);
        Optional<RecordId> record = follow();
        new ProgrammeAct(demo, stage).play();
        Optional<String> serial = new CertificateAct(demo, stage).play();
        new StatisticsAct(demo, stage).play();
        ObjectNode agreement = agree();
        record.ifPresent(id -> commands(id, serial, reports));
        return agreement;
    }

    private ServedNode node(NodeId id) {
        return demo.federation().node(id);
    }

    private void cutQufu() {
        stage.title("一、切断曲阜与济宁之间的链路", "1. The link between Qufu and Jining is cut");
        node(QUFU).neighbours().pause(JINING);
        stage.say(stage.in(
                "曲阜照常登记；数据留在本级台账中，等待链路恢复。", "Qufu goes on registering; what it signs waits in its own ledger."));
    }

    private Map<String, ObjectNode> takeIn() throws InterruptedException {
        stage.title(
                "二、各级导入名单：GB18030、UTF-8、XLSX，带着真实文件的各种毛病",
                "2. Rosters are taken in: GB18030, UTF-8, XLSX, with the hazards of real files");
        Map<String, ObjectNode> reports = demo.takeAllIn(stage.language());
        reports.forEach((file, report) -> stage.say("  " + Columns.left(file, 52) + stage.in(" 有效行 ", " good rows ")
                + Columns.right(report.path("good").asText(), 4) + stage.in("，有误 ", ", wrong ")
                + Columns.right(report.path("bad").asText(), 2) + stage.in("，新记录 ", ", new records ")
                + Columns.right(report.path("records").path("first").asText(), 4)));
        awaitQuiet();
        table.keep();
        return reports;
    }

    /** Until receipts come no further: all that can go has gone. */
    private void awaitQuiet() throws InterruptedException {
        int quiet = 0;
        int covered = -1;
        for (int i = 0; i < MOST_POLLS && quiet < QUIET_POLLS; i++) {
            table.refresh();
            int now = demo.with().stand().covered();
            quiet = now == covered ? quiet + 1 : 0;
            covered = now;
            Thread.sleep(POLL);
        }
    }

    private void lagOfQufu() {
        stage.title("三、曲阜的积压", "3. Qufu's lag");
        stage.say(stage.in("曲阜有 ", "Qufu has ")
                + LiveTable.lag(node(QUFU).open())
                + stage.in(" 个已签名的数据包等待济宁回执；链路状态：", " signed parcels that Jining has yet to receipt; the link: "));
        node(QUFU).neighbours().state(JINING).ifPresent(state -> stage.say("  " + state.words()));
    }

    private void mend() throws InterruptedException {
        stage.title("四、链路恢复，积压排空", "4. The link is mended, the lag drains");
        long start = System.nanoTime();
        node(QUFU).neighbours().resume(JINING);
        demo.agreement(table::refresh);
        table.keep();
        stage.say(stage.in("积压在 ", "Drained in ")
                + (System.nanoTime() - start) / 1_000_000
                + stage.in(" 毫秒内排空，每个数据包都有各级回执。", " ms; every level has receipted every parcel."));
    }

    private void forge() throws InterruptedException {
        stage.title("五、有人以曲阜的名义伪造一个数据包", "5. Somebody forges a parcel in Qufu's name");
        OpenNode jining = node(JINING).open();
        long before = jining.exchange().refusals();
        if (!new Forgery(node(QUFU)).send(JINING)) {
            stage.say(stage.in("曲阜尚无可冒充的台账。", "Qufu has no ledger to imitate yet."));
            return;
        }
        for (int i = 0; i < MOST_POLLS && jining.exchange().refusals() == before; i++) {
            Thread.sleep(POLL);
        }
        stage.say(stage.in(
                "位置、前序摘要、内容都对，只是签名证书为自造。济宁拒收，并记入审计日志：",
                "Place, predecessor and body are right, but he made the certificate himself. Jining refuses, and its audit"
                        + " trail says why:"));
        Forgery.lastRefusal(jining).ifPresent(detail -> stage.say("  " + detail));
        boolean alive = node(QUFU).neighbours().state(JINING).isPresent();
        stage.say(alive ? stage.in("链路照常。", "The link lives on.") : "");
    }

    private void badRows(Map<String, ObjectNode> reports) {
        stage.title("六、有误的行", "6. Rows with errors");
        stage.say(
                stage.in(
                        "有效行照常入库；有误的行加密隔离，并写入错误清单，更正后可直接再次导入。例如：",
                        "Good rows went on; bad ones are in quarantine, encrypted, and in a spreadsheet to correct and import again:"));
        reports.values().stream()
                .filter(report -> report.has("errorSpreadsheet"))
                .forEach(report -> {
                    JsonNode error = report.path("errors").path(0);
                    stage.say("  " + report.path("file").asText() + stage.in(" 第 ", ", row ")
                            + error.path("row").asText() + stage.in(" 行 ", ", ")
                            + error.path("column").asText() + " '"
                            + error.path("value").asText() + "': "
                            + error.path("reason").path(stage.in("zh", "en")).asText() + "; "
                            + error.path("remedy").path(stage.in("zh", "en")).asText());
                });
    }

    private Optional<RecordId> follow() {
        stage.title("七、跟随一个人：医生示例林（虚构）", "7. One person is followed: the doctor 示例林 (invented)");
        Optional<Person> person = Person.find(node(RENCHENG).open(), Person.DOCTOR);
        if (person.isEmpty()) {
            return Optional.empty();
        }
        stage.say(stage.in("名单中的一行，证号 ", "A row of a roster, number ")
                + org.jilian.rules.Masked.of(Person.DOCTOR.number())
                + stage.in("；各级以假名相认：", "; levels know him by the pseudonym ")
                + person.get());
        for (ServedNode each : demo.federation().nodes()) {
            Person.Seen seen = person.get().at(each.open());
            if (!seen.registrations().isEmpty() || seen.hourRecords() > 0) {
                stage.say("  " + Columns.left(each.open().node().value(), 12)
                        + stage.in("登记 ", "registrations ")
                        + seen.registrations().size()
                        + stage.in("，学时记录 ", ", hour records ") + seen.hourRecords() + "  "
                        + (seen.values().isEmpty()
                                ? stage.in(
                                        "无权读取证号、姓名、电话：只有可验证的摘要", "may not read number, name, phone: has digests alone")
                                : String.join(stage.in("，", ", "), seen.values())));
            }
        }
        return person.get().at(node(RENCHENG).open()).registrations().stream()
                .filter(id -> id.firstAuthor().equals(RENCHENG))
                .findFirst();
    }

    private ObjectNode agree() throws InterruptedException {
        stage.title("十一、核对", "11. All agree");
        ObjectNode agreement = demo.agreement(() -> {});
        for (JsonNode link : agreement.path("links")) {
            boolean same = link.path("childDigest").equals(link.path("parentDigest"));
            stage.say("  "
                    + Columns.left(
                            link.path("child").asText() + " → "
                                    + link.path("parent").asText(),
                            24) + (same ? "= " : "≠ ")
                    + link.path("childDigest").asText().substring(0, 16));
        }
        boolean converged = agreement.path("converged").asBoolean();
        stage.say(
                converged
                        ? stage.in(
                                        "每条链路两端由各自数据库算出的摘要一致；国家级 ",
                                        "Both ends of every link compute the same digest from their own tables; records at the nation: ")
                                + nation(agreement)
                                + stage.in(" 条记录。", ".")
                        : stage.in("尚未一致：", "No agreement: ")
                                + agreement.path("outstanding").asText());
        return agreement;
    }

    private static String nation(ObjectNode agreement) {
        for (JsonNode node : agreement.path("nodes")) {
            if (node.path("node").asText().equals(NATION.value())) {
                return node.path("records").asText();
            }
        }
        return "?";
    }

    private void commands(RecordId id, Optional<String> serial, Map<String, ObjectNode> reports) {
        String jilian = shown(Launcher.write(demo.home().path()));
        String proof = shown(demo.home().path().resolve("proof.json"));
        String changed = shown(demo.home().path().resolve("changed.json"));
        stage.title("十二、可以在另一个终端里试试", "12. To copy into another terminal");
        stage.say("  " + jilian + " status");
        stage.say("  " + jilian + " trace " + id);
        stage.say("  " + jilian + " export-proof " + id + " --out " + proof);
        stage.say("  " + jilian + " verify " + proof);
        stage.say(stage.in("  # 改动一个字节，核验即失败", "  # with one byte changed it is refused"));
        stage.say("  sed 's/active/Active/' " + proof + " > " + changed + "; " + jilian + " verify " + changed);
        serial.ifPresent(number -> {
            String page = shown(demo.home().path().resolve("certificate.pdf"));
            stage.say(
                    stage.in("  # 打印学时证明，再核验这份 PDF", "  # an hour certificate on paper, and what its QR code proves"));
            stage.say("  " + jilian + " certificates print " + number + " --node 370800 --out " + page);
            stage.say("  " + jilian + " certificates verify " + page + " --node 370000");
        });
        reports.values().stream()
                .filter(report -> report.has("errorSpreadsheet"))
                .findFirst()
                .ifPresent(report -> stage.say(stage.in("  # 错误清单，用电子表格程序打开：", "  # an error spreadsheet, open it: ")
                        + shown(Path.of(report.path("errorSpreadsheet").asText()))));
    }

    /** As one would type it here. */
    private static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }
}

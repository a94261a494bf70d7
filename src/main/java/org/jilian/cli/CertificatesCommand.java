package org.jilian.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jilian.certificate.IssueOrder;
import org.jilian.certificate.IssueReport;
import org.jilian.certificate.paper.QrText;
import org.jilian.cli.node.Desk;
import org.jilian.cli.node.OfflineCheck;
import org.jilian.cli.node.WrongUseException;
import org.jilian.rules.Period;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hour certificates: issuing, taking back, printing, verifying. */
@Command(
        name = "certificates",
        mixinStandardHelpOptions = true,
        subcommands = {
            CertificatesCommand.Issue.class,
            CertificatesCommand.Revoke.class,
            CertificatesCommand.Print.class,
            CertificatesCommand.Verify.class,
            CommandLine.HelpCommand.class
        },
        description = "Issues, revokes, prints and verifies hour certificates. 学时证明")
final class CertificatesCommand {
    private CertificatesCommand() {}

    /** For all persons of a place and period. */
    @Command(
            name = "issue",
            mixinStandardHelpOptions = true,
            description =
                    "Issues certificates for all persons of a place who have hours in a period; given again, it goes on"
                            + " where it ended. 签发")
    static final class Issue extends NodeCommand {
        @Mixin
        PeriodOption period = new PeriodOption();

        @Option(
                names = "--division",
                paramLabel = "CODE",
                required = true,
                description = "persons of this place, and of those that report to it")
        String division = "";

        @Option(names = "--delegation", paramLabel = "NUMBER", description = "if the node holds several")
        @Nullable
        String delegation;

        @Option(names = "--met-only", description = "only persons who meet their duty")
        boolean metOnly;

        @Option(
                names = "--replace",
                description = "new ones for persons whose hours have changed; the old ones are revoked")
        boolean replace;

        @Option(names = "--dry-run", description = "writes nothing, says what would come of it")
        boolean dryRun;

        @Override
        public Integer call() {
            Period checked = period.checked(terminal);
            IssueOrder order =
                    new IssueOrder(checked, division, Optional.ofNullable(delegation), metOnly, replace, dryRun);
            ObjectNode report;
            try (Desk desk = NodeOption.desk(node.home())) {
                report = terminal.isInteractive() ? withBar(desk, order) : desk.issue(order, done -> {});
            }
            terminal.print(report);
            say(report);
            return report.path("some").isEmpty() ? Exit.DONE : Exit.DATA;
        }

        private ObjectNode withBar(Desk desk, IssueOrder order) {
            try (ProgressBar bar = new ProgressBarBuilder()
                    .setTaskName(period.given + " " + division)
                    .setInitialMax(-1)
                    .setUnit(terminal.in(" 人", " persons"), 1)
                    .showSpeed()
                    .build()) {
                return desk.issue(order, bar::stepTo);
            }
        }

        private void say(ObjectNode report) {
            terminal.say(report.path("persons")
                    + terminal.in(" 人，", " persons, ")
                    + report.path("records")
                    + terminal.in(" 条学时记录", " hour records")
                    + (dryRun ? terminal.in("（试算，未写入）", " (a trial: nothing was written)") : ""));
            for (IssueReport.Fate fate : IssueReport.Fate.values()) {
                if (report.path(fate.code()).asLong() > 0) {
                    terminal.say("  " + report.path(fate.code()) + "  "
                            + fate.label().in(terminal.locale()));
                    report.path("some").path(fate.code()).forEach(each -> terminal.say("      " + each.asText()));
                }
            }
        }
    }

    /** One that was wrong. */
    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Takes a certificate back. 撤销")
    static final class Revoke extends NodeCommand {
        @Parameters(paramLabel = "SERIAL")
        String serial = "";

        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                required = true,
                description = "for everyone to see who verifies it")
        String reason = "";

        @Override
        public Integer call() {
            ObjectNode answer;
            try (Desk desk = NodeOption.desk(node.home())) {
                answer = desk.revokeCertificate(serial, reason);
            }
            terminal.print(answer);
            terminal.say(terminal.in("已撤销 ", "revoked ") + serial + ": "
                    + answer.path("record").asText() + " " + answer.path("version"));
            return Exit.DONE;
        }
    }

    /** On paper. */
    @Command(
            name = "print",
            mixinStandardHelpOptions = true,
            description = "Writes a certificate as a PDF with its QR code; its issuer can, and the nodes above. 打印")
    static final class Print extends NodeCommand {
        @Parameters(paramLabel = "SERIAL")
        String serial = "";

        @Option(names = "--out", paramLabel = "FILE", required = true, description = "a new PDF file")
        Path out = Path.of("");

        @Override
        public Integer call() {
            ObjectNode answer;
            try (Desk desk = NodeOption.desk(node.home())) {
                answer = desk.printCertificate(serial, out);
            }
            terminal.print(answer);
            terminal.say(out + ": " + serial + " (" + answer.path("status").asText() + ")");
            return Exit.DONE;
        }
    }

    /** Whatever somebody shows. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Says whether a certificate is genuine and what became of it: a PDF, a proof file or the text of a QR"
                            + " code (JL1:…); exit code 1 if it is not, or does not count. 核验")
    static final class Verify extends NodeCommand {
        @Parameters(paramLabel = "FILE|TEXT")
        String paper = "";

        @Option(
                names = "--directory",
                paramLabel = "FILE",
                description =
                        "a directory.bundle, for whoever has no node: needs --root, and cannot say what became of the"
                                + " certificate since")
        @Nullable
        Path directory;

        @Option(names = "--root", paramLabel = "CERT", description = "the root's certificate, with --directory")
        @Nullable
        Path root;

        @Option(
                names = "--suite",
                paramLabel = "gm|intl",
                description = "the federation's, with --directory; default: gm")
        String suite = "gm";

        @Override
        public Integer call() throws IOException {
            ObjectNode answer = answer();
            terminal.print(answer);
            String status = answer.path("status").asText(directory == null ? "active" : "as-of");
            boolean genuine = answer.path("verdict").asText().equals("genuine");
            boolean counts = genuine && List.of("active", "not-held", "as-of").contains(status);
            terminal.say(genuine ? genuine(answer, status) : refused(answer));
            return counts ? Exit.DONE : Exit.DATA;
        }

        private ObjectNode answer() throws IOException {
            Path bundle = directory;
            Path certificate = root;
            if (bundle != null && certificate != null) {
                CommandLog.quiet();
                return OfflineCheck.of(bytes(), bundle, certificate, suite);
            }
            if (bundle != null || certificate != null) {
                throw new WrongUseException("--directory and --root should be given together, but one is missing");
            }
            try (Desk desk = NodeOption.desk(node.home())) {
                return desk.verifyCertificate(bytes());
            }
        }

        private byte[] bytes() throws IOException {
            if (paper.startsWith(QrText.PREFIX)) {
                return paper.getBytes(StandardCharsets.UTF_8);
            }
            Path file = Path.of(paper);
            if (!Files.isRegularFile(file)) {
                throw new WrongUseException(paper + " should be a file or the text of a QR code, which begins with "
                        + QrText.PREFIX + ", but is neither");
            }
            return Files.readAllBytes(file);
        }

        private String genuine(ObjectNode answer, String status) {
            String serial = answer.path("face")
                    .path("serial")
                    .asText(answer.path("serial").asText());
            String what =
                    switch (status) {
                        case "revoked" ->
                            terminal.in("真实，但已撤销：", "genuine, but revoked: ")
                                    + answer.path("revocationReason").asText() + " "
                                    + answer.path("revokedOn").asText();
                        case "superseded" ->
                            terminal.in("真实，但已换发为 ", "genuine, but replaced by ")
                                    + answer.path("replacedBy").asText();
                        case "not-held" ->
                            terminal.in(
                                    "真实；本节点未持有，状态以名录日期为准",
                                    "genuine; not held here, so its status is as of the directory");
                        case "as-of" -> terminal.in("真实；状态以名录日期为准", "genuine; status as of the directory's date");
                        case "contradicted" ->
                            terminal.in("同一编号另有一份证书，请询问签发单位", "another certificate bears this number: ask the issuer");
                        default -> terminal.in("真实有效", "genuine and in force");
                    };
            return serial + ": " + what + "\n  " + terminal.in(answer.path("issuerName")) + ", "
                    + answer.path("sealedAt").asText() + terminal.in("，名录第 ", ", directory version ")
                    + answer.path("directoryVersion") + " ("
                    + answer.path("directoryAt").asText() + ")"
                    + (answer.has("face") ? "\n  " + answer.path("face") : "");
        }

        private String refused(ObjectNode answer) {
            return switch (answer.path("verdict").asText()) {
                        case "forged" -> terminal.in("伪造或被改动：", "forged or altered: ");
                        case "ask-issuer" -> terminal.in("请询问签发单位：", "ask the issuer: ");
                        case "unreadable" -> terminal.in("无法读取：", "nothing to verify: ");
                        default -> terminal.in("无法判断：", "unknown: ");
                    }
                    + answer.path("reason").asText();
        }
    }
}

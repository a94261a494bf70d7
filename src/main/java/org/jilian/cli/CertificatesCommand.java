package org.jilian.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jilian.certificate.IssueOrder;
import org.jilian.certificate.IssueReport;
import org.jilian.cli.node.Desk;
import org.jilian.cli.node.WrongUseException;
import org.jilian.rules.Period;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hour certificates: issuing and taking back. */
@Command(
        name = "certificates",
        mixinStandardHelpOptions = true,
        subcommands = {CertificatesCommand.Issue.class, CertificatesCommand.Revoke.class, CommandLine.HelpCommand.class
        },
        description = "Issues and revokes hour certificates. 学时证明")
final class CertificatesCommand {
    private CertificatesCommand() {}

    /** For all persons of a place and period. */
    @Command(
            name = "issue",
            mixinStandardHelpOptions = true,
            description =
                    "Issues certificates for all persons of a place who have hours in a period; given again, it goes on"
                            + " where it ended. 签发")
    static final class Issue implements Callable<Integer> {
        @Option(
                names = "--period",
                paramLabel = "YEAR",
                required = true,
                description = "a year, or a cycle such as 2023-2025")
        String period = "";

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

        @Mixin
        NodeOption node = new NodeOption();

        @Mixin
        Terminal terminal = new Terminal();

        @Override
        public Integer call() {
            Period checked = Period.check(period).fold(valid -> valid.value(), reason -> {
                throw new WrongUseException("--period: " + reason.what().in(terminal.locale()));
            });
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
                    .setTaskName(period + " " + division)
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
    static final class Revoke implements Callable<Integer> {
        @Parameters(paramLabel = "SERIAL")
        String serial = "";

        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                required = true,
                description = "for everyone to see who verifies it")
        String reason = "";

        @Mixin
        NodeOption node = new NodeOption();

        @Mixin
        Terminal terminal = new Terminal();

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
}

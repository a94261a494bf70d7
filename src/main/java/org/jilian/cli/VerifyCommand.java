package org.jilian.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jilian.exchange.proof.ProofCheck;
import org.jilian.exchange.proof.ProofCheck.Judgement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks a proof file, offline. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Checks a proof file offline; exit code 1 if it proves nothing. 核验存在证明")
final class VerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE")
    Path file = Path.of("");

    @Mixin
    RootOption root = new RootOption();

    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() throws IOException {
        CommandLog.quiet();
        GivenFile.shouldBe(file);
        Judgement judgement = new ProofCheck(root.certificate()).judge(Files.readAllBytes(file));
        return judgement instanceof Judgement.Proved proved
                ? proved(proved)
                : refused(((Judgement.Refused) judgement).reason());
    }

    private int refused(String reason) {
        terminal.print(
                JsonNodeFactory.instance.objectNode().put("genuine", false).put("reason", reason));
        terminal.say(terminal.in("不可信：", "refused: ") + reason);
        return Exit.DATA;
    }

    private int proved(Judgement.Proved proved) {
        terminal.print(JsonNodeFactory.instance
                .objectNode()
                .put("genuine", true)
                .put("record", proved.record().id().toString())
                .put("version", proved.record().version())
                .put("status", proved.record().status())
                .put("digest", proved.record().digest().toString())
                .put("signer", proved.signer().value())
                .put("sealedAt", proved.sealedAt().toString())
                .put("federation", proved.federation())
                .put("directoryVersion", proved.directoryVersion())
                .put("directoryAt", proved.at().toString()));
        terminal.say(terminal.in("真实：", "genuine: ")
                + proved.record()
                + terminal.in("，由节点 ", ", signed by node ")
                + proved.signer()
                + terminal.in(" 于 ", " at ")
                + proved.sealedAt()
                + terminal.in(" 签名，联邦 ", ", federation ")
                + proved.federation());
        terminal.say(terminal.in("  状态 ", "  status ")
                + proved.record().status()
                + terminal.in("，以名录第 ", ", as of directory version ")
                + proved.directoryVersion()
                + terminal.in(" 版（", " (")
                + proved.at()
                + terminal.in(
                        "）为准；此后的更正、撤销不在本证明之内", "); what was corrected or revoked since, this proof does not know"));
        return Exit.DONE;
    }
}

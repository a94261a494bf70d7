package org.jilian.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jilian.cli.node.Desk;
import org.jilian.exchange.proof.ProofFile;
import org.jilian.record.RecordId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a file that proves one record to whoever has the root's certificate. */
@Command(
        name = "export-proof",
        mixinStandardHelpOptions = true,
        description = "Writes a proof of a record's current version into a file. 导出存在证明")
final class ExportProofCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RECORD-ID")
    String record = "";

    @Option(names = "--out", paramLabel = "FILE", required = true)
    Path out = Path.of("");

    @Mixin
    NodeOption node = new NodeOption();

    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() throws IOException {
        RecordId id = RecordId.parse(record);
        ObjectNode proof;
        try (Desk desk = NodeOption.desk(node.homeOr(id.firstAuthor()))) {
            proof = desk.proof(id);
        }
        byte[] bytes = ProofFile.bytes(proof);
        Files.write(out, bytes);
        terminal.print(JsonNodeFactory.instance
                .objectNode()
                .put("record", record)
                .put("file", out.toString())
                .put("bytes", bytes.length));
        terminal.say(out + ": " + bytes.length + terminal.in(" 字节；用 verify 核验", " bytes; check it with verify"));
        return Exit.DONE;
    }
}

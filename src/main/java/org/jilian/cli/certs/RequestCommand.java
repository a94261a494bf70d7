package org.jilian.cli.certs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jilian.crypto.NodeKeys;
import org.jilian.crypto.Stretching;
import org.jilian.crypto.Suite;
import org.jilian.record.NodeId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a node's keys where the node is; only requests leave the machine. */
@Command(
        name = "request",
        mixinStandardHelpOptions = true,
        description =
                "Makes a node's keys and, for each, a signing request (*.csr.pem) to send to the authority. 生成密钥与证书申请")
final class RequestCommand implements Callable<Integer> {
    private static final int PASSWORD = 24;

    @Option(names = "--node", paramLabel = "ID", required = true)
    String node = "";

    @Option(names = "--keys", paramLabel = "DIR", required = true, description = "the home's keys directory; made here")
    Path keys = Path.of("");

    @Option(names = "--suite", paramLabel = "gm|intl", description = "default: gm")
    String suite = "gm";

    @Option(
            names = "--draw-password",
            description =
                    "draw a random password and write it into the keys directory (file 'password', mode 0600), for a"
                            + " node that starts unattended")
    boolean draw;

    @Mixin
    PasswordOption password = new PasswordOption();

    @Override
    public Integer call() throws java.io.IOException {
        SecureRandom random = new SecureRandom();
        if (draw) {
            byte[] bytes = new byte[PASSWORD];
            random.nextBytes(bytes);
            String drawn = HexFormat.of().formatHex(bytes);
            NodeKeys.create(keys, Suite.named(suite), NodeId.of(node), drawn.toCharArray(), Stretching.RANDOM, random);
            Files.createDirectories(keys);
            Authorities.writePrivate(keys.resolve("password"), drawn);
        } else {
            NodeKeys.create(keys, Suite.named(suite), NodeId.of(node), password.password(keys.toString()), random);
        }
        return 0;
    }
}

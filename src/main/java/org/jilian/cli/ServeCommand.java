package org.jilian.cli;

import java.nio.file.Files;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jilian.cli.certs.ExampleCertificates;
import org.jilian.cli.node.NodeHome;
import org.jilian.cli.node.OpenNode;
import org.jilian.cli.node.ServedNode;
import org.jilian.cli.node.WrongUseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs one node until the process is asked to end. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Runs a node until it is stopped. 运行节点")
final class ServeCommand implements Callable<Integer> {
    @Mixin
    NodeOption node = new NodeOption();

    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() throws InterruptedException {
        NodeHome home = node.home();
        ExampleCertificates.refuse(home);
        if (!Files.isDirectory(home.routes())) {
            throw new WrongUseException(
                    home.routes() + " should hold the route files, but is not there: say in node.yaml"
                            + " where routes are, or start with the installation's bin/jilian");
        }
        ServedNode served = ServedNode.start(OpenNode.open(home, Clock.systemUTC()));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            served.close();
                            stopped.countDown();
                        },
                        "stop"));
        terminal.say(terminal.in("节点 ", "node ") + home.node()
                + terminal.in(" 已启动；健康与指标：", " runs; health and metrics: ") + "http://127.0.0.1:"
                + served.httpPort() + "/actuator/health");
        terminal.say(terminal.in("平台接口：", "interface for platforms: ") + served.api());
        stopped.await();
        return Exit.DONE;
    }
}

package org.jilian.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command about one node, which says what came of it to the terminal. */
abstract class NodeCommand implements Callable<Integer> {
    @Mixin
    NodeOption node = new NodeOption();

    @Mixin
    Terminal terminal = new Terminal();
}

package org.jilian.route;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jilian.broker.TestFederation.JINING;

import java.nio.file.Path;
import org.apache.camel.ProducerTemplate;
import org.jilian.broker.TestFederation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WakeUpTest {
    @TempDir
    Path work;

    /** Nodes that stop side by side tell each other that they go away. */
    @Test
    void newsThatComesWhileTheNodeStopsIsNoFault() {
        TestNode node = node();
        WakeUp wakeUp = node.context.getBean(WakeUp.class);
        node.close();

        assertThatCode(wakeUp::now).doesNotThrowAnyException();
    }

    @Test
    void aNodeThatRunsAndCannotBeWokenIsAFault() {
        try (TestNode node = node()) {
            node.context.getBean(ProducerTemplate.class).stop();

            assertThatThrownBy(node::wake).isInstanceOf(IllegalStateException.class);
        }
    }

    private TestNode node() {
        return new TestNode(
                new TestFederation().with(JINING),
                JINING,
                work.resolve(JINING.value()),
                TestNode.ROUTES,
                new TestProtocol(),
                0);
    }
}

package org.jilian.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service manager starts a node in no directory of note. */
class NodeHomeTest {
    private static final String INSTALLATION = "jilian.installation";

    private final String before = System.getProperty(INSTALLATION, "");

    @TempDir
    Path temp;

    @AfterEach
    void asItWas() {
        System.setProperty(INSTALLATION, before);
    }

    @Test
    void routesAndConfigurationAreThoseOfTheInstallationWhereverItIsStarted() throws Exception {
        Files.writeString(temp.resolve("node.yaml"), "node: \"370811\"\nsuite: gm\n");
        System.setProperty(INSTALLATION, "/opt/jilian");

        NodeHome home = NodeHome.at(temp);

        assertThat(home.routes()).isEqualTo(Path.of("/opt/jilian/routes").toAbsolutePath());
        assertThat(home.config()).isEqualTo(Path.of("/opt/jilian/config").toAbsolutePath());
    }
}

package org.jilian.cli.certs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jilian.cli.node.NodeHome;
import org.jilian.cli.node.WrongUseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleTest {
    @TempDir
    Path temp;

    @Test
    void everyExampleCertificateIsOnTheListThatServeRefuses() throws IOException {
        assertThat(ExampleCertificates.fingerprints())
                .containsExactlyInAnyOrderElementsOf(Example.fingerprints(Path.of("certs-example")));
    }

    @Test
    void noNodeIsServedUnderTheExampleRoot() throws IOException {
        Files.writeString(temp.resolve("node.yaml"), "node: \"370811\"\nsuite: gm\n");
        Files.copy(Path.of("certs-example/roots/ca.cert.pem"), temp.resolve("root.cert.pem"));

        assertThatThrownBy(() -> ExampleCertificates.refuse(NodeHome.at(temp)))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("certs-example");
    }
}

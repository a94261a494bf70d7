package org.jilian.cli.node;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A credential for a platform: from a file in the node's home or from the environment, never from the settings themselves. */
final class Secret {
    private Secret() {}

    /**
     * @param file relative to the home; may be absent
     * @param environment name of a variable; may be absent
     * @return the secret, empty if neither is named
     * @throws WrongUseException if what is named is not there
     */
    static String of(NodeHome home, @Nullable String file, @Nullable String environment, String whose) {
        if (file != null) {
            Path path = home.path().resolve(file);
            if (!Files.isRegularFile(path)) {
                throw new WrongUseException(
                        whose + " should have its secret in " + path + " (mode 0600), but there is no such file");
            }
            return NodeHome.text(path);
        }
        if (environment != null) {
            String value = System.getenv(environment);
            if (value == null) {
                throw new WrongUseException(whose + " should have its secret in the environment variable " + environment
                        + ", which is not set");
            }
            return value;
        }
        return "";
    }
}

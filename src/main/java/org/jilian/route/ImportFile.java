package org.jilian.route;

import java.io.IOException;
import java.nio.file.Path;

/** Takes one completely written roster into the node. */
@FunctionalInterface
public interface ImportFile {
    /**
     * What became of a file: whether its good rows are in the database and itself is
     * kept there, and a text for the clerk who laid it there.
     *
     * @param taken false if nothing of it could be used
     * @param kept whether the node keeps its bytes, so that the file may be erased
     */
    record Report(boolean taken, boolean kept, String text) {}

    Report take(Path file) throws IOException;
}

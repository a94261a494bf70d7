package org.jilian.cli.node;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What to take in.
 *
 * @param mapping by name; found by the file's name if absent
 * @param period continuing-education year for a file that does not say it
 * @param division code for a file that does not say it; the node's own if absent
 * @param again whether a file is read once more that was taken in already
 * @param language of the error spreadsheet: {@code zh} or {@code en}
 */
public record Order(
        Path file,
        Optional<String> mapping,
        Optional<String> period,
        Optional<String> division,
        boolean again,
        String language) {
    /** The same for another file. */
    Order of(Path other) {
        return new Order(other, mapping, period, division, again, language);
    }

    public static Order of(Path file, String language) {
        return new Order(file, Optional.empty(), Optional.empty(), Optional.empty(), false, language);
    }
}

package org.jilian.route;

import java.util.List;
import java.util.Optional;

/** The platforms that somebody has described, as they are described now. */
@FunctionalInterface
public interface Platforms {
    List<Described> now();

    /**
     * @param text tells one description from another of the same name
     * @param connection absent if there is a mistake in it
     * @param mistake with its place
     */
    record Described(String name, String text, Optional<Connection> connection, String mistake) {}
}

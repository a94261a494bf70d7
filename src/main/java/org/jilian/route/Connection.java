package org.jilian.route;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A platform that this node is connected with, as a file in the node's home describes it (接入). */
public interface Connection {
    String name();

    /** Id of the route template in {@code routes/} that carries it. */
    String template();

    /** What that template is told besides the connection's name; may hold a secret. */
    Map<String, Object> parameters();

    /** The platform's message broker, if it has one: the template's parameter {@code link} leads to it. */
    Optional<Broker> broker();

    /** @param url as Artemis' client reads it, {@code tcp://host:port} with parameters */
    record Broker(String url, String user, String password) {
        @Override
        public String toString() {
            return "broker of a platform";
        }
    }

    /**
     * What became of a document.
     *
     * @param taken false if nothing of it could be used; it is kept all the same
     * @param report for people
     */
    record Taken(boolean taken, String report) {}

    /**
     * Asks the platform once and takes in what it has.
     *
     * @return what came of it, in a line, or empty if there was nothing
     * @throws IOException if the platform cannot be reached or gave what nobody understands; it is asked again next time
     */
    Optional<String> ask() throws IOException;

    /**
     * Takes in one document that the platform sent. After the return it need not be sent again.
     *
     * @param name what the platform calls it, for people
     * @throws IOException if it could not even be kept
     */
    Taken take(String name, byte[] document) throws IOException;
}

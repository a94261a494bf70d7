package org.jilian.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.jilian.intake.JsonItems;

/**
 * Takes in what a platform sends, and says of each item what became of it. When a method returns, all of it is committed.
 *
 * @see RefusedRequestException for what is refused as a whole
 */
public interface TakesRecords {
    /** Items read by a mapping, as rows of a file are. @param name of the mapping */
    ObjectNode mapped(String name, JsonItems items, Sent sent);

    /** Items in the gateway's own form. @param kind of all of them */
    ObjectNode drafts(String kind, JsonItems items, Sent sent);

    /**
     * What was said for all items.
     *
     * @param who the platform
     * @param key name of the field that tells one item from the others, and is the same when it comes corrected
     */
    record Sent(
            String who, Optional<String> period, Optional<String> division, Optional<String> key, Locale language) {}
}

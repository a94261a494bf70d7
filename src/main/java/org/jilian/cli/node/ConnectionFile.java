package org.jilian.cli.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A platform as {@code connections/NAME.yaml} in a node's home describes it. An unknown field is a mistake and not ignored.
 * What each means, {@code docs/connect/} says.
 *
 * @param route id of a route template in {@code routes/}
 * @param parameters of that template
 * @param mapping in {@code config/mappings/}
 * @param period continuing-education year for rows that do not say it
 * @param secretFile a file in the home whose line the template gets as its parameter {@code secret}
 * @param secretEnv the same from an environment variable
 * @param division code for rows that do not say it; the node's own if absent
 */
record ConnectionFile(
        @JsonProperty(required = true) String connection,
        @JsonProperty(required = true) String route,
        @Nullable Map<String, Object> parameters,
        @JsonProperty(required = true) String mapping,
        @Nullable String period,
        @Nullable String division,
        @JsonProperty("secret-file") @Nullable String secretFile,
        @JsonProperty("secret-env") @Nullable String secretEnv,
        @Nullable Broker broker,
        @Nullable Table table) {

    /** The platform's message broker; its password is the connection's secret. */
    record Broker(
            @JsonProperty(required = true) String url,
            @Nullable String user) {}

    /**
     * A table in the platform's database: either {@code flag} or {@code grows}.
     *
     * @param grows column whose value grows with every change, for a table that may only be read
     * @param batch rows taken at once
     */
    record Table(
            @JsonProperty(required = true) String url,
            @Nullable String user,
            @JsonProperty("password-file") @Nullable String passwordFile,
            @JsonProperty("password-env") @Nullable String passwordEnv,
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String key,
            @Nullable Flag flag,
            @Nullable String reason,
            @Nullable String grows,
            @Nullable Integer batch) {}

    record Flag(
            @JsonProperty(required = true) String column,
            @JsonProperty("new") @Nullable String fresh,
            @Nullable String taken,
            @Nullable String failed) {}
}

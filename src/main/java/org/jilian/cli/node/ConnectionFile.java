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
        @Nullable Table table,
        @Nullable Rest rest) {

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

    /**
     * A REST interface that is asked; of {@code key}, {@code basic} and {@code oauth2} at most one.
     *
     * @param format {@code json}, or anything else that a file may be
     * @param items JSON pointer to the list in an answer
     * @param id JSON pointer to what tells one item from another
     */
    record Rest(
            @JsonProperty(required = true) String url,
            @Nullable Map<String, String> headers,
            @Nullable String format,
            @Nullable String items,
            @Nullable Ok ok,
            @Nullable String id,
            @Nullable Key key,
            @Nullable Basic basic,
            @Nullable OAuth2 oauth2,
            @Nullable Paging paging,
            @Nullable Watermark watermark,
            @Nullable String rate,
            @JsonProperty("connect-timeout") @Nullable String connectTimeout,
            @Nullable String timeout,
            @Nullable Retry retry,
            @JsonProperty("most-bytes") @Nullable Long mostBytes,
            @Nullable Boolean insecure,
            @JsonProperty("trust-file") @Nullable String trustFile) {}

    record Ok(
            @JsonProperty(required = true) String at,
            @JsonProperty(required = true) String is) {}

    /** Sent in a header or a query parameter of that name. */
    record Key(
            @Nullable String header,
            @Nullable String query,
            @Nullable String file,
            @Nullable String env) {}

    record Basic(
            @JsonProperty(required = true) String user,
            @JsonProperty("password-file") @Nullable String passwordFile,
            @JsonProperty("password-env") @Nullable String passwordEnv) {}

    record OAuth2(
            @JsonProperty(value = "token-url", required = true)
            String tokenUrl,

            @JsonProperty(value = "client-id", required = true)
            String clientId,

            @JsonProperty("secret-file") @Nullable String secretFile,
            @JsonProperty("secret-env") @Nullable String secretEnv,
            @Nullable String scope,
            @Nullable String send) {}

    record Paging(
            @JsonProperty(required = true) String by,
            @Nullable Integer first,
            @Nullable Integer size,
            @Nullable String cursor,
            @Nullable Integer overlap,
            @Nullable Boolean check,
            @Nullable String last) {}

    record Watermark(
            @JsonProperty(required = true) String field,
            @Nullable String first,
            @Nullable String overlap,
            @Nullable String as,
            @Nullable String zone,
            @Nullable Boolean ascending) {}

    record Retry(
            @Nullable Integer attempts,
            @Nullable Integer repeats,
            @Nullable String first,
            @Nullable String most) {}
}

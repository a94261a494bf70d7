package org.jilian.cli.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code node.yaml} as it is written, everything but {@code node} and {@code suite} optional. An unknown field is a
 * mistake and not ignored. What each means and what stands for an absent one, {@code config/nodes/example.yaml} says.
 */
record NodeFile(
        @JsonProperty(required = true) String node,
        @JsonProperty(required = true) String suite,
        @Nullable String keys,
        @JsonProperty("password-file") @Nullable String passwordFile,
        @Nullable List<String> roots,
        @Nullable String directory,
        @Nullable String config,
        @Nullable String routes,
        @Nullable Store store,
        @Nullable Broker broker,
        @Nullable Http http,
        @Nullable Api api,
        @JsonProperty("retain-input") @Nullable String retainInput) {
    record Store(
            @Nullable String url,
            @Nullable String user,
            @JsonProperty("password-file") @Nullable String passwordFile) {}

    record Broker(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String external) {}

    record Http(
            @Nullable String address,
            @Nullable Integer port,
            @Nullable Boolean tls,
            @JsonProperty("behind-proxy") @Nullable Boolean behindProxy) {}

    record Api(
            @JsonProperty("max-megabytes") @Nullable Integer maxMegabytes,
            @JsonProperty("max-records") @Nullable Integer maxRecords,

            @JsonProperty("verifications-per-minute") @Nullable
            Integer verificationsPerMinute) {}
}

package org.jilian.cli.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        @JsonProperty("retain-input") @Nullable String retainInput) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    record Store(
            @Nullable String url,
            @Nullable String user,
            @JsonProperty("password-file") @Nullable String passwordFile) {}

    record Broker(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String external) {}

    record Http(@Nullable String address, @Nullable Integer port) {}

    static NodeFile read(Path file) {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return YAML.readValue(reader, NodeFile.class);
        } catch (JacksonException e) {
            JsonLocation at = e.getLocation();
            throw new WrongUseException(
                    file + (at == null ? "" : ", line " + at.getLineNr()) + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}

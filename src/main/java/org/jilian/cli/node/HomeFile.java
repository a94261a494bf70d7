package org.jilian.cli.node;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A YAML file in a node's home, read strictly: what it should not hold is a mistake, told with its line. */
final class HomeFile {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private HomeFile() {}

    static <T> T read(Path file, Class<T> type) {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            T read = YAML.readValue(reader, type);
            if (read == null) {
                throw new WrongUseException(file + " should not be empty");
            }
            return read;
        } catch (UnrecognizedPropertyException e) {
            throw new WrongUseException(
                    file + ", line " + e.getLocation().getLineNr() + ": there should be no '" + e.getPropertyName()
                            + "' here; known are " + e.getKnownPropertyIds(),
                    e);
        } catch (JacksonException e) {
            JsonLocation at = e.getLocation();
            throw new WrongUseException(
                    file + (at == null ? "" : ", line " + at.getLineNr()) + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}

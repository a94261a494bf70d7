package org.jilian.cli.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a demo is made of.
 *
 * @param config of the installation: {@code federation/}, {@code kinds/}, {@code mappings/}, {@code codes/}, {@code demo/}
 * @param records hour records to generate beside the sample rosters
 */
public record DemoSettings(
        Path work, Path config, Path routes, String suite, Optional<PostgresDatabases> postgres, int records) {}

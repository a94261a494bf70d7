package org.jilian.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar was built as. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Jilian.class.getPackage().getImplementationVersion();
        return new String[] {"jilian " + (version == null ? "(built from source)" : version)};
    }
}

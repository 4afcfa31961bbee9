package dev.promptlib.operator.cli;

import picocli.CommandLine.IVersionProvider;

/** What --version says. */
public final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Promptlib.class.getPackage().getImplementationVersion();
        return new String[] {"promptlib " + (version == null ? "(not packaged)" : version)};
    }
}

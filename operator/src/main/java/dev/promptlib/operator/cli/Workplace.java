package dev.promptlib.operator.cli;

import dev.promptlib.operator.cli.cluster.Clusters;
import dev.promptlib.operator.cli.install.Library;

/** What `up` and `down` begin with. */
record Workplace(Folders folders, Terminal terminal, Library library, Clusters clusters) {}

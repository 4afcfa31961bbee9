package dev.promptlib.operator.cli;

import dev.promptlib.operator.cluster.TestCluster;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The command line in this process, which speaks to one cluster and one namespace. */
record Cli(Path kubeconfig, String namespace) {
    /** What came of a command. */
    record Outcome(int exitCode, String out, String err) {}

    static Cli to(TestCluster cluster, String namespace) {
        return new Cli(cluster.kubeconfig(), namespace);
    }

    Outcome run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    int run(PrintWriter out, PrintWriter err, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        int passedOn = all.contains("--") ? all.indexOf("--") : all.size();
        all.addAll(passedOn, List.of("--kubeconfig", kubeconfig.toString(), "--namespace", namespace));
        CommandLine command = Promptlib.commandLine(false).setOut(out).setErr(err);
        return command.execute(all.toArray(String[]::new));
    }
}

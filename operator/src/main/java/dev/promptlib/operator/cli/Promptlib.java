package dev.promptlib.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line. Exits with 0 (done), 1 (failed), 2 (bad usage) or 3 (no cluster). */
@Command(
        name = "promptlib",
        description = "A web application, its PostgreSQL and its Redis from one YAML.",
        versionProvider = VersionText.class,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            ComposeCommand.class,
            ValidateCommand.class,
            RenderCommand.class,
            DiffCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            ShellCommand.class,
            DbCommand.class,
            RedisCommand.class,
            RestartCommand.class,
            DoctorCommand.class,
            SupportBundleCommand.class,
            CompletionCommand.class,
        },
        footer = {"", "Exit codes: 0 done, 1 failed, 2 bad usage, 3 no cluster. PROMPTLIB_DEBUG=1 shows stack traces."},
        synopsisSubcommandLabel = "COMMAND")
public final class Promptlib {
    @Mixin
    HelpOption help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    boolean version;

    private Promptlib() {}

    /** Where the jar is started as the command line only; the operator begins in Main. */
    public static void main(String... args) {
        System.exit(run(args.length == 0 ? new String[] {"--help"} : args));
    }

    public static int run(String... args) {
        boolean debug = System.getenv("PROMPTLIB_DEBUG") != null;
        if (!debug) {
            Logger.getLogger("").setLevel(Level.OFF);
        }
        Thread interrupted =
                new Thread(() -> System.err.println("\nStopped before the end. The same command goes on from here."));
        if (args[0].equals("up") || args[0].equals("down")) {
            Runtime.getRuntime().addShutdownHook(interrupted);
        }
        int exitCode = commandLine(debug).execute(args);
        Runtime.getRuntime().removeShutdownHook(interrupted);
        return exitCode;
    }

    /** Then the cluster is the one that kubectl would take. */
    static boolean isKubectlPlugin() {
        return name().startsWith("kubectl");
    }

    static String name() {
        return System.getProperty("promptlib.name", "promptlib");
    }

    static CommandLine commandLine(boolean debug) {
        return new CommandLine(new Promptlib())
                .setCommandName(name())
                .setOut(new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8))
                .setParameterExceptionHandler((e, args) -> {
                    CommandLine command = e.getCommandLine();
                    complain(command, e.getMessage(), command.getCommandSpec().qualifiedName() + " --help");
                    return Failure.BAD_USAGE;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command, debug));
    }

    private static int failed(Exception e, CommandLine command, boolean debug) {
        if (debug) {
            e.printStackTrace(command.getErr());
        }
        if (e instanceof Failure failure) {
            complain(command, failure.getMessage(), failure.next());
            return failure.exitCode();
        }
        if (ClusterIdentity.isSilent(e)) {
            complain(
                    command,
                    "the cluster does not answer: " + ClusterIdentity.reason(e),
                    "start it, or name another one with --context");
            return Failure.NO_CLUSTER;
        }
        if (e instanceof KubernetesClientException refused) {
            complain(command, "the cluster: " + refused.getMessage(), "run it again when that is put right");
        } else {
            complain(command, "unexpected: " + e, "PROMPTLIB_DEBUG=1 shows where; running it again is safe");
        }
        return Failure.FAILED;
    }

    private static void complain(CommandLine command, String what, String next) {
        command.getErr().println("promptlib: " + what);
        command.getErr().println("  -> " + next);
    }
}

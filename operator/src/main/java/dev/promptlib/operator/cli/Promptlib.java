package dev.promptlib.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
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
        footer = {"", "Exit codes: 0 done, 1 failed, 2 bad usage, 3 no cluster. PROMPTLIB_DEBUG=1 shows stack traces."},
        synopsisSubcommandLabel = "COMMAND")
public final class Promptlib {
    /** In the order of the help. A new command is a class, and a word here. */
    private static final List<Class<?>> COMMANDS = List.of(
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
            HistoryCommand.class,
            RollbackCommand.class,
            RotateCommand.class,
            BackupCommand.class,
            BackupsCommand.class,
            VerifyCommand.class,
            RestoreCommand.class,
            DoctorCommand.class,
            SupportBundleCommand.class,
            CompletionCommand.class);

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
        int exitCode = commandLine(debug, args[0]).execute(args);
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

    /** With all commands. */
    static CommandLine commandLine(boolean debug) {
        return commandLine(debug, "");
    }

    /** With the one that is asked for, or with all: to look into each would take longer than most need to do their work. */
    private static CommandLine commandLine(boolean debug, String asked) {
        CommandLine all = new CommandLine(new Promptlib());
        List<Class<?>> wanted =
                COMMANDS.stream().filter(command -> name(command).equals(asked)).toList();
        if (!asked.equals("--version")) {
            (wanted.isEmpty() ? COMMANDS : wanted).forEach(command -> all.addSubcommand(name(command), command));
        }
        return all.setCommandName(name())
                .setOut(new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8))
                .setParameterExceptionHandler((e, args) -> {
                    CommandLine command = e.getCommandLine();
                    complain(command, e.getMessage(), command.getCommandSpec().qualifiedName() + " --help");
                    return Failure.BAD_USAGE;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command, debug));
    }

    /** SupportBundleCommand is support-bundle. */
    private static String name(Class<?> command) {
        return command.getSimpleName()
                .replaceFirst("Command$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
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

package dev.promptlib.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line as people start it: ./promptlib, in a folder, with a kubeconfig, and with nobody's settings. */
public final class Launcher {
    private static final int LIMIT_MINUTES = 8;

    /** What came of a command; what it said to standard error is apart. */
    public record Outcome(int exitCode, String out, String err) {}

    private final Path folder;
    private final Path kubeconfig;

    public Launcher(Path folder, Path kubeconfig) {
        this.folder = folder;
        this.kubeconfig = kubeconfig;
        isBuilt();
    }

    /** In a folder with the examples, and with a kubeconfig whose namespace is this one. */
    public static Launcher in(Path folder, TestCluster cluster, String namespace) throws IOException {
        Config kubeconfig = Serialization.unmarshal(Files.readString(cluster.kubeconfig()), Config.class);
        kubeconfig.getContexts().forEach(context -> context.getContext().setNamespace(namespace));
        Path file = Files.writeString(folder.resolve("kubeconfig"), Serialization.asYaml(kubeconfig));
        Files.createSymbolicLink(folder.resolve("examples"), Repository.file("examples"));
        return new Launcher(folder, file);
    }

    /** Maven has just built it, and builds it for no test again. */
    public static void isBuilt() {
        Path stamp = Repository.file("operator/target/promptlib-built");
        try {
            if (!Files.exists(stamp)) {
                Files.createFile(stamp);
            }
            Files.setLastModifiedTime(stamp, FileTime.from(Instant.now()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public Outcome run(String... words) {
        return pipe(null, words);
    }

    /** With this on standard input. */
    public Outcome pipe(String input, String... words) {
        List<String> command =
                new ArrayList<>(List.of(Repository.file("promptlib").toString()));
        command.addAll(List.of(words));
        return process(input, command);
    }

    /** A line as a shell reads it, in which promptlib is the command. */
    public Outcome shell(String line) {
        return process(
                null, List.of("bash", "-c", "promptlib() { '" + Repository.file("promptlib") + "' \"$@\"; }\n" + line));
    }

    /** A line that has to succeed, and to say something. */
    public void succeeds(String line) {
        Outcome outcome = shell(line);
        assertThat(outcome.exitCode())
                .as("%s says: %s%s", line, outcome.out(), outcome.err())
                .isZero();
        assertThat(outcome.out()).as(line).isNotBlank();
    }

    public Process start(String... words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Repository.file("promptlib").toString()));
        command.addAll(List.of(words));
        return builder(command).redirectErrorStream(true).start();
    }

    private Outcome process(String input, List<String> command) {
        try {
            Path out = Files.createTempFile(folder, "out", ".txt");
            Path err = Files.createTempFile(folder, "err", ".txt");
            ProcessBuilder builder =
                    builder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            Process process = builder.start();
            try (var stdin = process.getOutputStream()) {
                stdin.write((input == null ? "" : input).getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                process.destroy();
                throw new AssertionError("no end after " + LIMIT_MINUTES + " minutes: " + command);
            }
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new AssertionError("cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().merge("PATH", Kubectl.folder().toString(), (path, own) -> path + ":" + own);
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().remove("NO_COLOR");
        return builder;
    }
}

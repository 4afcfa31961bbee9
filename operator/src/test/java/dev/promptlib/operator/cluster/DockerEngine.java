package dev.promptlib.operator.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** The Docker Engine of this test run: the one that answers, else one that is started here, where localkube can run. */
public final class DockerEngine implements ImageStore {
    private static final Path OWN = Repository.file("localkube/docker");
    private static DockerEngine found;
    private static TestAbortedException missing;

    private final Optional<String> own;

    private DockerEngine(Optional<String> own) {
        this.own = own;
    }

    /** What a command said, and how it ended. */
    public record Answer(int exitCode, String text) {}

    /** Aborts the tests that ask, and says so, where none can be had. */
    public static synchronized DockerEngine get() {
        if (missing != null) {
            throw missing;
        }
        try {
            return found();
        } catch (ClusterUnavailable e) {
            TestRun.say("!! NOT TESTED on a Docker Engine: " + e.getMessage());
            missing = new TestAbortedException(e.getMessage(), e);
            throw missing;
        }
    }

    /** Whether one answers that nobody had to start. */
    static synchronized boolean answers() {
        return found == null
                ? run(Duration.ofMinutes(1), Optional.empty(), List.of("docker", "version")).exitCode == 0
                : found.own.isEmpty();
    }

    static synchronized DockerEngine found() throws ClusterUnavailable {
        if (found == null) {
            found = answers() ? new DockerEngine(Optional.empty()) : started();
        }
        return found;
    }

    private static DockerEngine started() throws ClusterUnavailable {
        LocalkubeCluster.prepare();
        boolean shared = own("daemon", "is-up").exitCode == 0;
        TestRun.say("localkube/docker/daemon up");
        Answer up = own("daemon", "up");
        if (up.exitCode != 0) {
            throw new ClusterUnavailable("`localkube/docker/daemon up` says: " + up.text);
        }
        if (!shared) {
            TestRun.atEnd(() -> own("daemon", "down"));
        }
        DockerEngine engine =
                new DockerEngine(Optional.of(up.text.lines().reduce((a, b) -> b).orElseThrow()));
        engine.make("images");
        return engine;
    }

    private static Answer own(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(OWN.resolve(program).toString()));
        command.addAll(List.of(arguments));
        return run(Duration.ofMinutes(5), Optional.empty(), command);
    }

    /** Runs one of the programs beside the daemon that make images. */
    void make(String program) throws ClusterUnavailable {
        TestRun.say("localkube/docker/" + program);
        Answer made =
                run(Duration.ofMinutes(10), own, List.of(OWN.resolve(program).toString()));
        if (made.exitCode != 0) {
            throw new ClusterUnavailable("`localkube/docker/" + program + "` says: " + made.text);
        }
    }

    /** Where it answers, if the tests have started it. */
    Optional<String> ownHost() {
        return own;
    }

    /** The reference application's image, made of what Maven has packaged. */
    public void loadApp() throws IOException {
        TestImages.loadApp(this);
    }

    @Override
    public String base(String image) throws IOException {
        return own.isPresent() ? LocalkubeCluster.base(image) : image;
    }

    @Override
    public void load(Path archive) throws IOException {
        Answer loaded = docker("load", "--quiet", "--input", archive.toString());
        if (loaded.exitCode != 0) {
            throw new IOException("docker cannot load " + archive + ": " + loaded.text);
        }
    }

    public Answer docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return run(Duration.ofMinutes(5), own, command);
    }

    /** Docker compose, in a folder with a compose file, with some variables. */
    public Answer compose(Path folder, List<String> variables, String... arguments) {
        List<String> command = new ArrayList<>(own.isPresent() ? List.of(ownCompose()) : List.of("docker", "compose"));
        command.addAll(List.of(arguments));
        return in(folder, variables, command);
    }

    /** A line as a shell reads it, in which `docker compose` is the one of the tests. */
    public Answer shell(Path folder, List<String> variables, String line) {
        String docker =
                """
                docker() { if [ "$1" = compose ]; then '%s' "${@:2}"; else command docker "$@"; fi; }
                """
                        .formatted(ownCompose());
        return in(folder, variables, List.of("bash", "-c", own.isPresent() ? docker + line : line));
    }

    private static String ownCompose() {
        return OWN.resolve("compose").toString();
    }

    private Answer in(Path folder, List<String> variables, List<String> words) {
        List<String> command = new ArrayList<>(List.of("env", "-C", folder.toString()));
        command.addAll(variables);
        command.addAll(words);
        return run(Duration.ofMinutes(10), own, command);
    }

    private static Answer run(Duration limit, Optional<String> host, List<String> command) {
        try {
            Path output = Files.createTempFile(Repository.output("it-logs"), "docker", ".log");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            host.ifPresent(value -> builder.environment().put("DOCKER_HOST", value));
            Process process = builder.start();
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Answer(-1, "no end after " + limit.toMinutes() + " minutes: " + Files.readString(output));
            }
            String text = Files.readString(output).strip();
            Files.delete(output);
            return new Answer(process.exitValue(), text);
        } catch (IOException e) {
            return new Answer(127, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(-1, "interrupted");
        }
    }
}

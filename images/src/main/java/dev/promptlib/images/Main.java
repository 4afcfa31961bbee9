package dev.promptlib.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command: arguments in, an archive or a push out. Exits with 0, 1 (could not be built) or 2 (bad arguments). */
@Command(name = "images", description = "Builds a container image without Docker.", sortOptions = false)
public final class Main implements Callable<Integer> {
    @Option(names = "--name", required = true, description = "The image's name, as in promptlib/operator:0.1.0.")
    String name;

    @Option(
            names = "--base",
            defaultValue = "scratch",
            description = "An image in a registry, tar://FILE (one image, as of docker save), or scratch (default).")
    String base;

    @Option(
            names = "--layer",
            paramLabel = "SOURCE:/TARGET[:GLOB...]",
            description = "One layer; put first what changes least. A GLOB with ! in front leaves files out.")
    List<String> layers = new ArrayList<>();

    @Option(names = "--entrypoint", split = ",", description = "With commas, as in java,-jar,/app/run.jar.")
    List<String> entrypoint = new ArrayList<>();

    @Option(names = "--user", description = "UID[:GID], numbers, so that runAsNonRoot can check them.")
    String user;

    @Option(names = "--workdir")
    String workdir;

    @Option(names = "--env", paramLabel = "KEY=VALUE")
    Map<String, String> env = new TreeMap<>();

    @Option(names = "--label", paramLabel = "KEY=VALUE")
    Map<String, String> labels = new TreeMap<>();

    @Option(names = "--port")
    List<Integer> ports = new ArrayList<>();

    @Option(names = "--insecure", description = "Allow registries with plain HTTP or unknown certificates.")
    boolean insecure;

    @ArgGroup(multiplicity = "1")
    Target target;

    static final class Target {
        @Option(names = "--out", paramLabel = "FILE.tar", required = true, description = "Write an archive.")
        Path out;

        @ArgGroup(exclusive = false)
        Push push;
    }

    static final class Push {
        @Option(names = "--push", required = true, description = "Push to a registry.")
        boolean push;

        @Option(names = "--registry", description = "The registry's host[:port], when the name has none.")
        String registry;
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true)
    boolean help;

    @Spec
    CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler((e, args) -> {
                    e.getCommandLine().getErr().println("images: " + e.getMessage() + " (see --help)");
                    return 2;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println("images: " + (e instanceof BuildException ? e.getMessage() : e));
                    return 1;
                });
    }

    @Override
    public Integer call() throws BuildException, IOException, InterruptedException {
        if (!base.equals("scratch") && !base.startsWith("tar:")) {
            spec.commandLine().getErr().println("images: looking up " + base + " (a minute, when nothing answers)");
        }
        try {
            BuiltImage image = target.out != null
                    ? image(name).writeTo(target.out)
                    : image(target.push.registry == null ? name : target.push.registry + "/" + name)
                            .push();
            spec.commandLine().getOut().println(image.name() + "@" + image.digest());
            return 0;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private ImageBuild image(String fullName) {
        var image =
                ImageBuild.named(fullName).on(base).user(user).workdir(workdir).insecure(insecure);
        layers.stream().map(Layer::parse).forEach(image::layer);
        image.entrypoint(entrypoint.toArray(String[]::new));
        env.forEach(image::env);
        labels.forEach(image::label);
        ports.forEach(image::port);
        return image.build();
    }
}

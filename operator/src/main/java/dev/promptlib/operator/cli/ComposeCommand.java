package dev.promptlib.operator.cli;

import dev.promptlib.operator.api.Profile;
import dev.promptlib.operator.cli.compose.ComposeSource;
import dev.promptlib.operator.cli.compose.HostSecrets;
import dev.promptlib.operator.compose.CodeMount;
import dev.promptlib.operator.compose.Compose;
import dev.promptlib.operator.compose.ComposeYaml;
import dev.promptlib.operator.compose.Composed;
import dev.promptlib.operator.compose.NotForCompose;
import dev.promptlib.operator.input.Input;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The same file for Docker on one machine. */
@Command(
        name = "compose",
        description = "Prints a docker-compose.yml for a PromptLibrary. Needs neither a cluster nor Docker.",
        footer = {"", "Exit codes: 0 done, 1 something is wrong with the file, 2 bad usage."},
        sortOptions = false)
final class ComposeCommand implements Callable<Integer> {
    /** What the stack is for: one of the spec's profiles, or production with more taken away. */
    enum Variant {
        development,
        staging,
        production,
        hardened
    }

    @Parameters(paramLabel = "FILE", description = "A PromptLibrary, and the ConfigMaps and Secrets that it refers to.")
    Path file;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "${COMPLETION-CANDIDATES}. Default: the profile of the file.")
    Variant variant;

    @Option(
            names = "--mount",
            paramLabel = "COMPONENT=FOLDER:PATH",
            description = "With --profile development: a folder of this machine in place of PATH in the component.")
    List<String> mounts = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write there, and beside it what the stack wants of this machine: .env and secrets/.")
    Path out;

    @Mixin
    HelpOption help;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path folder = Optional.ofNullable(out)
                .map(Path::toAbsolutePath)
                .map(Path::getParent)
                .orElse(Path.of("."));
        HostSecrets secrets = new HostSecrets(folder);
        Input input = ComposeSource.read(file, profile(), secrets.read());
        Composed composed = compose(input);
        String yaml = ComposeYaml.of(composed, command());
        PrintWriter output = spec.commandLine().getOut();
        if (out == null) {
            output.print(yaml);
            output.flush();
            return 0;
        }
        Files.createDirectories(folder);
        Files.writeString(out, yaml);
        output.println("wrote " + out);
        secrets.write(composed.needs()).forEach(output::println);
        output.println("docker compose -f " + out + " up --wait");
        return 0;
    }

    private Composed compose(Input input) {
        try {
            return Compose.of(input, variant == Variant.hardened, codeMounts(input));
        } catch (NotForCompose e) {
            throw Failure.of(file + ": " + e.getMessage(), e.next());
        }
    }

    private Optional<Profile> profile() {
        return Optional.ofNullable(variant)
                .map(name -> name == Variant.hardened ? Profile.production : Profile.valueOf(name.name()));
    }

    private List<CodeMount> codeMounts(Input input) {
        if (!mounts.isEmpty() && input.spec().profile() != Profile.development) {
            throw Failure.badUsage("--mount is for development only", "add --profile development");
        }
        return mounts.stream().map(text -> codeMount(text, input)).toList();
    }

    private static CodeMount codeMount(String text, Input input) {
        int equals = text.indexOf('=');
        int colon = text.lastIndexOf(':');
        if (equals < 1 || colon < equals + 2 || !text.startsWith("/", colon + 1)) {
            throw Failure.badUsage(
                    "--mount " + text + " is not COMPONENT=FOLDER:PATH",
                    "write for example --mount app=./src:/app/src");
        }
        String component = text.substring(0, equals);
        if (input.spec().components().stream().noneMatch(c -> c.name().equals(component))) {
            throw Failure.badUsage("--mount " + text + ": there is no component " + component, "name one of the file");
        }
        String folder = text.substring(equals + 1, colon);
        return new CodeMount(
                component,
                folder.startsWith("/") || folder.startsWith(".") ? folder : "./" + folder,
                text.substring(colon + 1));
    }

    private String command() {
        StringBuilder command = new StringBuilder("promptlib compose ").append(file);
        Optional.ofNullable(variant)
                .ifPresent(name -> command.append(" --profile ").append(name));
        mounts.forEach(mount -> command.append(" --mount ").append(mount));
        return command.toString();
    }
}

package dev.promptlib.operator.cli.cluster;

import dev.promptlib.operator.cli.Failure;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The contexts that there are, and the current one. */
public record Kubeconfig(List<KubeContext> contexts, Optional<String> current) {

    public Kubeconfig {
        contexts = List.copyOf(contexts);
    }

    public static Kubeconfig none() {
        return new Kubeconfig(List.of(), Optional.empty());
    }

    public Optional<KubeContext> named(String name) {
        return contexts.stream().filter(context -> context.name().equals(name)).findFirst();
    }

    public Optional<KubeContext> currentContext() {
        return current.flatMap(this::named);
    }

    /** Reads one file, or those of KUBECONFIG, or ~/.kube/config. */
    public static Kubeconfig read(Optional<Path> given) {
        if (given.isPresent() && !Files.isRegularFile(given.get())) {
            throw Failure.badUsage("there is no kubeconfig " + given.get(), "name one that exists with --kubeconfig");
        }
        List<Config> configs =
                files(given).filter(Files::isRegularFile).map(Kubeconfig::parse).toList();
        List<KubeContext> contexts = new ArrayList<>();
        for (Config config : configs) {
            for (NamedContext context : config.getContexts()) {
                server(configs, context)
                        .ifPresent(server -> contexts.add(new KubeContext(context.getName(), server, given)));
            }
        }
        return new Kubeconfig(
                contexts,
                configs.stream()
                        .map(Config::getCurrentContext)
                        .filter(name -> name != null && !name.isBlank())
                        .findFirst());
    }

    private static Optional<String> server(List<Config> configs, NamedContext context) {
        return configs.stream()
                .flatMap(config -> config.getClusters().stream())
                .filter(cluster -> cluster.getName().equals(context.getContext().getCluster()))
                .map(NamedCluster::getCluster)
                .filter(cluster -> cluster.getServer() != null)
                .map(cluster -> cluster.getServer())
                .findFirst();
    }

    private static Stream<Path> files(Optional<Path> given) {
        String environment = System.getenv("KUBECONFIG");
        if (given.isPresent()) {
            return given.stream();
        }
        return environment == null || environment.isBlank()
                ? Stream.of(Path.of(System.getProperty("user.home"), ".kube", "config"))
                : Stream.of(environment.split(java.io.File.pathSeparator))
                        .filter(name -> !name.isBlank())
                        .map(Path::of);
    }

    private static Config parse(Path file) {
        try {
            return Serialization.unmarshal(Files.readString(file), Config.class);
        } catch (IOException | RuntimeException e) {
            throw Failure.badUsage("the kubeconfig " + file + " cannot be read", "correct it, or name another one");
        }
    }
}

package dev.promptlib.operator.cli;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.cli.cluster.KubeContext;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the PromptLibrary that is meant. */
record TargetFinder(KubeContext context, KubernetesClient client, Optional<String> wantedNamespace, Terminal terminal) {

    String namespace() {
        return wantedNamespace.orElseGet(
                () -> Optional.ofNullable(client.getNamespace()).orElse("default"));
    }

    Target find(Optional<String> name) {
        List<PromptLibrary> here = in(namespace());
        if (name.isPresent()) {
            return here.stream()
                    .filter(library -> library.getMetadata().getName().equals(name.get()))
                    .findFirst()
                    .or(() -> onlyElsewhere(name))
                    .map(this::target)
                    .orElseThrow(() -> missing(" " + name.get(), here));
        }
        if (here.size() > 1) {
            throw Failure.badUsage(
                    "there are " + here.size() + " PromptLibraries in the namespace " + namespace(),
                    "name one: " + names(here));
        }
        return here.stream()
                .findFirst()
                .or(() -> onlyElsewhere(name))
                .map(this::target)
                .orElseThrow(() -> missing("", here));
    }

    private Target target(PromptLibrary library) {
        return new Target(context, client, library);
    }

    /** Without -n, the only one of the cluster is meant, wherever it is. */
    private Optional<PromptLibrary> onlyElsewhere(Optional<String> name) {
        List<PromptLibrary> all = wantedNamespace.isPresent() ? List.of() : everywhere();
        List<PromptLibrary> fitting = all.stream()
                .filter(library ->
                        name.isEmpty() || library.getMetadata().getName().equals(name.get()))
                .toList();
        if (fitting.size() != 1) {
            return Optional.empty();
        }
        terminal.note("in the namespace " + fitting.get(0).getMetadata().getNamespace());
        return Optional.of(fitting.get(0));
    }

    private Failure missing(String name, List<PromptLibrary> here) {
        return Failure.of(
                "there is no PromptLibrary" + name + " in the namespace " + namespace() + " of " + context.name(),
                here.isEmpty() ? "name the namespace with -n, or make one: promptlib up" : "it has " + names(here));
    }

    private static String names(List<PromptLibrary> libraries) {
        return libraries.stream()
                .map(library -> library.getMetadata().getName())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private List<PromptLibrary> in(String namespace) {
        try {
            return client.resources(PromptLibrary.class)
                    .inNamespace(namespace)
                    .list()
                    .getItems();
        } catch (KubernetesClientException e) {
            throw explained(e);
        }
    }

    /** Who may not look everywhere sees nothing there. */
    private List<PromptLibrary> everywhere() {
        try {
            return client.resources(PromptLibrary.class).inAnyNamespace().list().getItems();
        } catch (KubernetesClientException e) {
            return List.of();
        }
    }

    private RuntimeException explained(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                ? Failure.of(
                        "the cluster " + context.name()
                                + " knows no PromptLibrary: the operator is not installed there",
                        "promptlib up installs it; or see docs/install.md")
                : e;
    }
}

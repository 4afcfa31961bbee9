package dev.promptlib.operator.cli.install;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.cli.Failure;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file that is applied: one PromptLibrary, and what else it may need.
 *
 * @param yaml as it is in the file
 * @param namespace of all that names none itself
 */
public record Library(String yaml, String name, String namespace) {
    public static Library read(Path file, Optional<String> namespace) {
        String yaml;
        try {
            yaml = Files.readString(file);
        } catch (IOException e) {
            throw Failure.badUsage("there is no file " + file, "name one with --file");
        }
        GenericKubernetesResource resource = only(file, yaml);
        String own = resource.getMetadata().getNamespace();
        if (own != null && namespace.isPresent() && !own.equals(namespace.get())) {
            throw Failure.badUsage(
                    file + " is for the namespace " + own + ", not for " + namespace.get(),
                    "leave --namespace out, or take the namespace out of the file");
        }
        return new Library(
                yaml,
                resource.getMetadata().getName(),
                Optional.ofNullable(own).or(() -> namespace).orElse("promptlib"));
    }

    private static GenericKubernetesResource only(Path file, String yaml) {
        List<GenericKubernetesResource> found;
        try {
            found = Manifests.parse(yaml).stream()
                    .filter(each -> "PromptLibrary".equals(each.getKind()))
                    .toList();
        } catch (RuntimeException e) {
            throw Failure.badUsage(file + " is not YAML: " + e.getMessage(), "correct it");
        }
        if (found.size() != 1 || found.get(0).getMetadata() == null) {
            throw Failure.badUsage(
                    file + " must hold one PromptLibrary and holds " + found.size(), "name another with --file");
        }
        return found.get(0);
    }

    /** Applies the file, with other images. */
    public void apply(Objects objects, String withImages) {
        for (GenericKubernetesResource each : Manifests.parse(withImages)) {
            if (each.getMetadata().getNamespace() == null) {
                each.getMetadata().setNamespace(namespace);
            }
            try {
                objects.apply(each);
            } catch (KubernetesClientException e) {
                throw Failure.of(
                        "the cluster does not take " + each.getKind() + " "
                                + each.getMetadata().getName() + ": " + reason(e),
                        "correct the file and run up again");
            }
        }
    }

    public PromptLibrary in(KubernetesClient client) {
        return client.resources(PromptLibrary.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    private static String reason(KubernetesClientException e) {
        return e.getStatus() == null || e.getStatus().getMessage() == null
                ? e.getMessage()
                : e.getStatus().getMessage();
    }
}

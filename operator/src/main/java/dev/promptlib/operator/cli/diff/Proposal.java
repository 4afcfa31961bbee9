package dev.promptlib.operator.cli.diff;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.validate.CheckedFile;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** A resource as it is and as a file would make it: the server says so, and says no where the change is not allowed. */
public record Proposal(Optional<PromptLibrary> before, PromptLibrary after) {

    public static Proposal of(KubernetesClient client, CheckedFile file, String namespace) {
        if (client.namespaces().withName(namespace).get() == null) {
            throw Failure.of(
                    "there is no namespace " + namespace,
                    "make it: kubectl create namespace " + namespace + "; or name another with -n");
        }
        PromptLibrary live = client.resources(PromptLibrary.class)
                .inNamespace(namespace)
                .withName(file.name())
                .get();
        PromptLibrary wanted = new PromptLibrary();
        wanted.setSpec(file.spec());
        wanted.setMetadata(
                live == null
                        ? new ObjectMetaBuilder()
                                .withName(file.name())
                                .withNamespace(namespace)
                                .build()
                        : live.getMetadata());
        try {
            var dry = client.resource(wanted).dryRun();
            return new Proposal(Optional.ofNullable(live), live == null ? dry.create() : dry.update());
        } catch (KubernetesClientException e) {
            String said = e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
            throw Failure.of("the cluster does not take " + file.file() + ": " + said, "correct the file");
        }
    }
}

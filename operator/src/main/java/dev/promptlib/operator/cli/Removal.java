package dev.promptlib.operator.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.promptlib.operator.api.DeletionPolicy;
import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.cli.cluster.KubeContext;
import dev.promptlib.operator.cli.cluster.Wish;
import dev.promptlib.operator.cli.follow.Inventory;
import dev.promptlib.operator.cli.follow.Tree;
import dev.promptlib.operator.cli.install.Library;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.Optional;

/** Removes one library, with its data or without. */
record Removal(KubernetesClient client, Library library, Terminal terminal) {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    boolean hasData() {
        return !Inventory.of(client, library).data().isEmpty();
    }

    /** Whose it is does not matter: a cluster that goes takes the data of all with it. */
    boolean isDataLeft() {
        return hasData()
                || client.persistentVolumeClaims().inAnyNamespace().list().getItems().stream()
                        .anyMatch(claim -> claim.getMetadata().getDeletionTimestamp() == null);
    }

    /** What is going to be removed, for people. */
    String plan(KubeContext context, Optional<Wish.Kind> started) {
        Inventory all = Inventory.of(client, library);
        StringBuilder plan = new StringBuilder("To be removed from the cluster " + context.name() + " ("
                + context.server() + "):\n" + Tree.of(all.withoutData()) + "\n"
                + "The operator and its CRDs, if no other PromptLibrary needs them"
                + started.map(kind -> "; then the cluster, which up started (" + kind + ")")
                        .orElse(""));
        if (!all.data().isEmpty()) {
            plan.append("\nThe data: ").append(String.join(", ", all.data()));
        }
        return plan.toString();
    }

    void library(boolean deleteData) {
        PromptLibrary found = find();
        if (found == null) {
            terminal.line("library", "there is no PromptLibrary " + library.namespace() + "/" + library.name());
            if (deleteData) {
                leftovers();
            }
            return;
        }
        policy(deleteData ? DeletionPolicy.Delete : DeletionPolicy.Retain);
        if (!Waiting.until(LIMIT, this::operatorKnows)) {
            policy(found.getSpec().deletionPolicy());
            throw Failure.of(
                    "the operator, which has to see to the data, does not answer; nothing was removed",
                    "run up, which starts it again, and then down");
        }
        resource().delete();
        terminal.line("library", "deleting; the operator " + (deleteData ? "deletes" : "keeps") + " the data");
        if (!Waiting.until(LIMIT, () -> find() == null && (!deleteData || !hasData()))) {
            throw Failure.of(
                    "the PromptLibrary " + library.name() + " or its volumes do not go away",
                    "see `kubectl -n " + library.namespace() + " get plib,pvc,pods`, then run down again");
        }
        terminal.line("library", deleteData ? "deleted, with its data" : "deleted; its data is kept for the next up");
    }

    /** Whether the operator has seen what is to become of the data; one that never saw the resource has no part in it. */
    private boolean operatorKnows() {
        PromptLibrary live = find();
        if (live == null) {
            return true;
        }
        boolean seen = live.getStatus() != null
                && live.getStatus().observedGeneration() != null
                && live.getStatus().observedGeneration() >= live.getMetadata().getGeneration();
        return seen
                || live.getMetadata().getDeletionTimestamp() != null
                || live.getMetadata().getFinalizers().isEmpty();
    }

    /** Null takes it away. */
    private void policy(DeletionPolicy policy) {
        var patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").put("deletionPolicy", policy == null ? null : policy.name());
        resource().patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
    }

    /** Data that an earlier `down` has kept: no operator knows of it any more. */
    private void leftovers() {
        Inventory inventory = Inventory.of(client, library);
        var claims = client.persistentVolumeClaims().inNamespace(library.namespace());
        inventory.volumes().forEach(volume -> claims.withName(volume.name()).delete());
        var secrets = client.secrets().inNamespace(library.namespace());
        inventory.secrets().forEach(secret -> secrets.withName(secret.name()).delete());
        if (!inventory.data().isEmpty()) {
            terminal.line("library", "the data that was kept is deleted");
        }
    }

    /** Null too where the cluster does not know the kind. */
    private PromptLibrary find() {
        return resource().get();
    }

    private Resource<PromptLibrary> resource() {
        return client.resources(PromptLibrary.class)
                .inNamespace(library.namespace())
                .withName(library.name());
    }
}

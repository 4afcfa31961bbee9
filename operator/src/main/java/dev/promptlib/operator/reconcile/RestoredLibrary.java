package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.Database;
import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.PromptLibraryRestore;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.References;
import dev.promptlib.operator.observe.JobRun;
import dev.promptlib.operator.restore.Seen;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a restore sees of the PromptLibrary that it restores into, read live: it is rare, and it must be right. */
final class RestoredLibrary {
    private final KubernetesClient client;

    RestoredLibrary(KubernetesClient client) {
        this.client = client;
    }

    /** Enough of it to make Jobs from; passwords are in Secrets that the Jobs name. */
    Optional<Input> input(PromptLibraryRestore restore) {
        return get(restore)
                .map(library -> Input.of(Owner.of(library), library.getSpec(), References.NONE, Credentials.NONE));
    }

    private Optional<PromptLibrary> get(PromptLibraryRestore restore) {
        return Optional.ofNullable(client.resources(PromptLibrary.class)
                .inNamespace(restore.getMetadata().getNamespace())
                .withName(restore.getSpec().library())
                .get());
    }

    /** The database that an undo puts back. */
    String keptByAnother(PromptLibraryRestore restore) {
        if (restore.getSpec().undo() == null) {
            return null;
        }
        return Optional.ofNullable(client.resources(PromptLibraryRestore.class)
                        .inNamespace(restore.getMetadata().getNamespace())
                        .withName(restore.getSpec().undo())
                        .get())
                .map(PromptLibraryRestore::getStatus)
                .map(PromptLibraryRestoreStatus::kept)
                .map(PromptLibraryRestoreStatus.Kept::database)
                .orElse(null);
    }

    Seen look(PromptLibraryRestore restore, Optional<Input> input, String keptByAnother, List<JobRun> runs) {
        if (input.isEmpty()) {
            String message = "spec.library: there is no PromptLibrary "
                    + restore.getSpec().library()
                    + " in this namespace: make it first, with the repository in spec.backup, and it goes on";
            return new Seen(message, false, runs, false, false, false);
        }
        String hopeless = hopeless(restore, input.get(), keptByAnother);
        String obstacle = hopeless.isEmpty() ? passing(restore, input.get()) : hopeless;
        return new Seen(
                obstacle,
                !hopeless.isEmpty(),
                runs,
                stopped(input.get()),
                ready(restore),
                input.get().embedsDatabase());
    }

    private static String hopeless(PromptLibraryRestore restore, Input input, String keptByAnother) {
        if (!input.backsUp()) {
            return "PromptLibrary " + input.owner().name()
                    + " has no repository: set spec.backup there, and make a new request";
        }
        if (input.spec().database().engine() == Database.Engine.External) {
            return "the database is external: restore it by its own means, from what"
                    + " `restic dump` gives of the backup, as docs/backup.md shows";
        }
        if (restore.getSpec().undo() != null && keptByAnother == null) {
            return "spec.undo: PromptLibraryRestore " + restore.getSpec().undo()
                    + " keeps no replaced database any longer: restore the safety backup that it made";
        }
        return "";
    }

    /** Restores of one resource go one after the other; and the database has to be there to restore into. */
    private String passing(PromptLibraryRestore restore, Input input) {
        Optional<PromptLibraryRestore> earlier = client
                .resources(PromptLibraryRestore.class)
                .inNamespace(restore.getMetadata().getNamespace())
                .list()
                .getItems()
                .stream()
                .filter(other ->
                        other.getSpec().library().equals(restore.getSpec().library()))
                .filter(other -> other.getStatus() == null || !other.getStatus().ended())
                .min(Comparator.comparing((PromptLibraryRestore other) ->
                                other.getMetadata().getCreationTimestamp())
                        .thenComparing(other -> other.getMetadata().getName()));
        if (earlier.isPresent()
                && !earlier.get()
                        .getMetadata()
                        .getUid()
                        .equals(restore.getMetadata().getUid())) {
            return "Waiting for PromptLibraryRestore "
                    + earlier.get().getMetadata().getName() + ", which was asked for first";
        }
        boolean database = input.spec().database().engine() == Database.Engine.None
                || condition(restore, Condition.Type.DatabaseReady);
        return database ? "" : "Waiting until the database of " + input.owner().name() + " is ready";
    }

    private boolean ready(PromptLibraryRestore restore) {
        return condition(restore, Condition.Type.Ready);
    }

    private boolean condition(PromptLibraryRestore restore, Condition.Type type) {
        return get(restore)
                .filter(library -> library.getStatus() != null)
                .filter(library -> Objects.equals(
                        library.getStatus().observedGeneration(),
                        library.getMetadata().getGeneration()))
                .map(library -> library.getStatus().conditions())
                .map(conditions ->
                        conditions.stream().anyMatch(c -> c.type() == type && c.status() == Condition.Status.True))
                .orElse(false);
    }

    private boolean stopped(Input input) {
        List<String> components =
                input.spec().components().stream().map(Component::name).toList();
        return client
                .pods()
                .inNamespace(input.owner().namespace())
                .withLabels(Map.of(
                        Labels.MANAGED_BY,
                        Labels.MANAGER,
                        Labels.INSTANCE,
                        input.owner().name()))
                .list()
                .getItems()
                .stream()
                .noneMatch(
                        pod -> components.contains(pod.getMetadata().getLabels().get(Labels.COMPONENT)));
    }
}

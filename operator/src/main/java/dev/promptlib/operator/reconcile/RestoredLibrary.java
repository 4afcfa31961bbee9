package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.Database;
import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.PromptLibraryRestore;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.desired.Part;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.PostgresVersion;
import dev.promptlib.operator.input.PresentVolumes;
import dev.promptlib.operator.input.References;
import dev.promptlib.operator.observe.JobRun;
import dev.promptlib.operator.restore.Seen;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What a restore sees of the PromptLibrary that it restores into, read live: it is rare, and it must be right. */
final class RestoredLibrary {
    private static final Set<Reason> FAILED_RELEASE = EnumSet.of(Reason.RolledBack, Reason.ReleaseFailed);

    private final KubernetesClient client;

    RestoredLibrary(KubernetesClient client) {
        this.client = client;
    }

    /** Enough of it to make Jobs from; passwords are in Secrets that the Jobs name. */
    Optional<Input> input(PromptLibraryRestore restore) {
        return get(restore).map(library -> {
            Owner owner = Owner.of(library);
            PresentVolumes volumes = PresentVolumes.of(claims(client, owner), server(client, owner));
            return Input.of(owner, library.getSpec(), References.NONE, Credentials.NONE, volumes);
        });
    }

    static List<PersistentVolumeClaim> claims(KubernetesClient client, Owner owner) {
        return client.persistentVolumeClaims()
                .inNamespace(owner.namespace())
                .withLabels(Map.of(Labels.MANAGED_BY, Labels.MANAGER, Labels.INSTANCE, owner.name()))
                .list()
                .getItems();
    }

    /** The database's. */
    static Optional<StatefulSet> server(KubernetesClient client, Owner owner) {
        return Optional.ofNullable(client.apps()
                .statefulSets()
                .inNamespace(owner.namespace())
                .withName(Names.database(owner))
                .get());
    }

    /** What a request for a newer PostgreSQL does to the volumes. */
    Optional<DatabaseMove> move(PromptLibraryRestore restore, Input input) {
        return Optional.ofNullable(restore.getSpec().postgres())
                .map(version -> new DatabaseMove(client, input, version));
    }

    /** Removes a volume that was kept, unless somebody went back to it. */
    void drop(Input input, String claim) {
        if (!input.volumes().databaseClaim(input.owner()).equals(claim)) {
            client.persistentVolumeClaims()
                    .inNamespace(input.owner().namespace())
                    .withName(claim)
                    .delete();
        }
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

    Seen look(
            PromptLibraryRestore restore,
            Input input,
            String keptByAnother,
            Optional<DatabaseMove> move,
            List<JobRun> runs) {
        String impossible = hopeless(restore, input, keptByAnother);
        String hopeless =
                impossible.isEmpty() ? move.map(DatabaseMove::obstacle).orElse("") : impossible;
        String obstacle = hopeless.isEmpty() ? passing(restore, input) : hopeless;
        return new Seen(
                obstacle,
                !hopeless.isEmpty(),
                wanted(restore, input),
                restore.getMetadata().getDeletionTimestamp() != null,
                runs,
                stopped(input),
                ready(restore),
                input.embedsDatabase());
    }

    /** A newer PostgreSQL is asked for by the resource; all else by the request alone. */
    private static boolean wanted(PromptLibraryRestore restore, Input input) {
        Integer newer = restore.getSpec().postgres();
        return newer == null
                || newer
                        == PostgresVersion.wanted(
                                input.asked().database(), input.volumes().database());
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
                    + " keeps no replaced database, or no longer: restore the safety backup that it made";
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
                .min(Comparator.comparing(RestoredLibrary::isWaiting)
                        .thenComparing(other -> other.getMetadata().getCreationTimestamp())
                        .thenComparing(other -> other.getMetadata().getName()));
        if (earlier.isPresent()
                && !earlier.get()
                        .getMetadata()
                        .getUid()
                        .equals(restore.getMetadata().getUid())) {
            return "Waiting for PromptLibraryRestore "
                    + earlier.get().getMetadata().getName() + ", which was asked for first";
        }
        if (!wanted(restore, input)) {
            return "Waiting until spec.database.version of " + input.owner().name() + " is "
                    + restore.getSpec().postgres();
        }
        boolean database = input.spec().database().engine() == Database.Engine.None
                || conditions(restore)
                        .filter(all -> isTrue(all, Condition.Type.DatabaseReady))
                        .isPresent();
        return database ? "" : "Waiting until the database of " + input.owner().name() + " is ready";
    }

    private static boolean isWaiting(PromptLibraryRestore restore) {
        return restore.getStatus() == null || restore.getStatus().step() == PromptLibraryRestoreStatus.Step.Waiting;
    }

    private boolean ready(PromptLibraryRestore restore) {
        return conditions(restore).filter(RestoredLibrary::serves).isPresent();
    }

    /** One whose release failed needs its data no less, and is never Ready: its components tell. */
    static boolean serves(List<Condition> conditions) {
        boolean failed = conditions.stream()
                .anyMatch(c -> c.type() == Condition.Type.Ready && FAILED_RELEASE.contains(c.reason()));
        return isTrue(conditions, failed ? Condition.Type.ComponentsReady : Condition.Type.Ready);
    }

    private static boolean isTrue(List<Condition> conditions, Condition.Type type) {
        return conditions.stream().anyMatch(c -> c.type() == type && c.status() == Condition.Status.True);
    }

    /** Of the spec as it is now. */
    private Optional<List<Condition>> conditions(PromptLibraryRestore restore) {
        return get(restore)
                .filter(library -> library.getStatus() != null)
                .filter(library -> Objects.equals(
                        library.getStatus().observedGeneration(),
                        library.getMetadata().getGeneration()))
                .map(library -> library.getStatus().conditions());
    }

    /** Nobody writes any more: a pod that was evicted stays as an object, and a migration is no component's pod. */
    private boolean stopped(Input input) {
        return !writes(input) && !migrates(input);
    }

    /** Also between the pods of two attempts. */
    private boolean migrates(Input input) {
        return client
                .batch()
                .v1()
                .jobs()
                .inNamespace(input.owner().namespace())
                .withLabels(labels(input))
                .list()
                .getItems()
                .stream()
                .filter(job -> Part.isMigration(job.getMetadata().getLabels()))
                .anyMatch(job -> JobRun.of(job, List.of()).state() == JobRun.State.RUNNING);
    }

    private static Map<String, String> labels(Input input) {
        return Map.of(
                Labels.MANAGED_BY,
                Labels.MANAGER,
                Labels.INSTANCE,
                input.owner().name());
    }

    private boolean writes(Input input) {
        List<String> components =
                input.spec().components().stream().map(Component::name).toList();
        return client.pods().inNamespace(input.owner().namespace()).withLabels(labels(input)).list().getItems().stream()
                .filter(pod ->
                        !List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase()))
                .map(pod -> pod.getMetadata().getLabels())
                .anyMatch(labels -> Part.isMigration(labels) || components.contains(labels.get(Labels.COMPONENT)));
    }
}

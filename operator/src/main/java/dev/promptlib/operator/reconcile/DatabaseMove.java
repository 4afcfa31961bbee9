package dev.promptlib.operator.reconcile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Step;
import dev.promptlib.operator.desired.Annotations;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.NewerPostgres;
import dev.promptlib.operator.input.DatabaseVolume;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.observe.JobRun;
import dev.promptlib.operator.observe.Workloads;
import dev.promptlib.operator.restore.Sides;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The two volumes of a database on its way to a newer PostgreSQL, read and changed live: what its steps do besides Jobs. */
final class DatabaseMove {
    private final KubernetesClient client;
    private final Input input;
    private final int version;
    private final String from;
    private final String to;

    DatabaseMove(KubernetesClient client, Input input, int version) {
        this.client = client;
        this.input = input;
        this.version = version;
        this.to = DatabaseVolume.claimFor(input.owner(), version);
        this.from = DatabaseVolume.before(to, RestoredLibrary.claims(client, input.owner()))
                .map(DatabaseVolume::claim)
                .orElseGet(() -> Names.database(input.owner()));
    }

    Sides sides() {
        return new Sides(true, to, from);
    }

    /** Why it cannot begin, or empty. */
    String obstacle() {
        DatabaseVolume live = input.volumes().database();
        if (live != null && live.version() >= version) {
            return "spec.postgres: the data is PostgreSQL " + live.version() + "'s already";
        }
        return claim(to).isPresent()
                ? "there is a volume " + to + " already, which nobody uses: delete it, when nobody needs what is in it"
                : "";
    }

    /** What cannot be done by a Job. */
    static boolean does(Step step) {
        return step == Step.Switching || step == Step.SwitchingBack || step == Step.CleaningUp;
    }

    /** Each may be done any number of times. One note decides which volume is live; the other one points there. */
    void carryOut(Step step) {
        switch (step) {
            case Switching -> {
                note(to, Annotations.POSTGRES, String.valueOf(version));
                note(from, Annotations.REPLACED_BY, to);
            }
            case SwitchingBack -> {
                note(from, Annotations.REPLACED_BY, null);
                note(to, Annotations.POSTGRES, null);
            }
            case Rehearsing, Upgrading -> makeVolume();
            case CleaningUp -> claim(to).ifPresent(live -> client.resource(live).delete());
            default -> {}
        }
    }

    private void makeVolume() {
        try {
            client.resource(NewerPostgres.claim(input, version)).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }

    /** How far that is. */
    JobRun progress(Step step, Duration since, int patience) {
        boolean done =
                switch (step) {
                    case Switching -> serves(to);
                    case SwitchingBack -> serves(from);
                    default -> claim(to).isEmpty();
                };
        if (done) {
            return new JobRun(to, JobRun.State.SUCCEEDED, "", "");
        }
        return step == Step.Switching && since.toSeconds() > patience
                ? new JobRun(
                        to,
                        JobRun.State.FAILED,
                        "",
                        "PostgreSQL " + version + " was not ready on the new volume within " + patience + " seconds")
                : new JobRun(to, JobRun.State.RUNNING, "", "");
    }

    private Optional<PersistentVolumeClaim> claim(String name) {
        return Optional.ofNullable(client.persistentVolumeClaims()
                .inNamespace(input.owner().namespace())
                .withName(name)
                .get());
    }

    private void note(String claim, String annotation, String value) {
        Optional<PersistentVolumeClaim> live = claim(claim)
                .filter(there -> !Objects.equals(
                        Optional.ofNullable(there.getMetadata().getAnnotations())
                                .orElse(Map.of())
                                .get(annotation),
                        value));
        if (live.isPresent()) {
            ObjectNode patch = JsonNodeFactory.instance.objectNode();
            patch.putObject("metadata").putObject("annotations").put(annotation, value);
            client.resource(live.get()).patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
        }
    }

    /** Whether the server runs on that volume, and answers. */
    private boolean serves(String claim) {
        return RestoredLibrary.server(client, input.owner())
                .filter(server -> isOn(server, claim))
                .filter(server -> Workloads.of(server).isReady())
                .isPresent();
    }

    private static boolean isOn(StatefulSet server, String claim) {
        return server.getSpec().getTemplate().getSpec().getVolumes().stream()
                .anyMatch(volume -> volume.getPersistentVolumeClaim() != null
                        && volume.getPersistentVolumeClaim().getClaimName().equals(claim));
    }
}

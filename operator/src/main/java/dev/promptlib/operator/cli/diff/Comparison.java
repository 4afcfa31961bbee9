package dev.promptlib.operator.cli.diff;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.PromptLibraryRestore;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.apply.CredentialStore;
import dev.promptlib.operator.apply.InputReader;
import dev.promptlib.operator.apply.Ownership;
import dev.promptlib.operator.apply.Pruner;
import dev.promptlib.operator.apply.RandomText;
import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.render.Placeholders;
import dev.promptlib.operator.desired.Contents;
import dev.promptlib.operator.desired.Desired;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Lineup;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.Problem;
import dev.promptlib.operator.input.References;
import dev.promptlib.operator.input.Validation;
import dev.promptlib.operator.release.Destination;
import dev.promptlib.operator.release.Revisions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the operator would change in a cluster: each object is applied by the server, which keeps nothing of it. */
public final class Comparison {
    private static final PatchContext DRY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(Labels.MANAGER)
            .withForce(true)
            .withDryRun(List.of("All"))
            .build();

    private final KubernetesClient client;
    private final LiveChildren children;
    private final List<Change> changes = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    public Comparison(KubernetesClient client) {
        this.client = client;
        this.children = new LiveChildren(client);
    }

    /** With the resource as it would be, and what would be applied beside it. */
    public void compare(PromptLibrary resource, References beside) {
        Owner owner = Owner.of(resource);
        Input live = new InputReader(children, new CredentialStore(client, new RandomText())).read(resource);
        Input input = Input.of(
                        owner,
                        live.asked(),
                        live.references().with(beside),
                        Placeholders.complete(live.credentials(), owner, live.spec()),
                        live.volumes())
                .hold(isHeld(owner));
        require(Validation.problems(input));
        if (input.spec().suspend()) {
            return;
        }
        Placeholders.secrets(owner, input.spec()).stream()
                .filter(secret -> children.get(
                                Secret.class, owner, secret.getMetadata().getName())
                        .isEmpty())
                .forEach(secret -> add(null, secret));
        Destination destination = destination(resource, input);
        Lineup lineup = destination.course().inTheEnd(input.spec().components());
        Desired desired = Desired.of(destination.wanted(), lineup);
        List<HasMetadata> objects = desired.all().toList();
        objects.forEach(object -> compare(object, Desired.atFirst(object, objects), owner));
        Pruner.unwanted(owner, Pruner.among(desired.all()), children).stream()
                .filter(unwanted -> !isHistory(unwanted) && !staysAsItIs(unwanted, lineup, owner))
                .forEach(unwanted -> add(unwanted, null));
    }

    /** As the operator finds it: what failed is not tried again, and somebody may have gone back to an earlier release. */
    private Destination destination(PromptLibrary resource, Input input) {
        ReleaseStatus stored =
                resource.getStatus() == null ? null : resource.getStatus().release();
        Revisions revisions = Revisions.among(children.of(ControllerRevision.class, input.owner()), input.owner());
        List<Problem> problems = new ArrayList<>();
        Optional<Destination> destination = Destination.of(resource, input, stored, revisions, problems, Instant.now());
        require(problems);
        return destination.orElseThrow();
    }

    private static void require(List<Problem> none) {
        if (!none.isEmpty()) {
            throw Failure.of(
                    "the operator would change nothing:\n"
                            + none.stream().map(p -> "  " + p).collect(Collectors.joining("\n")),
                    "put that right first");
        }
    }

    /** Of a component that is not started by this release nobody knows what it is to be. */
    private static boolean staysAsItIs(HasMetadata object, Lineup lineup, Owner owner) {
        return lineup.places().stream()
                .filter(place -> !place.runs())
                .anyMatch(place -> object.getMetadata().getName().equals(Names.component(owner, place.component())));
    }

    /** What earlier releases leave goes in time, and nobody's pods change with it. */
    private static boolean isHistory(HasMetadata object) {
        return object instanceof ControllerRevision || object instanceof Job || Contents.isOne(object);
    }

    public void add(HasMetadata before, HasMetadata after) {
        Change.between(before, after).ifPresent(changes::add);
    }

    public List<Change> changes() {
        return changes;
    }

    /** What the server would not take. */
    public List<String> refused() {
        return refused;
    }

    /** Whether a restore keeps the components stopped. */
    private boolean isHeld(Owner owner) {
        return client.resources(PromptLibraryRestore.class).inNamespace(owner.namespace()).list().getItems().stream()
                .filter(restore -> restore.getSpec().library().equals(owner.name()))
                .map(PromptLibraryRestore::getStatus)
                .anyMatch(status -> status != null && status.holdsComponents());
    }

    private void compare(HasMetadata desired, HasMetadata atFirst, Owner owner) {
        String name = desired.getKind() + " " + desired.getMetadata().getName();
        try {
            HasMetadata before = client.resource(desired).get();
            if (before != null && Ownership.of(before, owner) == Ownership.FOREIGN) {
                refused.add(name + " exists already and does not belong to this resource");
                return;
            }
            HasMetadata wanted = before == null ? atFirst : desired;
            add(before, likeBefore(client.resource(wanted).patch(DRY), before, desired));
        } catch (KubernetesClientException e) {
            refused.add(name + ": "
                    + Optional.ofNullable(e.getStatus())
                            .map(s -> s.getMessage())
                            .orElse(e.getMessage()));
        }
    }

    /** Replicas that an autoscaler sets stay as they are: the operator sees to that when it gives them up. */
    private static HasMetadata likeBefore(HasMetadata after, HasMetadata before, HasMetadata desired) {
        if (desired instanceof Deployment wanted
                && wanted.getSpec().getReplicas() == null
                && before instanceof Deployment running
                && after instanceof Deployment then) {
            then.getSpec().setReplicas(running.getSpec().getReplicas());
        }
        return after;
    }
}

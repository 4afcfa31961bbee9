package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.PromptLibraryBackup;
import dev.promptlib.operator.api.PromptLibraryBackupSpec;
import dev.promptlib.operator.api.PromptLibraryRestore;
import dev.promptlib.operator.api.PromptLibraryRestoreSpec;
import dev.promptlib.operator.cluster.ApiRequest;
import dev.promptlib.operator.cluster.Permission;
import dev.promptlib.operator.cluster.Repository;
import dev.promptlib.operator.cluster.TestCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the operator asks for in a whole life, and what the installation grants it: the same. */
class PermissionsIT {
    private static final String BLOCKING =
            "asked for by the admission plugin OwnerReferencesPermissionEnforcement, where it is on";

    /** Granted although a life such as this one asks for none of it, each for a reason. */
    private static final Map<String, String> JUSTIFIED = reasons(
            "update promptlibraries/finalizers.promptlib.dev",
            BLOCKING,
            "update promptlibrarybackups/finalizers.promptlib.dev",
            BLOCKING,
            "update promptlibraryrestores/finalizers.promptlib.dev",
            BLOCKING,
            "get promptlibrarybackups.promptlib.dev",
            "whoever may list may read",
            "get promptlibraryrestores.promptlib.dev",
            "read for the undo of an earlier one",
            "patch leases.coordination.k8s.io",
            "how the lease is written, with update or patch, is the client's business",
            "update leases.coordination.k8s.io",
            "how the lease is written, with update or patch, is the client's business",
            "get secrets",
            "read only when another process makes it between the look into the cache and the create",
            "get configmaps",
            "read only when another process makes it between the look into the cache and the create",
            "get pods",
            "whoever may list may read",
            "get promptlibraries.promptlib.dev",
            "read only when the finalizer meets a conflict",
            "delete controllerrevisions.apps",
            "releases that are older than ten others, which take more than a life such as this one has",
            "patch events.events.k8s.io",
            "what Kubernetes' own recorders are granted, to count what repeats");

    /** Map.of ends at ten. */
    private static Map<String, String> reasons(String... rightsAndReasons) {
        Map<String, String> reasons = new TreeMap<>();
        for (int i = 0; i < rightsAndReasons.length; i += 2) {
            reasons.put(rightsAndReasons[i], rightsAndReasons[i + 1]);
        }
        return reasons;
    }

    @Test
    void asksForAllThatIsGrantedAndForNothingElse() throws IOException {
        try (Stage stage = Stage.set("permissions").withPods()) {
            // That of an earlier operator would be taken over, where this one is to make its own.
            stage.client
                    .leases()
                    .inNamespace(stage.identity.namespace())
                    .withName("promptlib-operator")
                    .delete();
            stage.start(stage.settings()
                    .watching(stage.namespace)
                    .withLeaderElection()
                    .with("PROMPTLIB_POD", "permissions"));
            live(stage);

            Set<String> needed = names(stage.log().permissions().stream()
                    .filter(p -> !p.resource().startsWith("/"))
                    // Whoever is known to the cluster may ask what it may do.
                    .filter(p -> !p.group().equals("authorization.k8s.io")));
            Set<String> granted = granted();
            assertThat(granted).as("what was asked for is granted").containsAll(needed);
            granted.removeAll(needed);
            granted.removeAll(JUSTIFIED.keySet());
            assertThat(granted).as("what is granted is asked for").isEmpty();
        }
    }

    @Test
    void asksForNothingOutsideTheNamespaceThatItWatches() {
        try (Stage stage = Stage.open("scope")) {
            String other = stage.newNamespace();
            stage.apply("shop", Specs.SMALL);
            stage.apply(other, "shop", Specs.SMALL);
            stage.awaitReady("shop");
            assertThat(stage.log().requests(request -> !request.resource().startsWith("/")))
                    .extracting(ApiRequest::namespace)
                    .containsOnly(stage.namespace);
            assertThat(stage.children(other, "shop").objects()).isEmpty();
        }
    }

    /** Created, harmed, changed, and deleted, once with its data and once without. */
    private static void live(Stage stage) {
        stage.apply("shop", Specs.RICH);
        stage.awaitReady("shop");
        backUpAndRestore(stage);
        stage.awaitReady("shop");
        Map<String, String> whole = stage.children("shop").objects();
        for (HasMetadata object : owned(stage)) {
            stage.client
                    .resource(object)
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"ownerReferences\":null}}");
        }
        await().atMost(Stage.LIMIT).until(() -> stage.children("shop").objects().equals(whole));
        // Without the label nobody sees them, until they are to be made again.
        owned(stage).forEach(object -> label(stage, object, "null"));
        await().atMost(Stage.LIMIT).until(() -> stage.children("shop").objects().equals(whole));
        var claims = stage.client.persistentVolumeClaims().inNamespace(stage.namespace);
        label(stage, claims.withName("shop-database").get(), "null");
        stage.awaitStalled("shop");
        label(stage, claims.withName("shop-database").get(), "\"promptlib-operator\"");
        stage.awaitReady("shop");
        owned(stage).forEach(object -> stage.client.resource(object).delete());
        await().atMost(Stage.LIMIT).until(() -> stage.children("shop").objects().equals(whole));
        stage.apply("shop", Specs.SLIM);
        stage.awaitReady("shop");
        stage.resource("shop").delete();
        await().atMost(Stage.LIMIT).until(() -> stage.resource("shop").get() == null);
        stage.apply("shop", Specs.RICH + "deletionPolicy: Delete\n");
        stage.awaitReady("shop");
        stage.resource("shop")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"database\":{\"version\":18}}}");
        stage.awaitReady("shop");
        assertThat(claims.withName("shop-database-18").get())
                .as("the volume of the newer PostgreSQL")
                .isNotNull();
        stage.resource("shop").delete();
        await().atMost(Stage.LIMIT).until(() -> stage.resource("shop").get() == null);
    }

    /** The requests go again, as their Jobs are no part of the resource. */
    private static void backUpAndRestore(Stage stage) {
        var backup = new PromptLibraryBackup();
        backup.setMetadata(new ObjectMetaBuilder()
                .withName("now")
                .withNamespace(stage.namespace)
                .build());
        backup.setSpec(new PromptLibraryBackupSpec("shop", true, null));
        stage.client.resource(backup).create();
        await().atMost(Stage.LIMIT).until(() -> {
            var status = stage.client.resource(backup).get().getStatus();
            return status != null && status.ended();
        });
        var restore = new PromptLibraryRestore();
        restore.setMetadata(new ObjectMetaBuilder()
                .withName("back")
                .withNamespace(stage.namespace)
                .build());
        restore.setSpec(new PromptLibraryRestoreSpec("shop", null, null, null, null, null, null, null, 0, null));
        stage.client.resource(restore).create();
        await().atMost(Stage.LIMIT).until(() -> {
            var status = stage.client.resource(restore).get().getStatus();
            return status != null && status.ended() && status.kept() == null;
        });
        stage.client.resource(backup).delete();
        stage.client.resource(restore).delete();
        await().atMost(Stage.LIMIT).until(() -> stage.children("shop").objects().keySet().stream()
                .noneMatch(key -> key.contains("-restore-") || key.contains("-safety-")));
    }

    private static void label(Stage stage, HasMetadata object, String value) {
        stage.client
                .resource(object)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"labels\":{\"app.kubernetes.io/managed-by\":" + value + "}}}");
    }

    private static List<HasMetadata> owned(Stage stage) {
        return Snapshot.live(stage.client, stage.namespace, Map.of()).stream()
                .filter(object -> !object.getMetadata().getOwnerReferences().isEmpty())
                .toList();
    }

    private static Set<String> granted() throws IOException {
        try (var in = Files.newInputStream(Repository.file("helm/install.yaml"))) {
            return names(TestCluster.api().client().load(in).items().stream()
                    .filter(object -> object.getMetadata().getName().startsWith("promptlib-operator"))
                    .flatMap(PermissionsIT::rules)
                    .flatMap(PermissionsIT::permissions));
        }
    }

    private static Stream<PolicyRule> rules(HasMetadata object) {
        if (object instanceof ClusterRole role) {
            return role.getRules().stream();
        }
        return object instanceof Role role ? role.getRules().stream() : Stream.empty();
    }

    private static Stream<Permission> permissions(PolicyRule rule) {
        return rule.getApiGroups().stream().flatMap(group -> rule.getResources().stream()
                .flatMap(resource -> rule.getVerbs().stream().map(verb -> {
                    String[] parts = resource.split("/", 2);
                    return new Permission(verb, group, parts[0], parts.length > 1 ? parts[1] : "");
                })));
    }

    private static Set<String> names(Stream<Permission> permissions) {
        return permissions.map(Permission::toString).collect(Collectors.toCollection(TreeSet::new));
    }
}

package dev.promptlib.operator.cli.install;

import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.Terminal;
import dev.promptlib.operator.cli.Waiting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The operator in the cluster, from the plain manifest. */
public final class OperatorInstall {
    public static final String NAMESPACE = "promptlib-system";
    private static final String NAME = "promptlib-operator";
    private static final String CRD = "CustomResourceDefinition";

    private final KubernetesClient client;
    private final Objects objects;
    private final Terminal terminal;

    public OperatorInstall(KubernetesClient client, Terminal terminal) {
        this.client = client;
        this.objects = new Objects(client);
        this.terminal = terminal;
    }

    /** An operator that somebody installed by other means: it is used, and neither changed nor removed. */
    public Optional<String> foreign() {
        return client
                .apps()
                .deployments()
                .inAnyNamespace()
                .withLabel("app.kubernetes.io/part-of", "promptlib")
                .withLabel("app.kubernetes.io/component", "operator")
                .list()
                .getItems()
                .stream()
                .filter(OperatorInstall::isForeign)
                .map(found -> found.getMetadata().getNamespace())
                .findFirst();
    }

    /** Whoever applies a manifest is known to the API server by name. */
    private static boolean isForeign(Deployment found) {
        return !found.getMetadata().getNamespace().equals(NAMESPACE)
                || found.getMetadata().getManagedFields().stream()
                        .noneMatch(entry -> Objects.MANAGER.equals(entry.getManager()));
    }

    public void install(String manifest, Duration limit) {
        List<GenericKubernetesResource> all = Manifests.parse(manifest);
        Waiting.until(Duration.ofSeconds(60), () -> !leaving());
        all.stream().filter(each -> each.getKind().equals("Namespace")).forEach(objects::apply);
        all.stream().filter(each -> each.getKind().equals(CRD)).forEach(this::establish);
        all.stream()
                .filter(each ->
                        !each.getKind().equals("Namespace") && !each.getKind().equals(CRD))
                .forEach(objects::apply);
        if (!isAvailable()) {
            terminal.line("operator", "installed; its pod is starting");
        }
        if (!Waiting.until(limit, this::isAvailable)) {
            throw Failure.of(
                    "the operator does not get available in " + NAMESPACE,
                    "see `kubectl -n " + NAMESPACE + " describe pods`; up goes on from here");
        }
        terminal.line("operator", "available in the namespace " + NAMESPACE);
    }

    private void establish(GenericKubernetesResource crd) {
        objects.apply(crd);
        String name = crd.getMetadata().getName();
        boolean established = Waiting.until(Duration.ofSeconds(30), () -> isEstablished(name));
        if (!established) {
            throw Failure.of("the API server does not establish " + name, "see `kubectl describe crd " + name + "`");
        }
    }

    private boolean isEstablished(String name) {
        var crd = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .get();
        return crd != null
                && crd.getStatus() != null
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(c -> c.getType().equals("Established")
                                && c.getStatus().equals("True"));
    }

    /** A namespace of an earlier `down` that is still on its way out takes nothing new. */
    private boolean leaving() {
        var namespace = client.namespaces().withName(NAMESPACE).get();
        return namespace != null && namespace.getMetadata().getDeletionTimestamp() != null;
    }

    private boolean isAvailable() {
        Deployment operator = client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName(NAME)
                .get();
        if (operator == null || operator.getStatus() == null) {
            return false;
        }
        var status = operator.getStatus();
        int wanted = operator.getSpec().getReplicas();
        return status.getObservedGeneration() != null
                && status.getObservedGeneration() >= operator.getMetadata().getGeneration()
                && count(status.getUpdatedReplicas()) == wanted
                && count(status.getReplicas()) == wanted
                && count(status.getAvailableReplicas()) == wanted;
    }

    private static int count(Integer number) {
        return number == null ? 0 : number;
    }
}

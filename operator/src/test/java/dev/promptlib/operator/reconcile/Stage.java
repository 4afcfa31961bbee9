package dev.promptlib.operator.reconcile;

import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.cluster.ApiProxy;
import dev.promptlib.operator.cluster.ApiRequest;
import dev.promptlib.operator.cluster.FakeKubelet;
import dev.promptlib.operator.cluster.OperatorIdentity;
import dev.promptlib.operator.cluster.OperatorProcess;
import dev.promptlib.operator.cluster.OperatorSettings;
import dev.promptlib.operator.cluster.RequestLog;
import dev.promptlib.operator.cluster.TestCluster;
import dev.promptlib.operator.cluster.TestNamespace;
import dev.promptlib.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;

/** Namespaces, an operator that reaches the API server through a proxy and as its own ServiceAccount, and pods that seem to run. */
public final class Stage implements AutoCloseable {
    /** Long, as machines that test may be busy. */
    static final Duration LIMIT = Duration.ofSeconds(240);

    public final TestCluster cluster = TestCluster.api().withCrds();
    public final KubernetesClient client = cluster.client();
    final OperatorIdentity identity = OperatorIdentity.in(cluster);
    final ApiProxy proxy = ApiProxy.to(cluster);
    public String namespace;
    private final String purpose;
    private final List<TestNamespace> namespaces = new ArrayList<>();
    private FakeKubelet kubelet;
    private OperatorProcess operator;

    private Stage(String purpose) {
        this.purpose = purpose;
        this.namespace = newNamespace();
    }

    /** Without an operator yet, and with nobody who runs pods. */
    static Stage set(String purpose) {
        return new Stage(purpose);
    }

    /** With pods that run and an operator that watches the stage's namespace only. */
    public static Stage open(String purpose) {
        Stage stage = set(purpose).withPods();
        stage.operator = OperatorProcess.start(stage.settings().watching(stage.namespace));
        return stage;
    }

    /** With pods that run and an operator that watches all namespaces. */
    static Stage openWide(String purpose) {
        Stage stage = set(purpose).withPods();
        stage.operator = OperatorProcess.start(stage.settings());
        return stage;
    }

    Stage withPods() {
        kubelet = FakeKubelet.start(cluster, Labels.MANAGED_BY + "=" + Labels.MANAGER);
        return this;
    }

    OperatorSettings settings() {
        return OperatorSettings.of(purpose, identity.kubeconfig(proxy), identity.namespace());
    }

    OperatorProcess start(OperatorSettings settings) {
        operator = OperatorProcess.start(settings);
        return operator;
    }

    OperatorProcess operator() {
        return operator;
    }

    public RequestLog log() {
        return proxy.log();
    }

    static Predicate<ApiRequest> writesIn(String namespace) {
        return request -> request.isWrite() && request.namespace().equals(namespace);
    }

    /** The operator has done what it had to do. */
    void awaitNoMoreWrites() {
        log().awaitQuiet(Duration.ofSeconds(2), LIMIT, request -> !request.isWrite() || request.isLease());
    }

    /** Begins anew beside what is there. */
    void move() {
        namespace = newNamespace();
    }

    /** From now on nobody runs pods in the stage's namespace. */
    public void withoutPods() {
        kubelet.ignore(namespace);
    }

    /** And again somebody does. */
    void withPodsAgain() {
        kubelet.attend(namespace);
    }

    public String newNamespace() {
        TestNamespace made = TestNamespace.in(cluster, purpose);
        namespaces.add(made);
        return made.name();
    }

    /** Creates the resource, or gives it this spec and no other. */
    public void apply(String name, String spec) {
        apply(namespace, name, spec);
    }

    void apply(String where, String name, String spec) {
        String yaml =
                """
                apiVersion: promptlib.dev/v1alpha1
                kind: PromptLibrary
                metadata: { name: %s, namespace: %s }
                spec:
                """
                                .formatted(name, where)
                        + spec.indent(2);
        // The operator may write the status between the look and the update.
        atOnce().ignoreException(KubernetesClientException.class).until(() -> {
            client.resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                    .createOr(NonDeletingOperation::update);
            return true;
        });
    }

    public Resource<PromptLibrary> resource(String name) {
        return resource(namespace, name);
    }

    Resource<PromptLibrary> resource(String where, String name) {
        return client.resources(PromptLibrary.class).inNamespace(where).withName(name);
    }

    public void awaitReady(String name) {
        awaitReady(namespace, name);
    }

    /** Ready, and that of the spec as it is now. */
    void awaitReady(String where, String name) {
        awaitCondition(where, name, Condition.Type.Ready, Condition.Status.True);
    }

    public Condition awaitStalled(String name) {
        return awaitCondition(namespace, name, Condition.Type.Stalled, Condition.Status.True);
    }

    Condition awaitCondition(String where, String name, Condition.Type type, Condition.Status status) {
        try {
            return atOnce().until(
                            () -> condition(where, name, type).filter(c -> c.status() == status), Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            PromptLibrary seen = resource(where, name).get();
            throw new AssertionError(
                    where + "/" + name + " is not " + type + "=" + status + ":\n"
                            + Serialization.asYaml(seen == null ? null : seen.getStatus()),
                    e);
        }
    }

    /** Looks for the first time without a delay: what a test does a thousand times must not wait each time. */
    static ConditionFactory atOnce() {
        return await().atMost(LIMIT).pollDelay(Duration.ZERO);
    }

    /** A condition, if it is about the spec as it is now. */
    Optional<Condition> condition(String where, String name, Condition.Type type) {
        PromptLibrary seen = resource(where, name).get();
        if (seen == null
                || seen.getStatus() == null
                || !seen.getMetadata().getGeneration().equals(seen.getStatus().observedGeneration())) {
            return Optional.empty();
        }
        return seen.getStatus().conditions().stream()
                .filter(c -> c.type() == type)
                .findFirst();
    }

    Snapshot children(String name) {
        return Snapshot.of(client, namespace, name);
    }

    Snapshot children(String where, String name) {
        return Snapshot.of(client, where, name);
    }

    /** Versions of all resources of the namespace and of all their objects. */
    Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>(Snapshot.versions(client, namespace));
        versions.putAll(client.resources(PromptLibrary.class).inNamespace(namespace).list().getItems().stream()
                .collect(
                        Collectors.toMap(r -> "PromptLibrary " + r.getMetadata().getName(), r -> r.getMetadata()
                                .getResourceVersion())));
        return versions;
    }

    @Override
    public void close() {
        if (operator != null) {
            operator.close();
        }
        if (kubelet != null) {
            kubelet.close();
        }
        for (TestNamespace each : namespaces) {
            // Nobody is left who would take the finalizers away.
            client.resources(PromptLibrary.class).inNamespace(each.name()).delete();
            client.resources(PromptLibrary.class)
                    .inNamespace(each.name())
                    .resources()
                    .forEach(left -> left.edit(Stage::withoutFinalizers));
            each.close();
        }
        proxy.close();
    }

    private static PromptLibrary withoutFinalizers(PromptLibrary resource) {
        resource.getMetadata().setFinalizers(List.of());
        return resource;
    }
}

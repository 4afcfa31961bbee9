package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.cluster.TestNamespace;
import dev.promptlib.operator.input.SecretData;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;

/** A PromptLibrary on a cluster, and what a person would do with it and ask of it. */
record Stack(KubernetesClient client, String namespace, String name) {
    static final Duration LIMIT = Duration.ofMinutes(3);

    static Stack create(KubernetesClient client, TestNamespace namespace, String yaml) {
        var resource = client.getKubernetesSerialization().<HasMetadata>unmarshal(yaml);
        resource.getMetadata().setNamespace(namespace.name());
        client.resource(resource).create();
        return new Stack(client, namespace.name(), resource.getMetadata().getName());
    }

    Resource<PromptLibrary> resource() {
        return client.resources(PromptLibrary.class).inNamespace(namespace).withName(name);
    }

    PromptLibrary get() {
        return resource().get();
    }

    /** Changes one field of the spec, as JSON Patch names it, to a value in JSON. */
    void set(String path, String json) {
        patch("[{\"op\":\"add\",\"path\":\"/spec" + path + "\",\"value\":" + json + "}]");
    }

    void remove(String path) {
        patch("[{\"op\":\"remove\",\"path\":\"/spec" + path + "\"}]");
    }

    void annotate(String name, String value) {
        resource()
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"" + name + "\":\"" + value + "\"}}}");
    }

    private void patch(String json) {
        resource().patch(PatchContext.of(PatchType.JSON), json);
    }

    Stack awaitReady() {
        await(Condition.Type.Ready, Condition.Status.True);
        return this;
    }

    /** Waits for a condition of the present generation whose reason and message hold all the words. */
    String await(Condition.Type type, Condition.Status status, String... words) {
        AtomicReference<List<Condition>> last = new AtomicReference<>(List.of());
        try {
            return Awaitility.await()
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(300))
                    .until(
                            () -> {
                                last.set(conditions());
                                return last.get().stream()
                                        .filter(c -> c.type() == type && c.status() == status)
                                        .map(c -> c.reason() + ": " + c.message())
                                        .filter(text -> Stream.of(words).allMatch(text::contains))
                                        .findFirst();
                            },
                            Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    name + " does not come to " + type + "=" + status + " with " + List.of(words) + " but has "
                            + last.get(),
                    e);
        }
    }

    /** Those that are about the present generation. */
    List<Condition> conditions() {
        PromptLibrary now = get();
        return now.getStatus() == null
                        || !now.getMetadata()
                                .getGeneration()
                                .equals(now.getStatus().observedGeneration())
                ? List.of()
                : now.getStatus().conditions();
    }

    boolean isReady() {
        return conditions().stream()
                .anyMatch(c -> c.type() == Condition.Type.Ready && c.status() == Condition.Status.True);
    }

    List<Pod> pods() {
        return client.pods()
                .inNamespace(namespace)
                .withLabel("app.kubernetes.io/instance", name)
                .list()
                .getItems();
    }

    /** The living pods of a part: database, cache, pooler or a component. */
    List<Pod> pods(String part) {
        return pods().stream()
                .filter(pod -> part.equals(pod.getMetadata().getLabels().get("app.kubernetes.io/component")))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    PodShell shell(String part) {
        return new PodShell(client, namespace, readyPod(part).getMetadata().getName());
    }

    private Pod readyPod(String part) {
        return pods(part).stream()
                .filter(Readiness::isPodReady)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no ready pod of " + part));
    }

    /** Deletes the pods of a part and waits until others have taken their place and all is well. */
    void replacePods(String part) {
        List<String> before = uids(part);
        assertThat(before).isNotEmpty();
        pods(part).forEach(pod -> client.resource(pod).delete());
        awaitOthers(part, before);
    }

    /** As many pods as before, none of them one of those; whoever reads the status alone may read what it was before they went. */
    void awaitOthers(String part, List<String> before) {
        await(part + " in new pods")
                .atMost(LIMIT)
                .until(() -> uids(part).size() == before.size()
                        && uids(part).stream().noneMatch(before::contains)
                        && pods(part).stream().allMatch(Readiness::isPodReady));
        awaitReady();
    }

    List<String> uids(String part) {
        return pods(part).stream().map(pod -> pod.getMetadata().getUid()).toList();
    }

    /** The application of a component, in one of its pods that stay. */
    App app(String component) {
        return App.in(client, readyPod(component));
    }

    /** One value of a Secret of the stack, named without the stack. */
    String secret(String suffix, String key) {
        return secrets(suffix).get(key);
    }

    Map<String, String> secrets(String suffix) {
        return SecretData.decoded(client.secrets()
                .inNamespace(namespace)
                .withName(name + "-" + suffix)
                .get()
                .getData());
    }

    void delete() {
        resource().delete();
        await(name + " gone").atMost(LIMIT).until(() -> get() == null);
    }

    private static ConditionFactory await(String what) {
        return Awaitility.await(what).pollInterval(Duration.ofMillis(300));
    }
}

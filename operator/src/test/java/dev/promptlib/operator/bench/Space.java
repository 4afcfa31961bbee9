package dev.promptlib.operator.bench;

import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.PromptLibrary;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A namespace for one side of a measurement, emptied before each. */
record Space(KubernetesClient client, String name) {

    /** Empty, but for what the stacks refer to. */
    void renew() {
        clear();
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        Stack.secrets(name).forEach(secret -> client.resource(secret).create());
    }

    void clear() {
        var namespace = client.namespaces().withName(name);
        namespace.delete();
        await("end of " + name).atMost(Duration.ofMinutes(10)).until(() -> namespace.get() == null);
    }

    /** The versions of what only the operator writes, by kind and name; the controllers write into the rest. */
    Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        client.resources(PromptLibrary.class)
                .inNamespace(name)
                .list()
                .getItems()
                .forEach(r -> add(versions, r));
        Stack.of(name, 0).children("").stream()
                .map(HasMetadata::getClass)
                .distinct()
                .forEach(kind -> client.resources(kind)
                        .inNamespace(name)
                        .withLabel("app.kubernetes.io/managed-by", "promptlib-operator")
                        .list()
                        .getItems()
                        .forEach(child -> add(versions, child)));
        return versions;
    }

    private static void add(Map<String, String> versions, HasMetadata object) {
        boolean others = object.getKind().equals("Deployment")
                || object.getKind().equals("HorizontalPodAutoscaler")
                || object.getKind().equals("PodDisruptionBudget");
        versions.put(
                object.getKind() + "/" + object.getMetadata().getName(),
                others ? object.getMetadata().getUid() : object.getMetadata().getResourceVersion());
    }

    /** Every child of every stack has to be there. */
    void check(int stacks) {
        int wanted = stacks
                + IntStream.range(0, stacks)
                        .map(i -> Stack.of(name, i).children("").size())
                        .sum();
        int found = versions().size();
        if (found != wanted) {
            throw new IllegalStateException(name + " holds " + found + " objects, not " + wanted);
        }
    }
}

package dev.promptlib.operator.bench;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.desired.Desired;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.References;
import dev.promptlib.operator.release.Release;
import dev.promptlib.operator.release.Revisions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One resource to measure with: two components, none of whose objects waits for a pod. */
record Stack(String namespace, String name) {
    private static final Map<String, Map<String, String>> URLS = Map.of(
            "database-url", Map.of("url", "postgres://app:secret@db.example:5432/app"),
            "cache-url", Map.of("url", "redis://:secret@cache.example:6379/0"));
    private static final String YAML =
            """
            apiVersion: promptlib.dev/v1alpha1
            kind: PromptLibrary
            metadata: {}
            spec:
              networkPolicy: { enabled: false }
              backup: { enabled: false }
              database: { engine: External, external: { secretRef: { name: database-url, key: url } } }
              cache: { engine: External, external: { secretRef: { name: cache-url, key: url } } }
              exposure: { host: bench.example }
              components:
                - name: app
                  image: registry.example/app:1.0
                  port: 8000
                  autoscaling: { max: 4, cpu: 70 }
                  config:
                    - name: settings
                      mountPath: /app/config
                      files: { app.yaml: "title: Bench\\npageSize: 20\\nfeatures: [search, export, share]\\n" }
                - name: worker
                  image: registry.example/worker:1.0
                  autoscaling: { max: 4, cpu: 70 }
                  config:
                    - name: settings
                      mountPath: /app/config
                      files: { worker.yaml: "queues: [mail, index]\\nconcurrency: 4\\n" }
            """;

    static Stack of(String namespace, int number) {
        return new Stack(namespace, "stack-" + number);
    }

    PromptLibrary resource() {
        PromptLibrary resource = Serialization.unmarshal(YAML, PromptLibrary.class);
        resource.getMetadata().setNamespace(namespace);
        resource.getMetadata().setName(name);
        return resource;
    }

    /** What the operator makes of it, in its order. */
    List<HasMetadata> children(String uid) {
        var references = new References(URLS, Map.of());
        var owner = new Owner(name, namespace, uid);
        Input input = Input.of(owner, resource().getSpec(), references, Credentials.NONE);
        Desired desired = Desired.of(input);
        HasMetadata revision = Revisions.among(List.of(), owner).object(Release.of(input), 1);
        return Stream.of(desired.foundation(), List.of(revision), desired.workloads())
                .flatMap(List::stream)
                .toList();
    }

    /** The autoscaler of the second component is the last to come. */
    String lastChild() {
        return name + "-worker";
    }

    /** The Secrets that each stack refers to. */
    static List<Secret> secrets(String namespace) {
        return URLS.entrySet().stream()
                .map(secret -> new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(secret.getKey())
                        .endMetadata()
                        .withStringData(secret.getValue())
                        .build())
                .toList();
    }
}

package dev.promptlib.operator.cli;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.cli.cluster.KubeContext;
import dev.promptlib.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A PromptLibrary in a cluster, as it was when it was looked up. */
public record Target(KubeContext context, KubernetesClient client, PromptLibrary library) implements AutoCloseable {

    public String name() {
        return library.getMetadata().getName();
    }

    public String namespace() {
        return library.getMetadata().getNamespace();
    }

    /** What all its objects are labelled with. */
    public Map<String, String> labels() {
        return Map.of(Labels.MANAGED_BY, Labels.MANAGER, Labels.INSTANCE, name());
    }

    public Resource<PromptLibrary> resource() {
        return client.resources(PromptLibrary.class).inNamespace(namespace()).withName(name());
    }

    public ReleaseStatus release() {
        PromptLibraryStatus status = library.getStatus();
        if (status == null || status.release() == null) {
            throw Failure.of(name() + " has not been released yet", "promptlib status shows how it is doing");
        }
        return status.release();
    }

    /** The same, as it is now; nothing else when it has gone. */
    public Target again() {
        PromptLibrary now = resource().get();
        if (now == null) {
            throw Failure.of(
                    "the PromptLibrary " + namespace() + "/" + name() + " is gone", "promptlib up makes it again");
        }
        return new Target(context, client, now);
    }

    /** All its pods, the oldest first. */
    public List<Pod> pods() {
        return client.pods().inNamespace(namespace()).withLabels(labels()).list().getItems().stream()
                .sorted(Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp())
                        .thenComparing(pod -> pod.getMetadata().getName()))
                .toList();
    }

    /** The pods of one part: database, cache, pooler or a component. */
    public List<Pod> pods(String part) {
        return pods().stream().filter(pod -> part.equals(part(pod))).toList();
    }

    public static String part(Pod pod) {
        return pod.getMetadata().getLabels().getOrDefault(Labels.COMPONENT, "");
    }

    @Override
    public void close() {
        client.close();
    }
}

package dev.promptlib.operator.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promptlib.operator.desired.Contents;
import dev.promptlib.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objects of one resource as YAML by kind and name, without all that differs from one run to the next. */
record Snapshot(Map<String, String> objects) {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final List<Class<? extends HasMetadata>> KINDS = List.of(
            ConfigMap.class,
            ControllerRevision.class,
            CronJob.class,
            Deployment.class,
            HorizontalPodAutoscaler.class,
            Ingress.class,
            Job.class,
            NetworkPolicy.class,
            PersistentVolumeClaim.class,
            PodDisruptionBudget.class,
            Secret.class,
            Service.class,
            ServiceAccount.class,
            StatefulSet.class);

    static Snapshot of(KubernetesClient client, String namespace, String resource) {
        List<HasMetadata> live = new ArrayList<>(live(client, namespace, Map.of(Labels.INSTANCE, resource)));
        // The longest first: one value may be the beginning of another.
        List<String> secrets = live.stream()
                .filter(Snapshot::isCredentials)
                .flatMap(secret -> ((Secret) secret).getData().values().stream())
                .map(Snapshot::decode)
                .sorted((a, b) -> b.length() - a.length())
                .toList();
        Set<String> scaled = live.stream()
                .filter(HorizontalPodAutoscaler.class::isInstance)
                .map(scaler -> scaler.getMetadata().getName())
                .collect(Collectors.toSet());
        Map<String, String> objects = new TreeMap<>();
        live.sort(Comparator.comparing(rank(live)));
        for (HasMetadata object : live) {
            String key = anonymous(key(object), namespace, List.of());
            // Of releases and what they read, which are told apart by digests alone, the last; of all else, all.
            while (!isOfReleases(object) && objects.containsKey(key)) {
                key += " again";
            }
            boolean autoscaled = scaled.contains(object.getMetadata().getName());
            objects.put(key, anonymous(Serialization.asYaml(essence(object, autoscaled)), namespace, secrets));
        }
        return new Snapshot(objects);
    }

    private static boolean isOfReleases(HasMetadata object) {
        return object instanceof ControllerRevision || Contents.isOne(object);
    }

    /** What is in force comes last. */
    private static Function<HasMetadata, Long> rank(List<HasMetadata> live) {
        Set<String> read = live.stream()
                .flatMap(Snapshot::template)
                .flatMap(template -> Contents.namesIn(template.getSpec()).stream())
                .collect(Collectors.toSet());
        return object -> object instanceof ControllerRevision release
                ? release.getRevision()
                : read.contains(Contents.key(object)) ? 1L : 0L;
    }

    private static Stream<PodTemplateSpec> template(HasMetadata object) {
        return object instanceof Deployment deployment
                ? Stream.of(deployment.getSpec().getTemplate())
                : object instanceof StatefulSet set ? Stream.of(set.getSpec().getTemplate()) : Stream.empty();
    }

    /** Who is who: UID and version of each object of a namespace that the operator made. */
    static Map<String, String> versions(KubernetesClient client, String namespace) {
        return live(client, namespace, Map.of()).stream()
                .collect(Collectors.toMap(
                        Snapshot::key,
                        o -> o.getMetadata().getUid() + "/" + o.getMetadata().getResourceVersion(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    static List<HasMetadata> live(KubernetesClient client, String namespace, Map<String, String> labels) {
        return KINDS.stream()
                .flatMap(kind -> client
                        .resources(kind)
                        .inNamespace(namespace)
                        .withLabel(Labels.MANAGED_BY, Labels.MANAGER)
                        .withLabels(labels)
                        .list()
                        .getItems()
                        .stream())
                .map(HasMetadata.class::cast)
                // StatefulSets give their revisions the labels of their pods.
                .filter(object -> !object.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> owner.getKind().equals("StatefulSet")))
                .toList();
    }

    /** The values of generated secrets by the Secret's and the key's name. */
    static Map<String, String> passwords(KubernetesClient client, String namespace) {
        return live(client, namespace, Map.of()).stream()
                .filter(Snapshot::isCredentials)
                .flatMap(s -> ((Secret) s)
                        .getData().entrySet().stream()
                                .map(e -> Map.entry(s.getMetadata().getName() + "/" + e.getKey(), e.getValue())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    static String key(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    /**
     * The same without what the other has not and may stay: data that outlived its use, which has no owner, and what earlier releases
     * left for those who go back.
     */
    Snapshot withoutLeftovers(Snapshot other) {
        Map<String, String> kept = new TreeMap<>(objects);
        kept.entrySet()
                .removeIf(e -> !other.objects().containsKey(e.getKey())
                        && (!e.getValue().contains("ownerReferences:")
                                || e.getValue().contains("\nimmutable: true")));
        return new Snapshot(kept);
    }

    private static boolean isCredentials(HasMetadata object) {
        return object instanceof Secret
                && object.getMetadata().getOwnerReferences().isEmpty();
    }

    private static JsonNode essence(HasMetadata object, boolean scaled) {
        ObjectNode tree = JSON.valueToTree(object);
        tree.remove("status");
        ObjectNode metadata = (ObjectNode) tree.get("metadata");
        metadata.remove(
                List.of("uid", "resourceVersion", "creationTimestamp", "generation", "namespace", "finalizers"));
        metadata.path("ownerReferences").forEach(reference -> ((ObjectNode) reference).remove("uid"));
        ObjectNode annotations = metadata.withObject("annotations");
        annotations.remove("deployment.kubernetes.io/revision");
        metadata.remove("annotations");
        if (!annotations.isEmpty()) {
            metadata.set("annotations", annotations);
        }
        ArrayNode ours = metadata.arrayNode();
        metadata.path("managedFields").forEach(entry -> {
            if (entry.path("manager").asText().equals(Labels.MANAGER)
                    && entry.path("operation").asText().equals("Apply")) {
                ours.add(entry.get("fieldsV1"));
            }
        });
        metadata.set("managedFields", ours);
        ObjectNode body = tree.withObject("spec");
        if (object instanceof Secret secret) {
            decodeValues((ObjectNode) tree.get("data"), isCredentials(secret));
        } else if (object instanceof Service) {
            body.remove(List.of("clusterIP", "clusterIPs"));
        } else if (object instanceof PersistentVolumeClaim) {
            body.remove("volumeName");
        } else if (object instanceof Job) {
            forgetController(body);
        } else if (object instanceof Deployment && scaled) {
            // An autoscaler's business, from the day that it finds something to change.
            body.remove("replicas");
            ours.forEach(fields -> ((ObjectNode) fields.path("f:spec")).remove("f:replicas"));
        }
        return tree;
    }

    private static void decodeValues(ObjectNode data, boolean random) {
        List<String> keys = data.properties().stream().map(Map.Entry::getKey).toList();
        keys.forEach(key -> {
            String value = decode(data.get(key).asText());
            data.put(key, random ? value.length() + " characters" : value);
        });
    }

    private static void forgetController(ObjectNode spec) {
        spec.remove("selector");
        ((ObjectNode) spec.path("template").path("metadata").path("labels"))
                .remove(List.of(
                        "batch.kubernetes.io/controller-uid",
                        "controller-uid",
                        "batch.kubernetes.io/job-name",
                        "job-name"));
    }

    private static String anonymous(String text, String namespace, List<String> secrets) {
        String result = text;
        for (String secret : secrets) {
            result = result.replace(secret, "GENERATED");
        }
        return result.replace(namespace, "NAMESPACE")
                .replaceAll("(database|cache)-setup-[0-9a-f]{8}", "$1-setup-DIGEST")
                .replaceAll("(-inputs-|-system-)[0-9a-f]{8}", "$1DIGEST")
                .replaceAll("(ControllerRevision [-a-z0-9]+-|name: \"[-a-z0-9]+-)[0-9a-f]{10}\\b", "$1DIGEST")
                .replaceAll("(promptlib.dev/(?:inputs|digest): ?)\"?[0-9a-f]{16}\"?", "$1DIGEST")
                .replaceAll("#[0-9a-f]{64}", "#DIGEST")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UID");
    }

    private static String decode(String value) {
        return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    }
}

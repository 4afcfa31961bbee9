package dev.promptlib.operator.cli.install;

import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.Waiting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Takes the operator and its CRDs away: only when nothing in the cluster needs them. */
public final class OperatorRemoval {
    private static final String CRD = "CustomResourceDefinition";

    private final KubernetesClient client;
    private final Objects objects;
    private final List<GenericKubernetesResource> manifest;

    public OperatorRemoval(KubernetesClient client, String manifest) {
        this.client = client;
        this.objects = new Objects(client);
        this.manifest = Manifests.parse(manifest);
    }

    /** The resources of our kinds, as kind namespace/name. */
    public List<String> users() {
        List<String> users = new ArrayList<>();
        for (GenericKubernetesResource crd : manifest) {
            if (crd.getKind().equals(CRD)) {
                Map<String, Object> names = crd.get("spec", "names");
                String group = crd.get("spec", "group");
                String version = crd.get("spec", "versions", 0, "name");
                String kind = names.get("kind").toString();
                objects.all(group + "/" + version, kind)
                        .forEach(found ->
                                users.add(kind + " " + found.getMetadata().getNamespace() + "/"
                                        + found.getMetadata().getName()));
            }
        }
        return users;
    }

    public void remove() {
        List<GenericKubernetesResource> backwards = new ArrayList<>(manifest);
        Collections.reverse(backwards);
        backwards.stream().filter(each -> !each.getKind().equals(CRD)).forEach(objects::delete);
        backwards.stream().filter(each -> each.getKind().equals(CRD)).forEach(objects::delete);
        boolean gone = Waiting.until(
                Duration.ofMinutes(2),
                () -> client.namespaces().withName(OperatorInstall.NAMESPACE).get() == null);
        if (!gone) {
            throw Failure.of(
                    "the namespace " + OperatorInstall.NAMESPACE + " does not go away",
                    "see `kubectl describe namespace " + OperatorInstall.NAMESPACE + "`, then run down again");
        }
    }
}

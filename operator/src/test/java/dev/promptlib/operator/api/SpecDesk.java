package dev.promptlib.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.promptlib.operator.cli.validate.ServerWords;
import dev.promptlib.operator.cluster.TestCluster;
import dev.promptlib.operator.cluster.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * Hands specs to a real API server and reads what it says. Nothing is kept but what is created in so many words. Of each new
 * resource `promptlib validate`, which has no server, must say the same.
 */
final class SpecDesk implements AutoCloseable {
    static final ResourceDefinitionContext KIND = new ResourceDefinitionContext.Builder()
            .withGroup(PromptLibrary.GROUP)
            .withVersion(PromptLibrary.VERSION)
            .withKind("PromptLibrary")
            .withPlural("promptlibraries")
            .withNamespaced(true)
            .build();

    final TestCluster cluster = TestCluster.api().withCrds();
    private final TestNamespace namespace = TestNamespace.in(cluster, "crd");

    /** What the API server makes of a new resource with this spec; it keeps none. */
    Spec accepts(Spec spec) {
        Spec accepted = Spec.of(client(spec, "shop").dryRun().create());
        assertThat(ServerWords.ours(spec.resource(namespace.name(), "shop")))
                .as("promptlib validate, of what the API server accepts")
                .isEmpty();
        return accepted;
    }

    /** What the API server says of a new resource with this spec, which it must refuse. */
    String refuses(Spec spec) {
        return refused(spec, "shop");
    }

    /** What the API server says of a new resource of this name, which it must refuse. */
    String refusesName(String name) {
        return refused(Spec.example("smallest"), name);
    }

    /** Creates a resource that stays. */
    GenericKubernetesResource create(Spec spec, String name) {
        return client(spec, name).create();
    }

    void acceptsChange(Spec to, String name) {
        client(to, name).dryRun().update();
    }

    String refusesChange(Spec to, String name) {
        return refusal(() -> client(to, name).dryRun().update()).getMessage();
    }

    Resource<GenericKubernetesResource> resource(String name) {
        return cluster.client()
                .genericKubernetesResources(KIND)
                .inNamespace(namespace.name())
                .withName(name);
    }

    /** The table that kubectl shows for the resources of the namespace. */
    JsonNode table() throws IOException {
        KubernetesClient client = cluster.client();
        var http = client.getHttpClient();
        String uri = client.getMasterUrl() + "apis/" + PromptLibrary.GROUP + "/" + PromptLibrary.VERSION
                + "/namespaces/" + namespace() + "/promptlibraries";
        var request = http.newHttpRequestBuilder()
                .uri(uri)
                .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
                .build();
        return new ObjectMapper()
                .readTree(http.sendAsync(request, String.class).join().body());
    }

    String namespace() {
        return namespace.name();
    }

    private Resource<GenericKubernetesResource> client(Spec spec, String name) {
        return cluster.client()
                .genericKubernetesResources(KIND)
                .inNamespace(namespace.name())
                .resource(spec.resource(namespace.name(), name));
    }

    private String refused(Spec spec, String name) {
        Status refusal = refusal(() -> client(spec, name).dryRun().create());
        assertThat(ServerWords.ours(spec.resource(namespace.name(), name)))
                .as("promptlib validate, beside the API server's %s", refusal.getMessage())
                .isEqualTo(ServerWords.of(refusal));
        return refusal.getMessage();
    }

    private static Status refusal(ThrowingCallable request) {
        var refusal = catchThrowableOfType(KubernetesClientException.class, request);
        assertThat(refusal).as("the API server's refusal").isNotNull();
        assertThat(refusal.getCode()).as(refusal.getMessage()).isEqualTo(422);
        return refusal.getStatus();
    }

    @Override
    public void close() {
        namespace.close();
    }
}

package dev.promptlib.operator.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** What `kubectl get plib -o wide` prints, as the API server makes it. */
final class KubernetesTable {
    private KubernetesTable() {}

    static JsonNode of(KubernetesClient client, String namespace) {
        HttpClient http = client.getHttpClient();
        try {
            URI uri = URI.create(client.getMasterUrl().toString())
                    .resolve("/apis/promptlib.dev/v1alpha1/namespaces/" + namespace + "/promptlibraries");
            var answer = http.sendAsync(
                            http.newHttpRequestBuilder()
                                    .uri(uri)
                                    .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
                                    .build(),
                            String.class)
                    .join();
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

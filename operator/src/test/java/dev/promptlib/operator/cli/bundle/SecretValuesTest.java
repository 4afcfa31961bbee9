package dev.promptlib.operator.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretValuesTest {

    @Test
    void knowsTheValuesOfSecretsButForNamesAndPorts() {
        Secret secret = Serialization.unmarshal(
                "apiVersion: v1\nkind: Secret\ndata: {password: c2VjcmV0, PGHOST: ZGI=}", Secret.class);

        assertThat(SecretValues.of(List.of(secret))).containsExactly("secret");
    }

    @Test
    void knowsVariablesOfReleasesOfLongAgo() {
        ControllerRevision revision = Serialization.unmarshal(
                """
                apiVersion: apps/v1
                kind: ControllerRevision
                revision: 1
                data:
                  pieces:
                    app:
                      component: {env: [{name: API_KEY, value: sk-live-1}, {name: COLOUR, value: blue}]}
                      template: {spec: {containers: [{env: [{name: SMTP_PASSWORD, value: hunter22}]}]}}
                """,
                ControllerRevision.class);

        assertThat(SecretValues.of(List.of(revision))).containsExactlyInAnyOrder("sk-live-1", "hunter22");
    }

    @Test
    void dropsTheCopyOfWhatWasApplied() {
        ConfigMap map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("shop")
                .addToAnnotations("kubectl.kubernetes.io/last-applied-configuration", "{\"value\":\"hunter22\"}")
                .addToAnnotations("other", "kept")
                .endMetadata()
                .build();

        assertThat(ObjectDump.yaml(map)).contains("other: \"kept\"").doesNotContain("last-applied", "hunter22");
    }
}

package dev.promptlib.operator.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeTest {
    @Test
    void isNoneWhereOnlyTheServersFieldsDiffer() {
        var before = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("a")
                .withResourceVersion("1")
                .withUid("u")
                .endMetadata()
                .addToData("k", "v");
        var after = new ConfigMapBuilder(before.build())
                .editMetadata()
                .withResourceVersion("2")
                .withGeneration(3L)
                .endMetadata();

        assertThat(Change.between(before.build(), after.build())).isEmpty();
    }

    @Test
    void isShownAsPeopleKnowIt() {
        var before = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("a")
                .endMetadata()
                .addToData("k", "old")
                .build();
        var after = before.edit().addToData("k", "new").build();

        assertThat(Change.between(before, after).orElseThrow().diff())
                .isEqualTo(
                        """
                        --- ConfigMap a (now)
                        +++ ConfigMap a (then)
                        @@ -3,4 +3,4 @@
                         metadata:
                           name: "a"
                         data:
                        -  k: "old"
                        +  k: "new\"""");
    }

    @Test
    void hidesTheValuesOfSecretsButNotThatTheyChange() {
        Secret before = new SecretBuilder()
                .withNewMetadata()
                .withName("s")
                .endMetadata()
                .withData(Map.of("a", "b25l", "b", "c2FtZQ=="))
                .build();
        Secret after = before.edit().addToData("a", "dHdv").build();

        assertThat(Change.between(before, after).orElseThrow().diff())
                .contains("-  a: \"*** (before)\"", "+  a: \"*** (after)\"", "   b: \"***\"")
                .doesNotContain("b25l", "dHdv", "c2FtZQ==");
        assertThat(Change.between(null, after).orElseThrow().diff())
                .doesNotContain("dHdv")
                .contains("+  a: \"***\"");
        assertThat(Change.between(before, before)).isEmpty();
    }

    @Test
    void restartsPodsOnlyWhereTheirTemplateDiffers() {
        Deployment before = new DeploymentBuilder()
                .withNewMetadata()
                .withName("d")
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withNewTemplate()
                .withNewMetadata()
                .addToAnnotations("a", "1")
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build();
        Deployment scaled = before.edit().editSpec().withReplicas(3).endSpec().build();
        Deployment rolled = before.edit()
                .editSpec()
                .editTemplate()
                .editMetadata()
                .addToAnnotations("a", "2")
                .endMetadata()
                .endTemplate()
                .endSpec()
                .build();

        assertThat(Change.between(before, scaled).orElseThrow().restarts()).isFalse();
        assertThat(Change.between(before, rolled).orElseThrow().restarts()).isTrue();
        assertThat(Change.between(null, rolled).orElseThrow()).satisfies(change -> {
            assertThat(change.action()).isEqualTo(Change.Action.create);
            assertThat(change.restarts()).isFalse();
        });
        assertThat(Change.between(before, null).orElseThrow().action()).isEqualTo(Change.Action.delete);
    }
}

package dev.promptlib.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class WorkloadsTest {
    private static PartState deployment(String yaml) {
        return Workloads.of(Serialization.unmarshal(yaml, Deployment.class));
    }

    private static PartState set(String yaml) {
        return Workloads.of(Serialization.unmarshal(yaml, StatefulSet.class));
    }

    @Test
    void withoutAStatusIsNotReady() {
        assertThat(deployment("metadata: {generation: 1}\nspec: {replicas: 1}").isReady())
                .isFalse();
        assertThat(set("metadata: {generation: 1}\nspec: {replicas: 1}").isReady())
                .isFalse();
    }

    @Test
    void withAllPodsOfTheWantedReleaseIsReady() {
        assertThat(deployment(
                                """
                                metadata: {generation: 2}
                                spec: {replicas: 2}
                                status: {observedGeneration: 2, replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2}
                                """)
                        .isReady())
                .isTrue();
    }

    @Test
    void ofAnEarlierGenerationServesButIsNotReady() {
        PartState state = deployment(
                """
                metadata: {generation: 3}
                spec: {replicas: 2}
                status: {observedGeneration: 2, replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2}
                """);
        assertThat(state.isReady()).isFalse();
        assertThat(state.serves()).isTrue();
    }

    @Test
    void inTheMiddleOfARolloutServesButIsNotReady() {
        PartState state = deployment(
                """
                metadata: {generation: 2}
                spec: {replicas: 2}
                status: {observedGeneration: 2, replicas: 3, updatedReplicas: 1, readyReplicas: 3, availableReplicas: 3}
                """);
        assertThat(state.isReady()).isFalse();
        assertThat(state.serves()).isTrue();
    }

    @Test
    void withNoPodsWantedIsReadyWithoutAny() {
        assertThat(deployment("metadata: {generation: 1}\nspec: {replicas: 0}\nstatus: {observedGeneration: 1}")
                        .isReady())
                .isTrue();
        assertThat(set("metadata: {generation: 1}\nspec: {replicas: 0}\nstatus: {observedGeneration: 1}")
                        .isReady())
                .isTrue();
    }

    @Test
    void ofAStatefulSetIsReadyWhenItsRevisionIs() {
        String set =
                """
                metadata: {generation: 1}
                spec: {replicas: 1}
                status: {observedGeneration: 1, replicas: 1, readyReplicas: 1, currentRevision: a, updateRevision: %s, updatedReplicas: %s}
                """;
        assertThat(set(set.formatted("a", "1")).isReady()).isTrue();
        assertThat(set(set.formatted("b", "0")).isReady()).isFalse();
        assertThat(set(set.formatted("b", "0")).serves()).isTrue();
    }
}
